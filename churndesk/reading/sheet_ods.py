"""What the workbook library doesn't tell of an .ods sheet: cells with an error, hidden rows and columns."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

from churndesk.reading.sheet_facts import MOST_FOUND, Hostile, SheetFacts

if TYPE_CHECKING:
    from typing import NoReturn

#: The XML may unpack to this.
_LARGEST = 1 << 30
_TELLING = (b'value-type="error"', b'visibility="collapse"', b'visibility="filter"')
_HIDDEN = frozenset({"collapse", "filter"})
#: Rows or columns that one element may stand for; styled emptiness goes on to the last one.
_MOST_REPEATED = 5000


def inspect(data: bytes, name: str) -> SheetFacts:
    """What is told of the sheet of that name.

    Raises:
        Hostile: the XML unpacks to too much or declares entities.
        OSError, ValueError, KeyError: the file is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo("content.xml").file_size > _LARGEST:
            raise Hostile
        content = archive.read("content.xml")
    if not any(mark in content for mark in _TELLING):
        return SheetFacts()
    reader = _Reader(name)
    try:
        reader.parse(content)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return reader.facts


class _Reader:
    """Walks through the cells of one sheet and counts their places."""

    def __init__(self, name: str) -> None:
        self.name, self.facts = name, SheetFacts()
        self.inside = False
        self.row = self.column = self.rows = self.columns = 0
        self.error: list[str] | None = None

    def parse(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(content, True)  # noqa: FBT003  (the library takes no name)

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table:table":
            self.inside = said.get("table:name") == self.name
            self.row = self.columns = 0
        elif not self.inside:
            return
        elif tag == "table:table-column":
            count = _count(said, "columns")
            if said.get("table:visibility") in _HIDDEN:
                self.facts.hidden_columns.extend(range(self.columns, self.columns + min(count, _MOST_REPEATED)))
            self.columns += count
        elif tag == "table:table-row":
            self.column, self.rows = 0, _count(said, "rows")
            if said.get("table:visibility") in _HIDDEN and len(self.facts.hidden_rows) < MOST_FOUND:
                self.facts.hidden_rows.extend(range(self.row, self.row + min(self.rows, _MOST_REPEATED)))
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self.error = [] if said.get("calcext:value-type") == "error" else None
            self._repeated = _count(said, "columns")

    def _end(self, tag: str) -> None:
        if not self.inside:
            return
        if tag == "table:table":
            self.inside = False
        elif tag == "table:table-row":
            self.row += self.rows
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            if self.error is not None:
                self._note("".join(self.error) or "#VALUE!")
            self.error = None
            self.column += self._repeated

    def _note(self, shown: str) -> None:
        for row in range(self.row, self.row + min(self.rows, _MOST_REPEATED)):
            for column in range(self.column, self.column + min(self._repeated, _MOST_REPEATED)):
                if len(self.facts.errors) < MOST_FOUND:
                    self.facts.errors[row, column] = shown[:200]

    def _text(self, text: str) -> None:
        if self.error is not None:
            self.error.append(text)


def _count(said: dict[str, str], what: str) -> int:
    number = said.get(f"table:number-{what}-repeated", "1")
    return int(number) if number.isdigit() and len(number) < 9 else 1


def _refuse(*_: object) -> NoReturn:
    raise Hostile
