"""Delimited text to a grid: sound stretches at C speed, the rest record by record.

One look over the bytes finds every delimiter and line end outside quotes, so each record's number of fields is known
before anything is parsed. Runs of records with the usual number go to pandas' parser, in pieces; the few others are
parsed here. Where the quotes don't come in sound pairs, or the delimiter has several characters, everything is.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from churndesk.progress import Report, silent
from churndesk.reading.grammar import Grammar
from churndesk.reading.grid import Coder, Grid
from churndesk.reading.records import Record, records

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

#: Bytes looked at, parsed or coded between two reports: about 50 ms of work.
_PIECE = 1 << 21
#: More records than this with an unusual number of fields, and the forgiving parser does it all.
_MANY_ODD = 20_000
#: A quoted field over more lines than this was probably opened by a stray quote.
_LONG_FIELD = 200


def grid(data: bytes, grammar: Grammar, report: Report = silent) -> Grid:
    """All records of a UTF-8 text as a grid, empty lines among them."""
    survey = _survey(data, grammar, report)
    if survey is not None:
        return _sound(data, survey, grammar, report)
    return _forgiving(data, grammar, report)


@dataclass(frozen=True)
class _Survey:
    """Where each record begins (one more for the end of the file), how many fields it has, its line number."""

    starts: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int32]

    @property
    def width(self) -> int:
        counts = np.bincount(self.widths)
        return usual_width({width: int(count) for width, count in enumerate(counts) if count})


def usual_width(counts: dict[int, int]) -> int:
    """The number of fields that most records have; a tie goes to the larger, and empty lines don't count."""
    return max(counts, key=lambda width: (counts[width] if width > 1 or len(counts) == 1 else 0, width), default=1)


def _survey(data: bytes, grammar: Grammar, report: Report) -> _Survey | None:
    """The records of a soundly written text, or None where it isn't one."""
    if len(grammar.delimiter) > 1 or not grammar.delimiter.isascii() or grammar.boxed or grammar.backslash:
        return None
    marks = _marks(data, grammar, report)
    if marks is None:
        return None
    delimiters, ends, quotes = marks
    if len(quotes):
        inside = np.searchsorted(quotes, delimiters) & 1
        delimiters = delimiters[inside == 0]
        outside = np.searchsorted(quotes, ends) & 1 == 0
    else:
        outside = np.ones(len(ends), dtype=bool)
    lines = np.flatnonzero(outside).astype(np.int32) + 2
    closing = ends[outside]
    starts = np.concatenate(([0], closing + 1))
    lines = np.concatenate((np.array([1], np.int32), lines))
    if starts[-1] == len(data):
        starts, lines = starts[:-1], lines[:-1]
    if len(lines) > 1 and int(np.diff(lines).max()) > _LONG_FIELD:
        return None
    starts = np.append(starts, len(data))
    widths = np.diff(np.searchsorted(delimiters, starts)).astype(np.int32) + 1
    return _Survey(starts, widths, lines)


def _marks(
    data: bytes, grammar: Grammar, report: Report
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]] | None:
    """Positions of delimiters, of the last byte of each line end, and of quotes; None if a quote is out of place."""
    whole = np.frombuffer(data, dtype=np.uint8)
    delimiter, quote = ord(grammar.delimiter or "\x1f"), ord(grammar.quote or "\0")
    found: tuple[list[npt.NDArray[np.int64]], ...] = ([], [], [])
    for start in range(0, len(whole), _PIECE):
        piece = whole[start : start + _PIECE]
        after = whole[start + 1 : start + _PIECE + 1]
        ends = piece == 10
        returns = np.flatnonzero(piece == 13)
        if len(returns):
            # A carriage return ends a line of its own unless a line feed follows.
            lone = returns[(returns == len(after)) | (after[np.minimum(returns, len(after) - 1)] != 10)]
            ends[lone] = True
        for target, mask in zip(found, (piece == delimiter, ends, piece == quote), strict=True):
            target.append(np.flatnonzero(mask) + start)
        report(start / len(whole) * 0.1)
    delimiters, line_ends, quotes = (np.concatenate(f) if f else np.empty(0, np.int64) for f in found)
    return (delimiters, line_ends, quotes) if _in_place(whole, quotes, delimiter) else None


def _in_place(whole: npt.NDArray[np.uint8], quotes: npt.NDArray[np.int64], delimiter: int) -> bool:
    """Whether the quotes are as RFC 4180 has them.

    Read from the start they open and close by turns (a doubled one closes and opens again): each opening one must
    follow a delimiter, a line end or a closing one, and each closing one must precede one of these.
    """
    if not len(quotes):
        return True
    if len(quotes) % 2:
        return False
    border = np.zeros(256, dtype=bool)
    border[[10, 13, delimiter]] = True
    opening, closing = quotes[::2], quotes[1::2]
    again = opening[1:] == closing[:-1] + 1
    before = border[whole[np.maximum(opening - 1, 0)]] | (opening == 0)
    after = border[whole[np.minimum(closing + 1, len(whole) - 1)]] | (closing == len(whole) - 1)
    return bool((before[1:] | again).all() and before[0] and (after[:-1] | again).all() and after[-1])


def _sound(data: bytes, survey: _Survey, grammar: Grammar, report: Report) -> Grid:
    width = survey.width
    odd_at = np.flatnonzero(survey.widths != width)
    if len(odd_at) > _MANY_ODD or len(odd_at) * 4 > len(survey.widths) > 40:
        return _forgiving(data, grammar, report)
    coders = [Coder() for _ in range(width)]
    odd: dict[int, tuple[str, ...]] = {}
    texts: dict[int, str] = {}
    position = 0
    for stop in [*odd_at.tolist(), len(survey.widths)]:
        _code_run(data, survey, position, stop, grammar, coders, report)
        if stop < len(survey.widths):
            text = data[survey.starts[stop] : survey.starts[stop + 1]].decode()
            record = next(records(text, grammar))
            odd[stop], texts[stop] = tuple(record.fields), record.text
            _code_odd(coders, record.fields)
        position = stop + 1
    return _finished(coders, survey.lines, odd, texts, report)


def _code_run(
    data: bytes, survey: _Survey, first: int, stop: int, grammar: Grammar, coders: list[Coder], report: Report
) -> None:
    """Codes the records `first` to `stop` (not included), all of the usual width."""
    while first < stop:
        target = survey.starts[first] + _PIECE
        last = min(stop, max(first + 1, int(np.searchsorted(survey.starts, target))))
        piece = data[survey.starts[first] : survey.starts[last]]
        for coder, cells in zip(coders, _parsed(piece, grammar, len(coders), last - first), strict=True):
            coder.add(cells)
        report(0.1 + 0.5 * float(survey.starts[last]) / len(data))
        first = last


def _parsed(piece: bytes, grammar: Grammar, width: int, count: int) -> list[npt.NDArray[np.object_]]:
    if count < 50:
        return _by_hand(piece, grammar, width)
    import pandas as pd

    frame = pd.read_csv(
        BytesIO(piece),
        sep=grammar.delimiter or "\x1f",
        header=None,
        names=range(width),
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
    if len(frame) != count:
        return _by_hand(piece, grammar, width)
    return [frame[column].to_numpy() for column in range(width)]


def _by_hand(piece: bytes, grammar: Grammar, width: int) -> list[npt.NDArray[np.object_]]:
    rows = [record.fields for record in records(piece.decode(), grammar)]
    return _as_columns(rows, width)


def _as_columns(rows: list[list[str]], width: int) -> list[npt.NDArray[np.object_]]:
    block = np.empty((len(rows), width), dtype=object)
    block[:] = rows
    return [block[:, column] for column in range(width)]


def _code_odd(coders: list[Coder], fields: list[str]) -> None:
    for column, coder in enumerate(coders):
        coder.add(np.array([fields[column] if column < len(fields) else ""], dtype=object))


def _forgiving(data: bytes, grammar: Grammar, report: Report) -> Grid:
    """Every record by hand; the width is settled on the first ones and checked at the end."""
    every = list(_reported(records(data.decode(), grammar), report))
    width = usual_width(Counter(len(record.fields) for record in every))
    odd = {at: tuple(record.fields) for at, record in enumerate(every) if len(record.fields) != width}
    texts = {at: record.text for at, record in enumerate(every) if record.odd_quote or at in odd}
    coders = [Coder() for _ in range(width)]
    for start in range(0, len(every), 1 << 15):
        rows = [_fitted(record.fields, width) for record in every[start : start + (1 << 15)]]
        for coder, cells in zip(coders, _as_columns(rows, width), strict=True):
            coder.add(cells)
        report(0.4 + 0.2 * start / len(every))
    lines = np.array([record.line for record in every], dtype=np.int32)
    return _finished(coders, lines, odd, texts, report)


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


def _reported(found: Iterable[Record], report: Report) -> Iterable[Record]:
    """The same records, with a report after every few thousand."""
    found = iter(found)
    while piece := list(islice(found, 4096)):
        yield from piece
        report()


def _fitted(fields: list[str], width: int) -> list[str]:
    return fields if len(fields) == width else (fields + [""] * width)[:width]
