"""Which characters the bytes of a text file stand for.

The order of the evidence: a byte order mark; UTF-16 without one (every other byte is zero); UTF-8, strictly and over
the whole file, for a stray letter may stand far down; UTF-8 with a few spoilt bytes; then the legacy code pages, judged
by how plausible the letters are that they give (see `legacy`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from churndesk.reading import legacy, misread
from churndesk.words import NotPossible, Problem, message, plural

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode()
#: Spoilt places that are named one by one; beyond it a count suffices.
_NAMED = 20


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text file in UTF-8, without its byte order mark; `encoding` is what it was written in."""

    data: bytes
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, file: str, chosen: str | None = None) -> Decoded:
    """The text of a file as UTF-8 bytes, in the encoding that was `chosen` or else is detected.

    Bytes that mean nothing in it become U+FFFD, zero bytes are dropped; both are reported with their line.

    Raises:
        NotPossible: there is no encoding of the chosen name.
    """
    encoding, skip, sure = _chosen(data, chosen) if chosen else detect(data)
    data = data[skip:] if skip else data
    text, problems = (data, ()) if encoding == "utf-8" and _is_utf8(data) else _as_utf8(data, encoding, file)
    if not sure:
        problems = (_guess(encoding, file), *problems)
    if b"\0" in text:
        text, found = _without_zeros(text, file)
        problems = (*problems, found)
    damaged = misread.first_misread(text)
    if damaged:
        problems = (*problems, _misread(damaged, file))
    return Decoded(text, encoding, problems)


def detect(data: bytes) -> tuple[str, int, bool]:
    """The encoding, the length of the byte order mark, and whether that is beyond doubt."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark), True
    wide = _wide(data)
    if wide:
        return wide, 0, True
    if _is_utf8(data) or _is_spoilt_utf8(data):
        return "utf-8", 0, True
    name, sure = legacy.detect(data)
    return name, 0, sure


def _chosen(data: bytes, name: str) -> tuple[str, int, bool]:
    try:
        encoding = codecs.lookup(name).name
        b"".decode(encoding)
    except (LookupError, ValueError, TypeError):
        raise NotPossible(
            message(
                "There is no text encoding called {name}. Common ones are utf-8, cp1252, cp932 and big5.", name=name
            )
        ) from None
    if encoding in {"utf-16", "utf-32"}:
        encoding += "-be" if data[:1] in {b"\xfe", b"\0"} else "-le"
    encoding = "utf-8" if encoding == "utf-8-sig" else encoding
    mark = next((mark for mark, marked in _MARKS if marked == encoding and data.startswith(mark)), b"")
    return encoding, len(mark), True


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: in a table line ends and delimiters leave their zero bytes on the same side."""
    head = data[: 1 << 14]
    head = head[: len(head) // 4 * 4] if head.count(0) * 5 > len(head) * 3 else head[: len(head) // 2 * 2]
    high_last, high_first = head[1::2].count(0), head[::2].count(0)
    if head.count(0) * 5 > len(head) * 3:
        names: tuple[str, ...] = ("utf-32-le", "utf-32-be")
    elif max(high_last, high_first) < max(4, len(head) // 20) or min(high_last, high_first) * 8 > max(
        high_last, high_first
    ):
        return None
    else:
        names = ("utf-16-le" if high_last > high_first else "utf-16-be",)
    return next((name for name in names if _is_text(head, name)), None)


def _is_text(head: bytes, name: str) -> bool:
    try:
        text = head.decode(name)
    except UnicodeDecodeError:
        return False
    return sum(c.isprintable() or c in "\r\n\t" for c in text) > 0.95 * len(text)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _is_spoilt_utf8(data: bytes) -> bool:
    """Whether sound UTF-8 sequences outnumber spoilt bytes four to one: no legacy text does that by chance."""
    high = re.sub(rb"[\x00-\x7f]+", b" ", data[: 1 << 24])
    sound = len(_MULTIBYTE.findall(high))
    if not sound:
        return False
    spoilt = len(re.sub(rb"[ ]", b"", _MULTIBYTE.sub(b"", high)))
    return sound >= 4 * spoilt


def _as_utf8(data: bytes, encoding: str, file: str) -> tuple[bytes, tuple[Problem, ...]]:
    try:
        return data.decode(encoding).encode(), ()
    except UnicodeError:
        pass
    # A lone surrogate can't be written as UTF-8; it is as unreadable as any other spoilt place.
    text = data.decode(encoding, "replace").encode("utf-8", "replace")
    return text, _spoilt(text, encoding, file)


def _spoilt(text: bytes, encoding: str, file: str) -> tuple[Problem, ...]:
    lines = _lines_with(text, _REPLACEMENT)
    named = tuple(
        Problem(
            "letter-unreadable",
            message(
                "A letter in row {row} isn't valid {encoding}; it is shown as {sign}. The rest of the file is fine.",
                row=row,
                encoding=encoding.upper(),
                sign="\N{REPLACEMENT CHARACTER}",
            ),
            file=file,
            row=row,
            cell=line.decode(errors="replace")[:200],
        )
        for row, line in lines[:_NAMED]
    )
    rest = len(lines) - len(named)
    if not rest:
        return named
    more = plural(
        "{count} more row has a letter that can't be read.", "{count} more rows have letters that can't be read.", rest
    )
    return (*named, Problem("letter-unreadable", more, file=file, count=rest))


def _without_zeros(text: bytes, file: str) -> tuple[bytes, Problem]:
    lines = _lines_with(text, b"\0")
    cleaned = text.replace(b"\0", b"")
    row, line = lines[0]
    count = len(text) - len(cleaned)
    said = plural(
        "{count} invisible zero byte was left out, in row {row}.",
        "{count} invisible zero bytes were left out, first in row {row}.",
        count,
        row=row,
    )
    shown = line.decode(errors="replace").replace("\0", "")[:200]
    return cleaned, Problem("zero-byte", said, file=file, row=row, cell=shown, count=count)


def _lines_with(text: bytes, sought: bytes) -> list[tuple[int, bytes]]:
    """Number and bytes of every line that holds `sought`."""
    if text.count(sought) * 1000 < len(text):
        return _few_lines_with(text, sought)
    lines = re.split(rb"\r\n|\r|\n", text)
    return [(number, line) for number, line in enumerate(lines, 1) if sought in line]


def _few_lines_with(text: bytes, sought: bytes) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    at, row, counted = text.find(sought), 1, 0
    while at >= 0:
        row += len(re.findall(rb"\r\n|\r|\n", text[counted:at]))
        start = max(text.rfind(b"\n", 0, at), text.rfind(b"\r", 0, at)) + 1
        end = re.compile(rb"\r\n|\r|\n|\Z").search(text, at)
        stop = end.start() if end else len(text)
        found.append((row, text[start:stop]))
        counted, at = at, text.find(sought, stop)
    return found


def _misread(damaged: misread.Misread, file: str) -> Problem:
    said = message(
        "Some letters of {file} were damaged before it was saved: {shown} was probably {meant}. Export it again as "
        "UTF-8 if you can.",
        file=file,
        shown=damaged.shown[:20],
        meant=damaged.meant[:20],
    )
    return Problem("letters-damaged", said, file=file)


def _guess(encoding: str, file: str) -> Problem:
    said = message(
        "The letters of this file were read as {encoding}, which is a guess. Look whether names with accents or signs "
        "are right; else choose another encoding.",
        encoding=encoding,
    )
    return Problem("encoding-guessed", said, file=file)
