"""Folders for a moment's copies of a person's file. What a crash or a power cut left in one is swept later."""

from __future__ import annotations

import time
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir

_PREFIX = "churndesk-"
#: A folder that nothing was put into for so long belongs to nobody any more.
FORGOTTEN_AFTER_S = 2 * 24 * 3600


def scratch_folder() -> TemporaryDirectory[str]:
    """A new folder that this person alone can read; it goes with the block, or with `cleanup`."""
    return TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)


def sweep() -> None:
    """Removes the folders that were left behind; what can't be removed, as another person's, stays."""
    oldest = time.time() - FORGOTTEN_AFTER_S
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        if not folder.is_symlink() and folder.is_dir() and folder.stat().st_mtime < oldest:
            rmtree(folder, ignore_errors=True)
