"""Mends single rows that lost a separator, have one too many, or hold an unquoted delimiter or a stray quote.

Only rows that don't fit are looked at: those with another number of fields, or with a quote out of place. A row is read
as the cheapest way from its first character and the first column to its end and the last column, where each cell is
costed by what its column looks like in the sound rows, and each liberty (an empty field skipped, fields joined, a field
parted, a quote taken as text) costs extra. A reading is taken only if it is cheap, clearly better than the row as it
stands, and clearly better than the runner-up; else the row stays as it is and is reported. A sound file never comes
here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from churndesk.reading.grammar import SPACES
from churndesk.reading.profile import profiles
from churndesk.reading.records import field_at, records
from churndesk.reading.rewriting import other_grammars, respaced, touching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from churndesk.reading.grammar import Grammar
    from churndesk.reading.grid import Grid
    from churndesk.reading.profile import Profile

#: Fewer sound rows are nothing to go by.
_LEAST = 5
#: Cells tried in the search for all rows of a file, long ones counted more than once (about 2 s of work; counted, so
#: that a file always reads alike), and the widest table and longest row that are tried.
LIMIT = 150_000
_LONG_CELL = 100
_WIDEST = 120
_LONGEST = 20_000

_SKIP = 2.5
_JOIN = 1.2
_PART = 2.0
_PART_INSIDE = 4.0
_LITERAL = 1.5
_MISSING = 1.5
_OTHER_DELIMITER = 3.0
#: A reading may cost so much more than sound rows do, and must be so much better than the row as it stands and than the
#: runner-up.
_CHEAP = 6.0
_BETTER = 3.0
_HOPELESS = 12.0
_CLEARER = 1.2


def mended(grid: Grid, grammar: Grammar, keep: npt.NDArray[np.bool_]) -> dict[int, tuple[str, ...]]:
    """The rows that could be mended, with their cells; `keep` marks the records that are rows of the table."""
    doubtful = [at for at in grid.texts if keep[at] and len(grid.texts[at]) <= _LONGEST]
    if not doubtful or not 3 <= grid.width <= _WIDEST or grammar.boxed or grammar.delimiter in {"", SPACES}:
        return {}
    sound = keep.copy()
    sound[list(grid.texts)] = False
    if sound.sum() < _LEAST:
        sound = keep.copy()
        sound[list(grid.odd)] = False
    rows = np.flatnonzero(sound)
    if len(rows) < _LEAST:
        return {}
    mender = _Mender(grammar, profiles(grid, rows), _Budget(LIMIT))
    mender.usual = _usual_cost(grid, rows, mender.columns)
    found = {at: mender.mend(grid.texts[at], tuple(map(str, grid.record(at)))) for at in doubtful}
    return {at: cells for at, cells in found.items() if cells is not None}


class _Spent(Exception):  # noqa: N818  (ends the search)
    """The budget is used up."""


@dataclass
class _Budget:
    left: int

    def spend(self, work: int) -> None:
        if self.left < work:
            self.left = 0
            raise _Spent
        self.left -= work


class _Way(NamedTuple):
    """One reading of the rest of a row."""

    cost: float
    cells: tuple[str, ...]


def _usual_cost(grid: Grid, rows: npt.NDArray[np.int64], columns: Sequence[Profile]) -> float:
    """What nine in ten sound rows cost at most: a mended one must not look much stranger."""
    sample = rows[:: max(1, len(rows) // 50)].tolist()
    costs = sorted(_standing_cost(tuple(map(str, grid.record(at))), columns) for at in sample)
    return costs[int(0.9 * (len(costs) - 1))]


@dataclass
class _Mender:
    """Mends rows of one table; `usual` is what its sound rows cost."""

    grammar: Grammar
    columns: Sequence[Profile]
    budget: _Budget
    usual: float = 0.0

    def mend(self, text: str, cells: tuple[str, ...]) -> tuple[str, ...] | None:
        """The cells of a row as they should have been written; None where that isn't clear."""
        spaced = respaced(text, self.grammar, len(self.columns))
        if spaced is not None:
            return spaced if spaced != cells else None
        standing = _standing_cost(cells, self.columns)
        if len(cells) == len(self.columns) and standing <= max(self.usual, _BETTER):
            return None
        ways = self._ways(text, cells)
        if not ways or ways[0].cells == cells or ways[0].cost > min(self.usual + _CHEAP, standing - _BETTER):
            return None
        rival = next((way.cost for way in ways if way.cells != ways[0].cells), standing)
        return ways[0].cells if min(rival, standing) - ways[0].cost >= _CLEARER else None

    def _ways(self, text: str, cells: tuple[str, ...]) -> list[_Way]:
        ways = _Search(text, self.grammar, self.columns, self.budget).ways()
        hardly = len(cells) * 2 <= len(self.columns)
        for other in other_grammars(text, self.grammar, len(self.columns), hardly=hardly):
            found = _Search(text, other, self.columns, self.budget).ways()
            ways += [_Way(way.cost + _OTHER_DELIMITER, way.cells) for way in found]
        return sorted(ways)


def _standing_cost(cells: tuple[str, ...], columns: Sequence[Profile]) -> float:
    """What the row costs as it stands: missing cells at the end are empty, those beyond the last column lost."""
    beyond = sum(6.0 for cell in cells[len(columns) :] if cell.strip())
    missing = max(0, len(columns) - len(cells)) * _MISSING
    return beyond + missing + sum(profile.cost(cell) for profile, cell in zip(columns, cells, strict=False))


class _Search:
    """The cheapest readings of one row, two for each place and column."""

    def __init__(self, text: str, grammar: Grammar, columns: Sequence[Profile], budget: _Budget) -> None:
        self.text, self.grammar, self.columns, self.budget = text, grammar, columns, budget
        fields = len(next(records(text, grammar)).fields)
        #: A row with too few fields lost separators, one with too many has some that are none; no row has both.
        self.may_part, self.may_join = fields <= len(columns), fields > len(columns)
        #: One more field and the row is whole: a doubled quote may be two that met.
        self.may_cut = fields == len(columns) - 1
        self.fields = fields
        self.seen: dict[tuple[int, int], list[_Way]] = {}

    def ways(self) -> list[_Way]:
        """The two cheapest readings of the whole row, cheapest first; none if the budget ran out."""
        if self.fields > 4 * len(self.columns) + 20:
            return []
        try:
            return self._from(0, 0)
        except _Spent:
            return []

    def _from(self, at: int, column: int) -> list[_Way]:
        """The readings of the text from `at`, whose next cell falls into `column`."""
        if (at, column) not in self.seen:
            self.seen[at, column] = _best(self._steps(at, column))
        return self.seen[at, column]

    def _steps(self, at: int, column: int) -> Iterator[_Way]:
        text, delimiter, last = self.text, self.grammar.delimiter, len(self.columns)
        if column == last:
            return
        profile = self.columns[column]
        for cell, end, price in self._cells(at):
            self.budget.spend(1 + len(cell) // _LONG_CELL)
            cost = price + profile.cost(cell)
            if cost > _HOPELESS:
                continue
            if end >= len(text):
                rest = last - column - 1
                if rest <= 2:
                    yield _Way(cost + rest * _MISSING, (cell, *[""] * rest))
            elif text.startswith(delimiter, end):
                for way in self._from(end + len(delimiter), column + 1):
                    yield _Way(cost + way.cost, (cell, *way.cells))
            else:
                for way in self._from(end, column + 1):
                    yield _Way(cost + way.cost, (cell, *way.cells))
        if self.may_join and text.startswith(delimiter, at):
            for way in self._from(at + len(delimiter), column):
                yield _Way(_SKIP + way.cost, way.cells)
        elif at >= len(text) and column:
            rest = last - column
            yield _Way(_SKIP + rest * _MISSING, ("",) * rest)

    def _cells(self, at: int) -> Iterable[tuple[str, int, float]]:
        """The cells that may begin at a place: value, where it ends, and the price of the liberty taken."""
        text, grammar = self.text, self.grammar
        literal = 0.0
        if grammar.quote and text.startswith(grammar.quote, at):
            value, end, odd = field_at(text, at, grammar)
            if not text.startswith(grammar.quote, at) or value != text[at:end]:
                yield value, end, 0.3 if odd else 0.0
                if self.may_cut:
                    yield from ((before, cut, _PART) for before, cut in touching(text, at, grammar))
            literal = _LITERAL
        plain = text.find(grammar.delimiter, at)
        plain = len(text) if plain < 0 else plain
        yield text[at:plain], plain, literal + (0.5 if grammar.quote and grammar.quote in text[at:plain] else 0.0)
        if literal:
            return
        if self.may_join or (grammar.quote and grammar.quote in text[at:]):
            yield from self._joined(at, plain)
        if self.may_part:
            yield from self._parted(at, plain)

    def _joined(self, at: int, plain: int) -> Iterator[tuple[str, int, float]]:
        """Fields joined over delimiters that belong to the text; cheap for spaces, which part words everywhere."""
        text, delimiter = self.text, self.grammar.delimiter
        step = 0.3 if delimiter.isspace() else _JOIN
        end, price = plain, 0.0
        for _ in range(12 if delimiter.isspace() else 4):
            if end >= len(text) or (self.grammar.quote and text.startswith(self.grammar.quote, end + len(delimiter))):
                return
            start = end + len(delimiter)
            after = text.find(delimiter, start)
            end, price = len(text) if after < 0 else after, price + step
            if end > start and plain > at:
                # A delimiter that belongs to a text has text on both sides.
                yield text[at:end], end, price

    def _parted(self, at: int, plain: int) -> Iterator[tuple[str, int, float]]:
        """A field cut where a separator may be missing: where letters meet digits or signs, or inside a short run."""
        piece = self.text[at:plain]
        for cut in range(1, min(len(piece), 40)):
            change = _class(piece[cut - 1]) != _class(piece[cut])
            if change or (cut <= 24 and piece[cut - 1].isdigit()):
                yield piece[:cut], at + cut, _PART if change else _PART_INSIDE


def _class(sign: str) -> str:
    if sign.isdigit():
        return "9"
    return "a" if sign.islower() else "A" if sign.isalpha() else sign


def _best(ways: Iterable[_Way]) -> list[_Way]:
    """The two cheapest that differ in their cells."""
    best: list[_Way] = []
    for way in sorted(ways):
        if way.cost > _HOPELESS * 1.5:
            break
        if all(way.cells != other.cells for other in best):
            best.append(way)
            if len(best) == 2:
                break
    return best
