"""Delimited text to a grid: sound stretches at C speed, the rest record by record.

One look over the bytes finds every delimiter and line end outside quotes, so each record's number of fields is known
before anything is parsed. Runs of records with the usual number go to pandas' parser, in pieces; the few others, and
those whose quotes are out of place, are parsed here. Only where the delimiter has several characters, or most records
are odd, is everything parsed here.
"""

from __future__ import annotations

import csv
from collections import Counter
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from churndesk.progress import silent
from churndesk.reading.grid import Coder, Grid
from churndesk.reading.records import records
from churndesk.reading.survey import PIECE, survey, usual_width

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


def grid(data: bytes, grammar: Grammar, report: Report = silent) -> Grid:
    """All records of a UTF-8 text as a grid, empty lines among them."""
    surveyed = survey(data, grammar, report)
    if surveyed is not None:
        by_hand = np.flatnonzero((surveyed.widths != surveyed.width) | surveyed.rough)
        if len(by_hand) <= _MANY_ODD and (len(by_hand) * 4 <= len(surveyed) or len(surveyed) <= 1000):
            return _Mixture(data, surveyed, grammar, report).grid(by_hand)
    return _all_by_hand(data, grammar, report)


class _Mixture:
    """Parses a surveyed text: runs of sound records by pandas, single ones by hand."""

    def __init__(self, data: bytes, surveyed: Survey, grammar: Grammar, report: Report) -> None:
        self.data, self.survey, self.grammar, self.report = data, surveyed, grammar, report
        self.coders = [Coder() for _ in range(surveyed.width)]

    def grid(self, by_hand: npt.NDArray[np.int64]) -> Grid:
        odd: dict[int, tuple[str, ...]] = {}
        texts: dict[int, str] = {}
        position = 0
        for at in by_hand.tolist():
            self._code_run(position, at)
            record = next(records(self._text(at, at + 1), self.grammar))
            texts[at] = record.text
            if len(record.fields) != self.survey.width:
                odd[at] = tuple(record.fields)
            for coder, cell in zip(self.coders, _fitted(record.fields, self.survey.width), strict=True):
                coder.add(np.array([cell], dtype=object))
            position = at + 1
        self._code_run(position, len(self.survey))
        return _finished(self.coders, self.survey.lines, odd, texts, self.report)

    def _text(self, first: int, stop: int) -> str:
        return self.data[self.survey.starts[first] : self.survey.starts[stop]].decode()

    def _code_run(self, first: int, stop: int) -> None:
        """Codes the records `first` to `stop` (not included), all sound and of the usual width."""
        starts = self.survey.starts
        while first < stop:
            last = min(stop, max(first + 1, int(np.searchsorted(starts, starts[first] + PIECE))))
            for coder, cells in zip(self.coders, self._parsed(first, last), strict=True):
                coder.add(cells)
            self.report(0.1 + 0.5 * float(starts[last]) / len(self.data))
            first = last

    def _parsed(self, first: int, last: int) -> list[npt.NDArray[np.object_]]:
        if last - first >= 50:
            frame = _by_pandas(
                self.data[self.survey.starts[first] : self.survey.starts[last]], self.grammar, self.coders
            )
            if len(frame[0]) == last - first:
                return frame
        rows = [record.fields for record in records(self._text(first, last), self.grammar)]
        return _as_columns(rows, len(self.coders))


def _by_pandas(piece: bytes, grammar: Grammar, columns: list[Coder]) -> list[npt.NDArray[np.object_]]:
    import pandas as pd

    names = range(len(columns))
    frame = pd.read_csv(
        BytesIO(piece),
        sep=grammar.delimiter or "\x1f",
        header=None,
        names=names,
        index_col=False,
        dtype=object,
        na_filter=False,
        skip_blank_lines=False,
        quotechar=grammar.quote or '"',
        quoting=csv.QUOTE_MINIMAL if grammar.quote else csv.QUOTE_NONE,
        encoding="utf-8",
        engine="c",
        low_memory=False,
    )
    return [frame[name].to_numpy() for name in names]


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
