"""Workbooks under a password: told from others by their bytes, and opened with one that the person gave.

The library that decrypts runs in a guarded process, as every parser of foreign files. What it gives are the bytes of an
ordinary workbook; neither these nor the password are written anywhere from here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from churndesk.progress import silent
from churndesk.reading import guarded
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.progress import Report

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The stream that holds an encrypted .xlsx, .xlsm or .xlsb.
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
#: The beginning of an .xls from 97 on; the record that follows it where it is encrypted, and one that may go before.
_BEGINNING_OF_FILE, _FILE_PASS = b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x2f\x00"
_WRITE_PROTECT = b"\x86\x00"
#: What Excel itself encrypts with where a workbook is only to be kept from being changed: nobody is asked for it.
_USUAL = "VelvetSweatshop"


class NeedsPassword(NotPossible):
    """The file is under a password, and none that was given opens it."""


def is_locked(data: bytes) -> bool:
    """Whether the bytes are a workbook that only a password opens."""
    return data.startswith(_OLE) and (_PACKAGE in data or _has_file_pass(data))


def _has_file_pass(data: bytes) -> bool:
    at = data.find(_BEGINNING_OF_FILE)
    if at < 0:
        return False
    following = _next_record(data, at)
    if data[following : following + 2] == _WRITE_PROTECT:
        following = _next_record(data, following)
    return data[following : following + 2] == _FILE_PASS


def _next_record(data: bytes, at: int) -> int:
    return at + 4 + int.from_bytes(data[at + 2 : at + 4], "little")


def unlocked(data: bytes, passwords: tuple[str, ...], file: str, report: Report = silent) -> bytes:
    """The workbook inside.

    Raises:
        NeedsPassword: none of the passwords opens it.
        NotPossible: it is damaged, or encrypted in a way that isn't known.
        Cancelled: by `report`.
    """
    try:
        found: bytes = guarded.run(_unlock, data, (*passwords, _USUAL), file, bool(passwords), report=report)
    except guarded.Failed as failed:
        raise NotPossible(
            message("{file} can't be decrypted. Open it in Excel, take the password off and save it again.", file=file)
        ) from failed
    return found


def _unlock(
    data: bytes,
    passwords: tuple[str, ...],
    file: str,
    tried: bool,  # noqa: FBT001  (an argument for the child process)
    tell: Callable[[float], None],
) -> bytes:
    for place, password in enumerate(passwords):
        tell(place / len(passwords))
        inside = _opened(data, password)
        if inside is not None:
            return inside
    raise NeedsPassword(
        message(
            "That password doesn't open {file}. Look at capital letters and the language of the keyboard.", file=file
        )
        if tried
        else message("{file} is protected by a password.", file=file)
    )


class _Memory:
    """Stands for the module `tempfile` where what it keeps must stay in memory."""

    TemporaryFile = io.BytesIO


def _opened(data: bytes, password: str) -> bytes | None:
    """The bytes inside, None where the password is another."""
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError
    from msoffcrypto.format import xls97

    # The library would put an old workbook, decrypted, into a file on the disk: nothing may lie there, and the process
    # that this runs in may write no file.
    xls97.tempfile = _Memory
    book: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
    inside = io.BytesIO()
    try:
        if book.format == "ooxml":
            book.load_key(password=password, verify_password=True)
        else:
            book.load_key(password=password)
        book.decrypt(inside)
    except InvalidKeyError:
        return None
    return inside.getvalue()
