"""Text that another program read in the wrong encoding and saved so: "CafÃ©" for "Café", "â€™" for an apostrophe.

UTF-8 that was taken for Windows-1252 gives two or three signs for each letter, and only such text can be turned back.
The cells stay as they are: the file is no longer what it was, and somebody should know.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

_RUN = re.compile(rb"[\x80-\xff]{4,}")
_LOOKED_AT = 1 << 22
_MOST_RUNS = 2000
#: Bytes that mean nothing in Windows-1252; programs keep them as they are.
_UNASSIGNED = frozenset("\x81\x8d\x8f\x90\x9d")


class Misread(NamedTuple):
    """A piece of text as it stands in the file, and what it was once."""

    shown: str
    meant: str


def first_misread(text: bytes) -> Misread | None:
    """The first piece of a UTF-8 text that was once misread, if most of its letters beyond ASCII are such pieces."""
    runs = [match[0].decode("utf-8", "ignore") for match in islice(_RUN.finditer(text[:_LOOKED_AT]), _MOST_RUNS)]
    found = [Misread(run, meant) for run in runs if (meant := _meant(run))]
    return found[0] if found and len(found) * 2 >= len(runs) else None


def _meant(run: str) -> str:
    """What a run of signs was once; nothing where it can't have been anything else."""
    try:
        signs = [sign.encode("latin-1" if sign in _UNASSIGNED else "cp1252") for sign in run]
        meant = b"".join(signs).decode("utf-8")
    except UnicodeError:
        return ""
    return meant if len(meant) < len(run) and meant.isprintable() else ""
