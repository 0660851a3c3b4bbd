"""The file that is written: first beside its place, then put there whole, so that a failure spares the old one."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """Gives a file in the same folder to write to, and puts it at `path` when the block ends without an error.

    Raises:
        NotPossible: the folder is gone, the file is in use or may not be changed, the disk is full.
    """
    _check(path)
    with _in_words(path):
        handle, name = tempfile.mkstemp(prefix=".churndesk-", suffix=path.suffix, dir=path.parent)
    beside = Path(name)
    try:
        os.close(handle)
        with _in_words(path):
            yield beside
            _settle(beside)
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _check(path: Path) -> None:
    if path.is_dir():
        raise NotPossible(message("{file} is a folder. Choose a name for the file.", file=path.name))
    if not path.parent.is_dir():
        raise NotPossible(
            message("The folder {folder} isn't there any more. Choose another one.", folder=str(path.parent))
        )
    if path.exists() and not path.stat().st_mode & stat.S_IWUSR:
        raise NotPossible(message("{file} is read-only. Choose another name, or allow changes to it.", file=path.name))


def _settle(beside: Path) -> None:
    """Onto the disk, and with the rights of any other new file (a temporary one starts out private)."""
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    mask = os.umask(0)
    os.umask(mask)
    beside.chmod(0o666 & ~mask)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Says in a sentence what the system refused."""
    try:
        yield
    except PermissionError as error:
        raise NotPossible(
            message(
                "{file} can't be written. If it is open in another program, close it there; or choose another name.",
                file=path.name,
            )
        ) from error
    except OSError as error:
        raise NotPossible(
            message(
                "{file} can't be written: {reason}. Is the disk full, or was it taken out?",
                file=path.name,
                reason=error.strerror or str(error),
            )
        ) from error
