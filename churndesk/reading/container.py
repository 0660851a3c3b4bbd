"""What the bytes of a file are, whatever its name says; and a sentence for what isn't a table."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.progress import silent
from churndesk.reading import locked
from churndesk.reading.damage import damaged
from churndesk.words import NotPossible, Series, message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.progress import Report
    from churndesk.words import Message

#: A file of a million customers has a tenth of it.
_LARGEST = 1 << 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format 3\0", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"{\\rtf", "RTF"),
)


_latest: tuple[tuple[object, ...], bytes] = ((), b"")


class Empty(NotPossible):
    """The file has no bytes at all."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: `kind` is text, xlsx, xlsb, xls or ods; `data` the bytes (unpacked, where it was packed).

    `whole` is False where only the beginning of a long text was read.
    """

    kind: str
    data: bytes
    whole: bool = True


def load(path: Path, passwords: tuple[str, ...] = (), report: Report = silent) -> Content:
    """Reads a file and tells what it holds.

    A packed file (.gz, .zip) with a single text file in it is unpacked, up to a gigabyte. A workbook under a password
    is opened with one of the `passwords`.

    Raises:
        NotPossible: the file is missing, can't be opened, is empty, too large, or holds no table. It is a
            `NeedsPassword` where one is needed.
        Cancelled: by `report`.
    """
    _refuse_lock(path)
    return _told(path, _bytes(path), passwords, report)


def _told(path: Path, data: bytes, passwords: tuple[str, ...], report: Report) -> Content:
    """What the bytes of a whole file hold."""
    if not data:
        raise Empty(message("The file {file} is empty: it holds no data at all.", file=path.name))
    if data.startswith(b"\x1f\x8b"):
        data = _gunzipped(data, path.name)
    if locked.is_locked(data):
        data = locked.unlocked(data, passwords, path.name, report)
    kind = _kind(data, path.name)
    if kind == "zip":
        data = _unzipped(data, path.name)
        kind = "text"
    if kind == "text":
        _refuse_markup(data, path.name)
    return Content(kind, data)


def original(path: Path, passwords: tuple[str, ...] = ()) -> bytes:
    """The bytes of a file as a project keeps them: its own, or those that were under a password.

    Raises:
        NotPossible: the file can't be read, or none of the passwords opens it.
    """
    data = _bytes(path)
    return locked.unlocked(data, passwords, path.name) if locked.is_locked(data) else data


def beginning(path: Path, length: int, passwords: tuple[str, ...] = ()) -> Content:
    """What a file holds, as `load`, but of a long text only about the first `length` bytes.

    Raises:
        NotPossible: as `load`.
    """
    _refuse_lock(path)
    head = _kept_head(path, length + 1)
    if len(head) <= length:
        return _told(path, head, passwords, silent)
    if head.startswith((b"PK", b"\x1f\x8b", _OLE)) or _kind(head, path.name) != "text":
        return load(path, passwords)
    _refuse_markup(head, path.name)
    return Content("text", _whole_letters(head[:length]), whole=False)


def _kept_head(path: Path, length: int) -> bytes:
    """The first bytes; the latest file's are kept, for a person tries encodings and delimiters on it by turns."""
    global _latest  # noqa: PLW0603  (one file's beginning, replaced by the next one's)
    try:
        now = path.stat()
    except OSError:
        return _bytes(path, length)
    key = (str(path), length, now.st_size, now.st_mtime_ns, now.st_ino)
    if _latest[0] != key:
        _latest = (key, _bytes(path, length))
    return _latest[1]


def _whole_letters(head: bytes) -> bytes:
    """Without the letter that may be cut off: in UTF-16 and UTF-32 it has up to four bytes, else its line goes too."""
    if b"\0" in head[: 1 << 12]:
        return head[: len(head) // 4 * 4]
    return whole_lines(head)


def whole_lines(text: bytes) -> bytes:
    """Without the line at the end that is cut off, unless it is the only one."""
    return text[: max(text.rfind(b"\n"), text.rfind(b"\r")) + 1] or text


def _refuse_lock(path: Path) -> None:
    if not path.name.startswith("~$"):
        return
    raise NotPossible(
        message(
            "{file} is only a mark that Excel leaves while {real} is open. Open {real} itself.",
            file=path.name,
            real=path.name[2:],
        )
    )


def _bytes(path: Path, most: int = -1) -> bytes:
    """The file's bytes, or the first of them."""
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise NotPossible(_too_large(path.name))
        with path.open("rb") as opened:
            return opened.read(most)
    except FileNotFoundError:
        raise NotPossible(message("There is no file {file}.", file=str(path))) from None
    except IsADirectoryError:
        raise NotPossible(message("{file} is a folder. Choose a file in it.", file=str(path))) from None
    except PermissionError:
        raise NotPossible(
            message("The file {file} can't be opened. It may be open in another program.", file=path.name)
        ) from None
    except OSError as error:
        raise NotPossible(
            message("The file {file} can't be read: {reason}.", file=path.name, reason=error.strerror or str(error))
        ) from error


def _too_large(name: str) -> Message:
    return message("The file {file} is too large: ChurnDesk reads tables of up to one gigabyte.", file=name)


def _kind(data: bytes, name: str) -> str:
    if data.startswith(b"PK"):
        return _zip_kind(data, name)
    if data.startswith(_OLE):
        return "xls"
    for mark, what in _FOREIGN:
        if data.startswith(mark):
            raise NotPossible(
                message("{file} is a {kind} file, not a table. Export the table as CSV or Excel.", file=name, kind=what)
            )
    if name.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".ods")) and b"\0" in data[:4096]:
        raise NotPossible(damaged(name))
    return "text"


def _zip_kind(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {member.filename for member in archive.infolist()}
            mimetype = archive.read("mimetype")[:100] if "mimetype" in members else b""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        raise NotPossible(damaged(name)) from None
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if any(member.lower() == "xl/workbook.bin" for member in members):
        return "xlsb"
    if "[Content_Types].xml" in members and any(member.lower().startswith("xl/") for member in members):
        return "xlsx"
    if any(member.startswith(("word/", "ppt/")) or member.endswith(".iwa") for member in members) or mimetype:
        raise NotPossible(
            message("{file} is a document of another kind, not a table. Export the table as CSV or Excel.", file=name)
        )
    return "zip"


def _unzipped(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = [
            member
            for member in archive.infolist()
            if not member.is_dir() and not re.search(r"(^|/)(\.|__MACOSX|Thumbs\.db)", member.filename)
        ]
        if not inside:
            raise NotPossible(message("The archive {file} is empty.", file=name))
        if len(inside) > 1:
            raise NotPossible(
                message(
                    "{file} is an archive of {count} files: {names}. Unpack it and open the one that holds the table.",
                    file=name,
                    count=len(inside),
                    names=Series(tuple(member.filename for member in inside[:5])),
                )
            )
        try:
            with archive.open(inside[0]) as stream:
                unpacked = stream.read(_LARGEST + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise NotPossible(damaged(name)) from None
        except RuntimeError:
            raise NotPossible(
                message("The archive {file} is protected by a password. Unpack it first.", file=name)
            ) from None
    return _checked(unpacked, name)


def _gunzipped(data: bytes, name: str) -> bytes:
    unpacker = zlib.decompressobj(31)
    try:
        unpacked = unpacker.decompress(data, _LARGEST + 1)
    except zlib.error:
        raise NotPossible(damaged(name)) from None
    if not unpacker.eof and len(unpacked) <= _LARGEST:
        raise NotPossible(damaged(name))
    return _checked(unpacked, name)


def _checked(unpacked: bytes, name: str) -> bytes:
    if len(unpacked) > _LARGEST:
        raise NotPossible(_too_large(name))
    if not unpacked or unpacked.startswith((b"PK", b"\x1f\x8b", _OLE)):
        raise NotPossible(message("{file} is an archive. Unpack it and open the table that is in it.", file=name))
    return unpacked


_MARKUP = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<table|<div|<script|<meta)", re.IGNORECASE)


def _refuse_markup(data: bytes, name: str) -> None:
    """Refuses web pages, XML and JSON: read as lines and commas they give tables of gibberish."""
    head = data[: 1 << 16].lstrip(b"\xef\xbb\xbf \t\r\n\0\xff\xfe").replace(b"\0", b"")
    if _MARKUP.match(head):
        raise NotPossible(_web_page(head, name))
    if re.match(rb"<(?:\?xml|!DOCTYPE|[A-Za-z][\w:.-]*[\s>])", head):
        raise NotPossible(
            message("{file} holds XML, not a table. Export the table as CSV or Excel (.xlsx).", file=name)
        )
    if re.match(rb"[\[{]\s*[\"\[{}\]]", head) and _is_json(data, head):
        raise NotPossible(message("{file} holds JSON, not a table. Export the table as CSV or Excel.", file=name))


def _web_page(head: bytes, name: str) -> Message:
    if re.search(rb"password|sign.?in|log.?in", head, re.IGNORECASE):
        return message(
            "{file} is a sign-in page, saved in place of the export. Sign in on the web site and download it again.",
            file=name,
        )
    return message(
        "{file} is a web page, not a table. If a program made it, open it in Excel and save it as .xlsx or CSV.",
        file=name,
    )


def _is_json(data: bytes, head: bytes) -> bool:
    try:
        json.loads(data if len(data) <= 1 << 22 else head)
    except (ValueError, RecursionError):
        return bool(re.match(rb"[\[{]\s*[\"{\[][^\r\n]*[:{]", head)) and not re.match(rb"[^\r\n]*\"[,;\t]", head)
    return True


def refuse_binary(text: bytes, name: str) -> None:
    """Refuses what has been decoded but is no writing: more than a few control characters.

    Raises:
        NotPossible: it holds none that a person could read.
    """
    head = text[: 1 << 16]
    controls = len(re.findall(rb"[\x00-\x08\x0e-\x1b]", head))
    if controls > 8 and controls * 50 > len(head):
        raise NotPossible(
            message("{file} isn't a table but data of another kind. Export the table as CSV or Excel.", file=name)
        )
