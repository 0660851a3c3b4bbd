"""Delimited text to a grid: sound records at C speed, the rest one by one.

One look over the bytes finds every delimiter and line end outside quotes, so each record's number of fields is known
before anything is parsed (see `survey`). Records with the usual number are coded where they lie (see `coding`); the few
others, and those whose quotes are out of place, are parsed by hand. Only where the delimiter has several characters, or
most records are odd, is everything parsed by hand.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from churndesk.progress import silent
from churndesk.reading import coding
from churndesk.reading.grammar import SPACES
from churndesk.reading.grid import Coder, Grid
from churndesk.reading.records import records
from churndesk.reading.survey import survey, usual_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from churndesk.progress import Report
    from churndesk.reading.grammar import Grammar
    from churndesk.reading.records import Record
    from churndesk.reading.survey import Survey

#: More records than this to be parsed by hand among sound ones, and all of them are.
_MANY_ODD = 20_000
_BLOCK = 1 << 13
#: The "unit separator", which was made to stand between fields and hardly ever does.
_STAND_IN = b"\x1f"


def grid(data: bytes, grammar: Grammar, report: Report = silent) -> Grid:
    """All records of a UTF-8 text as a grid, empty lines among them."""
    if len(grammar.delimiter) > 1 and not grammar.boxed and not grammar.cuts and _STAND_IN not in data:
        return _with_stand_in(data, grammar, report)
    surveyed = survey(data, grammar, report)
    if surveyed is not None and len(surveyed):
        # The last records are parsed by hand too: eight bytes can't be read at their end.
        single = (surveyed.widths != surveyed.width) | surveyed.rough | (surveyed.starts[1:] > len(data) - 8)
        by_hand = np.flatnonzero(single).tolist()
        if len(by_hand) <= _MANY_ODD and (len(by_hand) * 4 <= len(surveyed) or len(surveyed) <= 1000):
            with contextlib.suppress(coding.Collision):
                return _Mixture(data, surveyed, grammar, report).grid(by_hand)
    return _all_by_hand(data, grammar, report)


def _with_stand_in(data: bytes, grammar: Grammar, report: Report) -> Grid:
    """Reads a text whose delimiter has several characters with one in its place that the text doesn't hold.

    Where the delimiter stands inside quotes it comes back afterwards, so that no cell is changed.
    """
    if grammar.delimiter == SPACES:
        data = re.sub(rb"((?:\A|(?<=[\r\n])) +)|( +(?=[\r\n]|\Z))", b"", data)
        data, back = re.sub(rb" +", _STAND_IN, data), " "
    else:
        data, back = data.replace(grammar.delimiter.encode(), _STAND_IN), grammar.delimiter
    sign = _STAND_IN.decode()
    found = grid(data, replace(grammar, delimiter=sign), report)
    if grammar.quote:
        for values in found.values:
            values[:] = [text.replace(sign, back) for text in values]
    found.odd = {at: tuple(cell.replace(sign, back) for cell in cells) for at, cells in found.odd.items()}
    found.texts = {at: text.replace(sign, back) for at, text in found.texts.items()}
    return found


class _Mixture:
    """A surveyed text: sound records are coded where they lie, single ones parsed by hand."""

    def __init__(self, data: bytes, surveyed: Survey, grammar: Grammar, report: Report) -> None:
        self.data, self.survey, self.grammar, self.report = data, surveyed, grammar, report
        self.bytes = np.frombuffer(data, dtype=np.uint8)
        self.first_delimiter = np.searchsorted(surveyed.delimiters, surveyed.starts[:-1])

    def grid(self, by_hand: list[int]) -> Grid:
        """The grid, with the records `by_hand` parsed by hand.

        Raises:
            Collision: the cells can't be told apart by their hashes.
        """
        width = self.survey.width
        parsed = {at: next(records(self._text(at), self.grammar)) for at in by_hand}
        columns = []
        for column in range(width):
            self.report(0.1 + 0.9 * column / width)
            cells = {at: _fitted(record.fields, width)[column] for at, record in parsed.items()}
            columns.append(coding.coded(self._cells(column, by_hand), cells, self.report))
        strange = {at: r for at, r in parsed.items() if r.odd_quote or len(r.fields) != width}
        odd = {at: tuple(record.fields) for at, record in strange.items() if len(record.fields) != width}
        texts = {at: record.text for at, record in strange.items()}
        return Grid([values for values, _ in columns], [codes for _, codes in columns], self.survey.lines, odd, texts)

    def _text(self, at: int) -> str:
        return self.data[self.survey.starts[at] : self.survey.starts[at + 1]].decode()

    def _cells(self, column: int, by_hand: list[int]) -> coding.Cells:
        """Where a column's cells lie, without the quotes around them."""
        starts, ends = self._borders(column)
        starts[by_hand] = ends[by_hand] = 0
        if self.grammar.quote:
            quoted = (self.bytes[np.minimum(starts, len(self.bytes) - 1)] == ord(self.grammar.quote)) & (ends > starts)
            starts += quoted
            ends -= quoted
        return coding.Cells(self.data, starts, ends - starts, self.grammar.quote)

    def _borders(self, column: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Where a column's fields begin and end in every record; of odd records anything."""
        surveyed, last = self.survey, self.survey.width - 1
        every, limit = surveyed.delimiters, len(surveyed.delimiters) - 1
        if limit < 0 < last:
            # No delimiter outside quotes: every record of that width is parsed by hand.
            return np.zeros(len(surveyed), dtype=np.int64), np.zeros(len(surveyed), dtype=np.int64)
        before = self.first_delimiter
        starts = surveyed.starts[:-1].copy() if not column else every[np.minimum(before + column - 1, limit)] + 1
        ends = self._line_ends() if column == last else every[np.minimum(before + column, limit)]
        return starts, ends

    def _line_ends(self) -> npt.NDArray[np.int64]:
        """Where the records end, without their line ends."""
        ends = self.survey.starts[1:].copy()
        for sign in b"\n\r":
            ends -= (ends > 0) & (self.bytes[np.maximum(ends - 1, 0)] == sign)
        return ends


def _as_columns(rows: list[list[str]], width: int) -> list[npt.NDArray[np.object_]]:
    block = np.empty((len(rows), width), dtype=object)
    block[:] = rows
    return [block[:, column] for column in range(width)]


def _finished(
    coders: list[Coder],
    lines: npt.NDArray[np.int32],
    odd: dict[int, tuple[str, ...]],
    texts: dict[int, str],
    report: Report,
) -> Grid:
    values, codes = [], []
    for number, coder in enumerate(coders):
        report(0.6 + 0.4 * number / len(coders))
        distinct, coded = coder.finish()
        values.append(distinct)
        codes.append(coded)
    return Grid(values, codes, lines, odd, texts)


def _all_by_hand(data: bytes, grammar: Grammar, report: Report) -> Grid:
    """Every record by hand, with the width of the first ones; with that of all, if it turns out to be another."""
    text = data.decode()
    sample = [len(record.fields) for record in islice(records(text, grammar), 1000)] or [1]
    width = usual_width(Counter(sample), sample[0])
    found, widths = _by_hand(text, grammar, width, report)
    settled = usual_width(widths, sample[0])
    return found if settled == width else _by_hand(text, grammar, settled, report)[0]


def _by_hand(text: str, grammar: Grammar, width: int, report: Report) -> tuple[Grid, Counter[int]]:
    coders = [Coder() for _ in range(width)]
    odd: dict[int, tuple[str, ...]] = {}
    texts: dict[int, str] = {}
    lines: list[int] = []
    widths: Counter[int] = Counter()
    for block in _blocks(records(text, grammar)):
        report()
        for at, record in enumerate(block, len(lines)):
            if len(record.fields) != width:
                odd[at] = tuple(record.fields)
            if record.odd_quote or at in odd:
                texts[at] = record.text
        widths.update(len(record.fields) for record in block)
        lines.extend(record.line for record in block)
        rows = [_fitted(record.fields, width) for record in block]
        for coder, cells in zip(coders, _as_columns(rows, width), strict=True):
            coder.add(cells)
    return _finished(coders, np.array(lines, dtype=np.int32), odd, texts, report), widths


def _blocks(found: Iterable[Record]) -> Iterator[list[Record]]:
    iterator = iter(found)
    while block := list(islice(iterator, _BLOCK)):
        yield block


def _fitted(fields: list[str], width: int) -> list[str]:
    return fields if len(fields) == width else (fields + [""] * width)[:width]
