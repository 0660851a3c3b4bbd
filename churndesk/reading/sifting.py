"""Which rows below the header are no rows of the table: empty ones, totals, repeated headers, page lines, footnotes.

Distinct values are looked at, not rows; and in a long table only those of rows that have gaps or stand at an end, for
a total leaves cells empty or closes the table.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading import header
from churndesk.reading.canonical import text_of
from churndesk.reading.further_table import FurtherTable
from churndesk.reading.kinds import Kind, kind_of, number, outline
from churndesk.reading.totals import is_page_line, sum_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy.typing as npt

    from churndesk.reading.grid import Grid
    from churndesk.reading.header import Head

#: A word for a total stands in one of the first columns.
_LEAD_COLUMNS = 3
#: Tables up to this are looked through wholly.
_SHORT = 50_000
#: Rows at either end of a longer table that are looked at whatever they hold.
_ENDS = 200
#: Records at the end among which notes are sought.
_MOST_NOTES = 500
#: Longer cells are sentences.
_SENTENCE = 25
_NUMBERED = re.compile(r"\s*\(?\d{1,2}[.)]\s+\S")
#: So many words begin a sentence rather than a row.
_WORDS = 3


@dataclass
class Sieve:
    """Goes through the records below `head`; `filled` is the number of cells that say something, by record.

    Afterwards `reasons` says by record why it isn't in the table, and `total` is the table's own total row or -1.
    """

    grid: Grid
    head: Head
    filled: npt.NDArray[np.int32]
    reasons: dict[int, str] = field(default_factory=dict)
    total: int = -1

    def mark_evident(self) -> Sieve:
        """Marks what is told by its form: empty and drawn lines, comments, headers again, a second table."""
        empty = np.flatnonzero(self.filled == 0)
        self.reasons.update((int(at), "empty") for at in empty[empty >= self.head.body])
        self._mark_repeated_headers()
        self._mark_drawn()
        self._mark_second_table()
        self._mark_notes(parted=True)
        return self

    def mark_words(self) -> Sieve:
        """Marks what is told by its words and place: page lines, footnotes, totals."""
        self._mark_lone()
        self._mark_notes(parted=False)
        self._mark_totals()
        return self

    def let_in(self, records: Iterable[int]) -> None:
        """Takes back the marks of records that a person wants in the table."""
        for at in records:
            self.reasons.pop(int(at), None)
        if self.total not in self.reasons:
            self.total = -1

    def is_no_row(self, at: int) -> bool:
        """Whether a record plainly is a page line or a total, though it isn't marked yet."""
        row = self.grid.record(at)
        return is_page_line(row[0]) or any(sum_word(cell) for cell in row[:_LEAD_COLUMNS])

    @cached_property
    def _usual(self) -> float:
        body = self.filled[self.head.body :]
        body = body[body > 0]
        return float(np.median(body)) if len(body) else 0.0

    @property
    def _full(self) -> npt.NDArray[np.int64]:
        """The records of the body with several cells, those with as many as the table has columns if there are any."""
        full = np.flatnonzero(self.filled > 1)
        full = full[full >= self.head.body]
        sound = full[~np.isin(full, list(self.grid.odd))] if self.grid.odd else full
        return sound if len(sound) else full

    @cached_property
    def _suspects(self) -> npt.NDArray[np.bool_]:
        """The records of the body that could be something else than rows."""
        suspects = np.ones(len(self.grid), dtype=bool)
        if len(self.grid) > _SHORT:
            suspects = self.filled <= 0.75 * self._usual
            suspects[: self.head.body + _ENDS] = True
            suspects[-_ENDS:] = True
        suspects[: self.head.body] = False
        return suspects

    def _saying(self, column: int, holds: Callable[[object], bool]) -> list[int]:
        """The suspects whose cell in a column is a value for which `holds` is true."""
        places = np.flatnonzero(self._suspects)
        codes = self.grid.codes[column][places]
        values = self.grid.values[column]
        wanted = np.zeros(len(values) + 1, dtype=bool)
        present = np.zeros(len(values) + 1, dtype=bool)
        present[codes] = True
        for code in np.flatnonzero(present[:-1]).tolist():
            wanted[code] = holds(values[code])
        return [int(at) for at in places[wanted[codes]]]

    def _mark_repeated_headers(self) -> None:
        if not self.head.rows:
            return
        names = tuple(map(text_of, self.grid.record(self.head.body - 1)))
        lead = next((at for at, name in enumerate(names[: self.grid.width]) if name.strip()), 0)
        if sum(bool(name.strip()) for name in names) < 2:
            return
        same = np.append(self.grid.values[lead] == names[lead], False)
        for at in np.flatnonzero(same[self.grid.codes[lead]]).tolist():
            row = tuple(map(text_of, self.grid.record(at)))
            if (
                at >= self.head.body
                and len(row) <= len(names)
                and list(map(str.strip, row)) == list(map(str.strip, names))
            ):
                self.reasons[at] = "repeated-header"

    def _mark_drawn(self) -> None:
        """Comments that stand alone, and lines drawn with dashes."""
        if self.grid.width < 2:
            return
        for at in self._saying(0, lambda cell: header.is_comment((cell,)) or header.is_separator((cell,))):
            row = self.grid.record(at)
            if header.is_separator(row):
                self.reasons[at] = "separator"
            elif self.filled[at] == 1 and header.is_comment(row):
                self.reasons[at] = "comment"

    def _mark_second_table(self) -> None:
        """A second table below the first: other headings over other fields, or the first one pasted once more."""
        repeats = [at for at, reason in self.reasons.items() if reason == "repeated-header"]
        start = FurtherTable(self.grid, self.head, self.filled).start(repeats)
        if start is not None:
            self.reasons.update(dict.fromkeys(range(start, len(self.grid)), "second-table"))

    def _mark_notes(self, *, parted: bool) -> None:
        """The notes at the end: texts in fewer fields than the table has; `parted` ones stand below an empty row.

        Those right below the last row are told by their words, once rows that don't fit have been mended.
        """
        last, gap, found = len(self.grid) - 1, -1, []
        for at in range(last, max(self.head.body, last - _MOST_NOTES), -1):
            reason = self.reasons.get(at)
            if not self.filled[at]:
                gap = at
            elif reason is None and self._is_note(at, parted=parted):
                found.append(at)
            elif reason is None:
                break
        self.reasons.update((at, "footnote") for at in found if not parted or at > gap >= 0)

    def _is_note(self, at: int, *, parted: bool) -> bool:
        row, width, usual = self.grid.record(at), self.grid.width, self._usual
        lead = next(column for column, cell in enumerate(row) if not header.blank(cell))
        short = at in self.grid.odd and len(row) < width
        if parted and short and self.filled[at] <= 0.6 * usual and any(len(text_of(c)) > _SENTENCE for c in row):
            return True
        if width < 2 or kind_of(row[lead]) is not Kind.TEXT or sum_word(row[lead]):
            return False
        if self.filled[at] == 1:
            return parted and (usual > 2 or at in self.grid.odd)
        return at in self.grid.odd and self._is_parted_sentence(at, lead, parted=parted)

    def _is_parted_sentence(self, at: int, lead: int, *, parted: bool) -> bool:
        """Whether a row with another number of fields than the table is a sentence with delimiters."""
        row = self.grid.record(at)
        wordy = len(row) < self.grid.width or len(text_of(row[lead]).split()) >= _WORDS
        if any(kind_of(cell) is Kind.DATE for cell in row) or not (
            self.filled[at] <= 0.6 * self._usual or (parted and wordy)
        ):
            return False
        numbered = bool(_NUMBERED.match(text_of(row[lead])))
        return numbered or is_page_line(row[lead]) or not self._fits(lead, row[lead], self._full)

    def _mark_lone(self) -> None:
        """Page lines, group names and footnotes: a cell that stands alone and doesn't look like its column."""
        lone = [
            int(at) for at in np.flatnonzero(self.filled == 1) if at >= self.head.body and int(at) not in self.reasons
        ]
        full = self._full
        if self.grid.width < 2 or not lone or not len(full):
            return
        last = next((int(at) for at in full[::-1] if int(at) not in self.reasons), self.head.body)
        # Where such rows are many they are rows of a table with gaps.
        common = len(lone) > max(20, 0.2 * len(full))
        for at in lone if not common else [at for at in lone if at > last]:
            row = self.grid.record(at)
            column = next(c for c, cell in enumerate(row) if not header.blank(cell))
            if not sum_word(row[column]) and (is_page_line(row[column]) or not self._fits(column, row[column], full)):
                self.reasons[at] = "footnote" if at > last else "banner"

    def _fits(self, column: int, cell: object, full: npt.NDArray[np.int64]) -> bool:
        """Whether a lone cell looks like those of fuller rows in its column: then its row may be a row with gaps."""
        if column >= self.grid.width:
            return False
        others = [self.grid.cell(int(at), column) for at in full[:: max(1, len(full) // 500)]]
        others = [other for other in others if not header.blank(other)]
        if not others:
            return False
        kind = kind_of(cell)
        if kind is Kind.TEXT:
            words = [other for other in others if kind_of(other) is Kind.TEXT]
            longest = max((len(text_of(other)) for other in words), default=0)
            return len(words) * 2 >= len(others) and len(text_of(cell)) <= 2 * longest + 10
        if kind is Kind.CODE:
            shapes = {outline(text_of(other)) for other in others}
            return outline(text_of(cell)) in shapes or len(shapes) > 0.5 * len(others)
        return any(kind_of(other) is kind for other in others)

    def _mark_totals(self) -> None:
        found: dict[int, str] = {}
        for column in range(min(_LEAD_COLUMNS, self.grid.width)):
            for at in self._saying(column, lambda cell: isinstance(cell, str) and bool(sum_word(cell))):
                leads = all(header.blank(self.grid.cell(at, before)) for before in range(column))
                if at not in self.reasons and leads:
                    found[at] = sum_word(self.grid.cell(at, column))
        if not found:
            return
        body = np.ones(len(self.grid), dtype=bool)
        body[: self.head.body] = False
        body[[*self.reasons, *found]] = False
        usual = float(np.median(self.filled[body])) if body.any() else 0.0
        for at, word in sorted(found.items()):
            if self._sums_up(at, word, body, usual):
                self.reasons[at] = "subtotal" if word == "maybe" else word
        self.total = max((at for at, word in found.items() if word == "total" and at in self.reasons), default=-1)

    def _sums_up(self, at: int, word: str, body: npt.NDArray[np.bool_], usual: float) -> bool:
        """Whether a row with the word Total is one: it has gaps and no dates, or its sums are right.

        A customer may be called so.
        """
        numbers = [c for c in range(self.grid.width) if number(self.grid.cell(at, c)) is not None]
        kinds = Counter(kind_of(cell) for cell in self.grid.record(at))
        if (
            (not numbers and self.filled[at] > 1)
            or kinds[Kind.DATE] + kinds[Kind.FLAG]
            or kinds[Kind.TEXT] + kinds[Kind.CODE] > 2
        ):
            return False
        if word != "maybe" and (self.filled[at] < usual or self.filled[at] <= 1):
            return True
        above = np.flatnonzero(body[:at])
        return any(self._adds_up(c, above, number(self.grid.cell(at, c))) for c in numbers)

    def _adds_up(self, column: int, above: npt.NDArray[np.int64], total: float | None) -> bool:
        """Whether a number is the sum of all those above it, or of at least two right above it."""
        if not total:
            return False
        values = np.array([number(value) or 0.0 for value in self.grid.values[column]] + [0.0])
        sums = np.cumsum(values[self.grid.codes[column][above]][::-1])[1:]
        return bool((np.abs(sums - total) <= max(1e-6 * abs(total), 0.005)).any())
