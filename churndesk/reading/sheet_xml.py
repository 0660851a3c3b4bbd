"""What the workbook library doesn't tell of an .xlsx sheet, found in its XML by a quick look over the bytes.

Cells with an error (`#N/A`) and formulas without a stored value come back as empty from the library: here they are
found, so that nobody takes them for 0. So are hidden rows and columns, and single cells far away from the table, which
would make a dense reader ask for the whole sheet of 17 billion cells.
"""

from __future__ import annotations

import html
import io
import itertools
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.reading.sheet_facts import MOST_FOUND, Hostile, SheetFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = 1 << 22
#: A sheet's XML may unpack to this.
LARGEST = 1 << 30
_LONGEST_ROW = 1 << 26
#: Fewer rows than this are read even where most of them are missing.
_MANY_ROWS = 200_000
#: Cells that a dense reading may have; beyond it single cells far away are cut off.
_DENSE = 30_000_000

_ERROR = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt=\"e\"[^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_UNSTORED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*\bhidden=\"(?:1|true)\"[^>]*)>")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*\bhidden=\"(?:1|true)\"[^>]*)>")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_REFERENCE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_ROW_NUMBER = re.compile(rb"\br=\"(\d{1,7})\"")
#: A cell beyond column ZZ, or nothing at all: told in a tenth of the time that an exact look takes.
_FAR = re.compile(rb"r=\"[A-Z]{3}\d")
_FILLED = re.compile(
    rb"<(?:\w+:)?c\b[^>]*\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*(?<!/)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?(?:v|is|f)\b.*?</(?:\w+:)?c>",
    re.DOTALL,
)


@dataclass(frozen=True)
class SheetPart:
    """One sheet of a workbook: its name and the archive's member that holds it."""

    name: str
    member: str


def parts(data: bytes) -> tuple[SheetPart, ...]:
    """The sheets of an .xlsx workbook and where each is stored.

    Raises:
        Hostile: a part declares entities, or the archive unpacks to too much.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > 2 * LARGEST:
            raise Hostile
        names = {info.filename.lower(): info.filename for info in archive.infolist()}
        book = _small(archive, names.get("xl/workbook.xml", ""))
        links = _small(archive, names.get("xl/_rels/workbook.xml.rels", ""))
        targets = {}
        for link in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", links):
            targets[_attribute(link, b"Id")] = _attribute(link, b"Target")
        found = []
        for sheet in re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", book):
            target = targets.get(_attribute(sheet, rb"\w+:id"), "")
            member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found.append(SheetPart(_attribute(sheet, b"name"), names.get(member.lower(), "")))
        return tuple(found)


def _attribute(tag: bytes, name: bytes) -> str:
    match = re.search(rb"\s" + name + rb"=(?:\"([^\"]*)\"|'([^']*)')", tag)
    return html.unescape((match[1] or match[2] or b"").decode("utf-8", "replace")) if match else ""


def _small(archive: zipfile.ZipFile, member: str) -> bytes:
    if not member:
        return b""
    if archive.getinfo(member).file_size > 1 << 24:
        raise Hostile
    content = archive.read(member)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Hostile
    return content


def inspect(data: bytes, member: str) -> SheetFacts:
    """What a sheet's XML tells beyond its values.

    Raises:
        Hostile: it unpacks to too much or declares entities.
    """
    facts = SheetFacts()
    if not member:
        return facts
    last_row, far = 0, False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for piece in _pieces(archive, member):
            _note_piece(piece, facts)
            numbers = _ROW_NUMBER.findall(piece[piece.rfind(b"row ") :])
            last_row = max(last_row, int(numbers[0])) if numbers else last_row
            far = far or bool(_FAR.search(piece))
        if far or (last_row > _MANY_ROWS and last_row > 10 * _row_count(archive, member)):
            _cut_strays(archive, member, facts)
    return facts


def _row_count(archive: zipfile.ZipFile, member: str) -> int:
    return sum(piece.count(b"<row") or piece.count(b":row") for piece in _pieces(archive, member))


def _pieces(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The member's bytes in pieces that end where a row does."""
    rest, size = b"", 0
    if archive.getinfo(member).file_size > LARGEST:
        raise Hostile
    with archive.open(member) as stream:
        while read := stream.read(_PIECE):
            size += len(read)
            if size > LARGEST or len(rest) > _LONGEST_ROW:
                raise Hostile
            if not rest and (b"<!DOCTYPE" in read or b"<!ENTITY" in read):
                raise Hostile
            rest += read
            cut = max(rest.rfind(b"<row"), rest.rfind(b":row "))
            cut = rest.rfind(b"<", 0, cut + 1) if cut > 0 else 0
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _note_piece(piece: bytes, facts: SheetFacts) -> None:
    if b'hidden="' in piece:
        for match in _HIDDEN_ROW.finditer(piece):
            number = _ROW_NUMBER.search(match[1])
            if number and len(facts.hidden_rows) < MOST_FOUND:
                facts.hidden_rows.append(int(number[1]) - 1)
        for match in _HIDDEN_COLUMN.finditer(piece):
            first, last = _attribute(b" " + match[1], b"min"), _attribute(b" " + match[1], b"max")
            if first.isdigit() and last.isdigit():
                facts.hidden_columns.extend(range(int(first) - 1, min(int(last), int(first) + 1000)))
    if b't="e"' in piece:
        for match in _ERROR.finditer(piece):
            value = _VALUE.search(match[2])
            _note_error(facts, match[1], value[1] if value else b"#VALUE!")
    if b"<f" in piece or (b"<row" not in piece and b":f" in piece):
        for match in _UNSTORED.finditer(piece):
            _note_error(facts, match[1], b"=" + (match[2] or b""))


def _note_error(facts: SheetFacts, attributes: bytes, shown: bytes) -> None:
    place = _REFERENCE.search(b" " + attributes)
    if place and len(facts.errors) < MOST_FOUND:
        at = (int(place[2]) - 1, column_number(place[1]))
        facts.errors.setdefault(at, html.unescape(shown.decode("utf-8", "replace"))[:200])


def column_number(letters: bytes) -> int:
    """The column of that name from 0: A is 0, XFD is 16383."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _cut_strays(archive: zipfile.ZipFile, member: str, facts: SheetFacts) -> None:
    """Takes single cells far from all others out of the sheet, where a dense reading would be too large."""
    xml = archive.read(member)
    found = [(int(m[2]) - 1, column_number(m[1]), m.start(), m.end()) for m in _FILLED.finditer(xml)]
    rows, columns = [f[0] for f in found], [f[1] for f in found]
    if not found or (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) <= max(_DENSE, 50 * len(found)):
        return
    last_row, last_column = _edge(rows, 1000), _edge(columns, 100)
    strays = [f for f in found if f[0] > last_row or f[1] > last_column]
    if (last_row + 1) * (last_column + 1) > max(_DENSE, 50 * len(found)) or len(strays) > 0.05 * len(found) + 5:
        raise Hostile
    kept, at = [], 0
    for row, column, start, end in sorted(strays, key=lambda f: f[2]):
        kept.append(xml[at:start])
        at = end
        facts.strays.append(f"{column_name(column)}{row + 1}")
        facts.errors.pop((row, column), None)
    facts.data = _with_member(archive, member, b"".join([*kept, xml[at:]]))


def _edge(places: list[int], gap: int) -> int:
    """The last place before the first gap of that size."""
    distinct = sorted(set(places))
    return next((a for a, b in itertools.pairwise(distinct) if b - a > gap), distinct[-1])


def column_name(number: int) -> str:
    """The name of a column counted from 0: 0 is A, 16383 is XFD."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _with_member(archive: zipfile.ZipFile, member: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as changed:
        for info in archive.infolist():
            changed.writestr(info.filename, content if info.filename == member else archive.read(info.filename))
    return target.getvalue()
