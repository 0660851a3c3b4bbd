"""One look over the bytes of a delimited text: where its records begin and how many fields each has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading.records import records

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.progress import Report
    from churndesk.reading.grammar import Grammar

#: Bytes looked at, parsed or coded between two reports: about 50 ms of work.
PIECE = 1 << 21
#: A quoted field over more lines than this was probably opened by a stray quote.
_LONG_FIELD = 200
#: Lines whose quotes are out of place; beyond it the forgiving parser does it all.
_MANY_ROUGH = 20_000


@dataclass(frozen=True)
class Survey:
    """Where each record begins (one more for the end of the file), its number of fields, its line from 1.

    A `rough` record has quotes out of place or runs over lines that do: it is parsed by hand. `delimiters` are the
    places of those outside quotes.
    """

    starts: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int32]
    rough: npt.NDArray[np.bool_]
    delimiters: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def width(self) -> int:
        """The usual number of fields."""
        counts = np.bincount(self.widths)
        found = {width: int(count) for width, count in enumerate(counts) if count}
        return usual_width(found, int(self.widths[0]) if len(self.widths) else 1)


def usual_width(counts: dict[int, int], first: int) -> int:
    """The number of fields that most records have.

    A tie goes to the `first` record's width, which names the columns, else to the larger. Empty lines don't count.
    """

    def weight(width: int) -> tuple[int, bool, int]:
        return counts[width] if width > 1 or len(counts) == 1 else 0, width == first, width

    return max(counts, key=weight, default=1)


@dataclass(frozen=True)
class _Marks:
    """Positions of all delimiters, of the last byte of each line end, and of all quotes."""

    whole: npt.NDArray[np.uint8]
    delimiters: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    quotes: npt.NDArray[np.int64]
    border: npt.NDArray[np.bool_]


def survey(data: bytes, grammar: Grammar, report: Report) -> Survey | None:
    """The records of a text with a delimiter of one byte; None where it has to be parsed by hand altogether."""
    if len(grammar.delimiter) > 1 or not grammar.delimiter.isascii() or grammar.boxed or grammar.backslash:
        return None
    marks = _marks(data, grammar, report)
    every = np.zeros(len(marks.quotes), dtype=np.int64)
    if _misplaced(marks, every).any() or len(marks.quotes) % 2:
        return _line_by_line(data, marks, grammar)
    found = _records(
        marks,
        np.searchsorted(marks.quotes, marks.ends) & 1 == 0,
        np.searchsorted(marks.quotes, marks.delimiters) & 1 == 0,
    )
    if len(found) > 1 and int(np.diff(found.lines).max()) > _LONG_FIELD:
        return _line_by_line(data, marks, grammar)
    return found


def _marks(data: bytes, grammar: Grammar, report: Report) -> _Marks:
    whole = np.frombuffer(data, dtype=np.uint8)
    delimiter = ord(grammar.delimiter or "\x1f")
    found: tuple[list[npt.NDArray[np.int64]], ...] = ([], [], [])
    for start in range(0, len(whole), PIECE):
        piece = whole[start : start + PIECE]
        ends = piece == 10
        returns = np.flatnonzero(piece == 13)
        if len(returns):
            # A carriage return ends a line of its own unless a line feed follows.
            after = whole[np.minimum(returns + start + 1, len(whole) - 1)]
            ends[returns[(after != 10) | (returns + start + 1 == len(whole))]] = True
        quotes = piece == ord(grammar.quote) if grammar.quote else np.zeros(len(piece), dtype=bool)
        for target, mask in zip(found, (piece == delimiter, ends, quotes), strict=True):
            target.append(np.flatnonzero(mask) + start)
        report(start / len(whole) * 0.1)
    border = np.zeros(256, dtype=bool)
    border[[10, 13, delimiter]] = True
    delimiters, line_ends, quotations = (np.concatenate(part) if part else np.empty(0, np.int64) for part in found)
    return _Marks(whole, delimiters, line_ends, quotations, border)


def _misplaced(marks: _Marks, first: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which quotes aren't as RFC 4180 has them.

    Counted from quote number `first` they open and close by turns (a doubled one closes and opens again): each opening
    one must follow a delimiter, a line end or a closing one, and each closing one must precede one of these.
    """
    quotes, whole = marks.quotes, marks.whole
    if not len(quotes):
        return np.zeros(0, dtype=bool)
    closing = (np.arange(len(quotes)) - first) & 1 == 1
    touching = np.append(quotes[1:] == quotes[:-1] + 1, False)
    after_closing = np.append(False, touching[:-1] & closing[:-1])
    before_opening = touching & closing
    before = marks.border[whole[np.maximum(quotes - 1, 0)]] | (quotes == 0)
    after = marks.border[whole[np.minimum(quotes + 1, len(whole) - 1)]] | (quotes == len(whole) - 1)
    misplaced: npt.NDArray[np.bool_] = np.where(closing, ~(after | before_opening), ~(before | after_closing))
    return misplaced


def _records(marks: _Marks, ending: npt.NDArray[np.bool_], parting: npt.NDArray[np.bool_]) -> Survey:
    """The records between those line ends and delimiters that aren't inside quotes."""
    closing = marks.ends[ending]
    lines = np.concatenate((np.ones(1, np.int64), np.flatnonzero(ending) + 2)).astype(np.int32)
    starts = np.concatenate((np.zeros(1, np.int64), closing + 1))
    if starts[-1] == len(marks.whole):
        starts, lines = starts[:-1], lines[:-1]
    starts = np.append(starts, len(marks.whole))
    delimiters = marks.delimiters if parting.all() else marks.delimiters[parting]
    widths = np.diff(np.searchsorted(delimiters, starts)).astype(np.int32) + 1
    return Survey(starts, widths, lines, np.zeros(len(lines), dtype=bool), delimiters)


def _line_by_line(data: bytes, marks: _Marks, grammar: Grammar) -> Survey | None:
    """Each line judged alone: one whose quotes aren't in place begins a record that is parsed by hand."""
    line_of = np.searchsorted(marks.ends, marks.quotes)
    first = np.searchsorted(line_of, line_of)
    bad = _misplaced(marks, first)
    count = len(marks.ends) + 1
    rough = np.bincount(line_of[bad], minlength=count).astype(bool)
    rough |= np.bincount(line_of, minlength=count) % 2 == 1
    if rough.sum() > _MANY_ROUGH:
        return None
    # Inside quotes: after an odd number of them in the same line.
    before = np.searchsorted(marks.quotes, marks.delimiters)
    begun = np.searchsorted(line_of, np.searchsorted(marks.ends, marks.delimiters))
    found = _records(marks, np.ones(len(marks.ends), dtype=bool), (before - begun) & 1 == 0)
    return _with_rough(data, found, rough[: len(found)], grammar)


def _with_rough(data: bytes, found: Survey, rough: npt.NDArray[np.bool_], grammar: Grammar) -> Survey:
    keep = np.ones(len(found), dtype=bool)
    widths = found.widths.copy()
    done = 0
    usual = replace(found, widths=found.widths[~rough] if (~rough).any() else found.widths).width
    for line in np.flatnonzero(rough).tolist():
        if line < done:
            continue
        fields, length = _record_at(data, int(found.starts[line]), grammar, usual)
        done = int(np.searchsorted(found.starts, found.starts[line] + length))
        widths[line] = fields
        keep[line + 1 : done] = False
    starts = np.append(found.starts[:-1][keep], found.starts[-1])
    return Survey(starts, widths[keep], found.lines[keep], rough[keep], found.delimiters)


def _record_at(data: bytes, start: int, grammar: Grammar, usual: int) -> tuple[int, int]:
    """The number of fields of the record that starts there, and how many bytes it takes with its line end."""
    window = 1 << 16
    while True:
        text = data[start : start + window].decode("utf-8", "ignore")
        found = records(text, grammar, width=usual)
        record = next(found)
        length = len(text[: record.end].encode())
        if record.end < len(text) or start + window >= len(data) or window >= 1 << 24:
            return len(record.fields), length
        window *= 4
