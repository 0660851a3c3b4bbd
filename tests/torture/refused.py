"""What Excel is known to refuse, or to "repair", looked for in the parts of a workbook.

    python -m tests.torture.refused WORKBOOK...

Each thing found is a line; the exit code is 1 where there is one. LibreOffice forgives most of this, so that a workbook
which it opens proves nothing.
"""

from __future__ import annotations

import posixpath
import re
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xlsxwriter.utility import xl_cell_to_rowcol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

CELL_TEXT, SHEET_NAME, ROWS, COLUMNS = 32_767, 31, 1_048_576, 16_384
FORMULA, NUMBER_FORMAT, CHOICES, FOOTER, LINKS = 8192, 255, 255, 255, 65_530
WIDEST, TALLEST, FORMATS = 255.0, 409.5, 64_000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|(?<!_x005F)_x00(?:0[0-8BCEFbcef]|1[0-9A-Fa-f])_")
_NAME = re.compile(r"[^\W\d]\w*(?:\.\w+)*\Z")
_LIKE_A_CELL = re.compile(r"(?:[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]?\d*|[Cc]\d*)\Z")


def units(text: str) -> int:
    """How long Excel takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Workbook:
    """The parts of a file, and what is wrong with each."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as parts:
            self.twice = [name for name in parts.namelist() if parts.namelist().count(name) > 1]
            self.parts = {name: parts.read(name) for name in parts.namelist()}
        self.trees = {name: ET.fromstring(text) for name, text in self.parts.items()}  # noqa: S314  (our own file)
        self.book = self.trees["xl/workbook.xml"]
        self.names = [sheet.get("name", "") for sheet in self.book.iter(f"{MAIN}sheet")]
        self.sheets = {
            name: tree for name, tree in self.trees.items() if re.match(r"xl/worksheets/sheet\d+\.xml", name)
        }
        self.formats = len(next(self.trees["xl/styles.xml"].iter(f"{MAIN}cellXfs")))
        strings = self.trees.get("xl/sharedStrings.xml")
        self.strings = [] if strings is None else ["".join(one.itertext()) for one in strings.iter(f"{MAIN}si")]


def _package(book: Workbook) -> Iterator[str]:
    """Every part has a kind, and every relation leads to a part of this file."""
    yield from (f"{name} stands in the file twice" for name in book.twice)
    kinds = book.trees["[Content_Types].xml"]
    endings = {one.get("Extension") for one in kinds.iter(f"{TYPES}Default")}
    named = {str(one.get("PartName")).lstrip("/") for one in kinds.iter(f"{TYPES}Override")}
    for name in book.parts:
        if name != "[Content_Types].xml" and name not in named and name.rsplit(".", 1)[-1] not in endings:
            yield f"{name} has no kind"
    yield from (f"{name} has a kind but isn't there" for name in named - set(book.parts))
    for name, tree in book.trees.items():
        folder = posixpath.dirname(posixpath.dirname(name))
        for one in tree.iter(f"{PACKAGE}Relationship"):
            if one.get("TargetMode") == "External":
                yield f"{name} leads out of the file"
            target = str(one.get("Target"))
            there = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if one.get("TargetMode") != "External" and there not in book.parts:
                yield f"{name} leads to {target}, which isn't there"


def _forbidden_parts(book: Workbook) -> Iterator[str]:
    """No macros, no links to other files, nothing embedded."""
    for name in book.parts:
        if re.search(r"vba|externalLink|embeddings|activeX|connections|customXml", name):
            yield f"{name} has no business here"


def _sheet_names(book: Workbook) -> Iterator[str]:
    folded = [name.casefold() for name in book.names]
    for name in book.names:
        if not name or units(name) > SHEET_NAME:
            yield f"the sheet's name {name!r} has {units(name)} characters"
        if set(name) & set("[]:*?/\\") or name[:1] == "'" or name[-1:] == "'" or name.casefold() == "history":
            yield f"a sheet may not be called {name!r}"
        if folded.count(name.casefold()) > 1:
            yield f"two sheets are called {name!r}"


def _defined_names(book: Workbook) -> Iterator[str]:
    seen = set()
    for one in book.book.iter(f"{MAIN}definedName"):
        name, sheet = str(one.get("name")), one.get("localSheetId")
        if (name.casefold(), sheet) in seen:
            yield f"the name {name} is defined twice"
        seen.add((name.casefold(), sheet))
        plain = name.removeprefix("_xlnm.")
        if not _NAME.match(plain) or _LIKE_A_CELL.match(plain) or units(name) > 255:
            yield f"{name} can't be a name"
        yield from _sheets_of(book, one.text or "", f"the name {name}")


def _sheets_of(book: Workbook, formula: str, where: str) -> Iterator[str]:
    """The sheets that a formula names are there."""
    without = re.sub(r'"(?:[^"]|"")*"', '""', formula)
    for quoted, plain in re.findall(r"'((?:[^']|'')+)'!|\b([^\W\d][\w.]*)!", without):
        name = quoted.replace("''", "'") or plain
        if name not in book.names:
            yield f"{where} names the sheet {name!r}, which isn't there"


def _texts(book: Workbook) -> Iterator[str]:
    for name, text in book.parts.items():
        found = _CONTROLS.search(text.decode("utf-8"))
        if found:
            yield f"{name} holds the control character {found[0]!r}"
    yield from (f"a text has {units(text)} characters" for text in book.strings if units(text) > CELL_TEXT)


def _cells(book: Workbook) -> Iterator[str]:
    for part, tree in book.sheets.items():
        last = 0
        for row in tree.iter(f"{MAIN}row"):
            number = int(row.get("r", "0"))
            if number <= last or number > ROWS:
                yield f"{part}: row {number} after row {last}"
            last = number
            if float(row.get("ht", "0")) > TALLEST:
                yield f"{part}: row {number} is too high"
            places = [xl_cell_to_rowcol(str(cell.get("r"))) for cell in row]
            if any(one[1] >= other[1] for one, other in pairwise(places)):
                yield f"{part}: the cells of row {number} are out of order"
            if any(place[0] != number - 1 or place[1] >= COLUMNS for place in places):
                yield f"{part}: a cell of row {number} stands somewhere else"
            for cell in row:
                yield from (f"{part}!{cell.get('r')} {fault}" for fault in _cell(book, cell))


def _cell(book: Workbook, cell: ET.Element) -> Iterator[str]:
    kind, value, formula = cell.get("t", "n"), cell.findtext(f"{MAIN}v"), cell.findtext(f"{MAIN}f")
    if int(cell.get("s", "0")) >= book.formats:
        yield "has a format that isn't there"
    if formula is not None:
        if not formula or len(formula) > FORMULA or formula.startswith("="):
            yield f"has a formula that can't be: {formula[:40]!r}"
        if not value:
            yield "has a formula without a value"
        yield from _sheets_of(book, formula, "a formula")
    if kind == "n" and value is not None and not re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", value):
        yield f"holds the number {value!r}"
    if kind == "s" and int(value or "-1") not in range(len(book.strings)):
        yield "holds a text that isn't there"
    if kind == "e":
        yield f"holds the error {value}"
    if kind in {"inlineStr", "str"} and units("".join(cell.itertext())) > CELL_TEXT:
        yield "holds too long a text"


def _around_cells(book: Workbook) -> Iterator[str]:
    """Columns, joined cells, choices, links, filters, footers."""
    for part, tree in book.sheets.items():
        joined = [one.get("ref", "") for one in tree.iter(f"{MAIN}mergeCell")]
        yield from (f"{part}: {one} and {other} overlap" for one, other in _overlaps(joined))
        for column in tree.iter(f"{MAIN}col"):
            if float(column.get("width", "0")) > WIDEST:
                yield f"{part}: column {column.get('min')} is too wide"
        for rule in tree.iter(f"{MAIN}dataValidation"):
            choices = rule.findtext(f"{MAIN}formula1") or ""
            if units(choices) - 2 > CHOICES or '""' in choices or choices.count(",") > 20:
                yield f"{part}: the choices {choices!r} can't be"
        links = [one.get("location", "") for one in tree.iter(f"{MAIN}hyperlink")]
        if len(links) > LINKS:
            yield f"{part} has {len(links)} links"
        for place in links:
            yield from _sheets_of(book, place, f"{part}: a link")
        for foot in tree.iter(f"{MAIN}oddFooter"):
            if units(foot.text or "") > FOOTER:
                yield f"{part}: the footer is too long"


def _overlaps(areas: list[str]) -> Iterator[tuple[str, str]]:
    rectangles = []
    for area in areas:
        (top, left), (bottom, right) = (xl_cell_to_rowcol(corner) for corner in area.split(":"))
        rectangles.append((top, left, bottom, right, area))
    rectangles.sort()
    for number, one in enumerate(rectangles):
        for other in rectangles[number + 1 :]:
            if other[0] > one[2]:
                break
            if other[1] <= one[3] and one[1] <= other[3]:
                yield one[4], other[4]


def _styles(book: Workbook) -> Iterator[str]:
    styles = book.trees["xl/styles.xml"]
    if book.formats > FORMATS:
        yield f"there are {book.formats} formats"
    for one in styles.iter(f"{MAIN}numFmt"):
        code = one.get("formatCode", "")
        if not code or units(code) > NUMBER_FORMAT or code.replace('\\"', "").count('"') % 2:
            yield f"{code!r} is no number format"


def _charts(book: Workbook) -> Iterator[str]:
    """Every chart names cells of sheets that are there, and has a title that fits."""
    for part, tree in book.trees.items():
        if not part.startswith("xl/charts/chart"):
            continue
        named = [one.text or "" for one in tree.iter() if one.tag.endswith("}f")]
        if not named:
            yield f"{part} draws nothing"
        for formula in named:
            yield from _sheets_of(book, formula, part)
        for words in tree.iter(f"{DRAWN}t"):
            if units(words.text or "") > 255:
                yield f"{part}: the title is too long"


_CHECKS: tuple[Callable[[Workbook], Iterable[str]], ...] = (
    _package, _forbidden_parts, _sheet_names, _defined_names, _texts, _cells, _around_cells, _styles, _charts,
)  # fmt: skip


def refused(path: Path) -> list[str]:
    """Everything in the workbook that Excel would refuse."""
    book = Workbook(path)
    return [fault for check in _CHECKS for fault in check(book)]


def main() -> int:
    """Looks at the workbooks that were named."""
    found = [f"{name}: {fault}" for name in sys.argv[1:] for fault in refused(Path(name))]
    for line in found[:50]:
        print(line)
    print(f"{len(sys.argv) - 1} workbooks, {len(found)} things that Excel refuses")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
