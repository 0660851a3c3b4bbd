"""Mends single rows that lost a separator, have one too many, or hold an unquoted delimiter or a stray quote.

Only rows that don't fit are looked at: those with another number of fields, or with a quote out of place. A row is read
as the cheapest way from its first character and the first column to its end and the last column, where each cell is
costed by what its column looks like in the sound rows, and each liberty (an empty field skipped, fields joined, a field
parted, a quote taken as text) costs extra. A reading is taken only if it is cheap, clearly better than the row as it
stands, and clearly better than the runner-up; else the row stays as it is and is reported. A sound file never comes here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from churndesk.reading.grammar import SPACES, Grammar
from churndesk.reading.kinds import Kind, kind_of_text, outline
from churndesk.reading.records import field_at, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from churndesk.reading.grid import Grid

#: Sound rows that a column's profile is made of; below the least there is nothing to go by.
_SAMPLE = 400
_LEAST = 5
#: Steps of the search for all rows of a file (about 3 s of work; counted, so that a file always reads alike), and the
#: widest table and longest row that are tried.
LIMIT = 40_000
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


@dataclass
class Profile:
    """What a column's cells look like in the sound rows."""

    count: int = 0
    empty: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    outlines: Counter[str] = field(default_factory=Counter)
    shapes: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    longest: int = 0
    signs: Counter[str] = field(default_factory=Counter)
    known: dict[str, float] = field(default_factory=dict)

    def add(self, cell: str) -> None:
        """Takes note of one cell."""
        self.count += 1
        if not cell.strip():
            self.empty += 1
            return
        self.kinds[kind_of_text(cell)] += 1
        self.outlines[outline(cell)] += 1
        self.shapes[_shape(cell)] += 1
        self.values[cell] += 1
        self.longest = max(self.longest, len(cell))
        self.signs.update(set(re.sub(r"[\w\s]", "", cell)))

    def cost(self, cell: str) -> float:
        """How surprising a cell is here: 0 for what is usual, 5 and more for what has never been seen."""
        if cell not in self.known:
            self.known[cell] = self._cost(cell)
        return self.known[cell]

    def _cost(self, cell: str) -> float:
        if not cell.strip():
            return -log((self.empty + 0.3) / (self.count + 1))
        said = self.count - self.empty
        presence = -log((said + 0.3) / (self.count + 1))
        if self.values[cell] > 1:
            return presence
        kind = (self.kinds[kind_of_text(cell)] + 0.05) / (said + 0.5)
        if kind_of_text(cell) is Kind.TEXT:
            return presence - log(kind) + self._strangeness(cell)
        form = 0.5 * self.outlines[outline(cell)] + 0.5 * self.shapes[_shape(cell)]
        return presence - log(max(kind * 0.15, (form + 0.02) / (said + 0.5)))

    def _strangeness(self, cell: str) -> float:
        signs = set(re.sub(r"[\w\s'’.-]", "", cell))
        said = max(self.count - self.empty, 1)
        strange = sum(min(2.0, -log((self.signs[sign] + 0.5) / (said + 1)) * 0.5) for sign in signs)
        return strange + (1.5 if len(cell) > 1.5 * self.longest + 10 else 0.0) + (1.0 if cell != cell.strip() else 0.0)


def _shape(cell: str) -> str:
    """The pattern with every digit and letter: "28/01/2018" is "99/99/9999"."""
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", cell.strip()))[:40]


def profiles(grid: Grid, rows: npt.NDArray[np.int64]) -> list[Profile]:
    """The columns' profiles from some of the sound `rows`."""
    found = [Profile() for _ in range(grid.width)]
    for at in rows[:: max(1, len(rows) // _SAMPLE)].tolist():
        for column, profile in enumerate(found):
            profile.add(str(grid.cell(at, column)))
    return found


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
    columns = profiles(grid, rows)
    usual = _usual_cost(grid, rows, columns)
    budget = _Budget(LIMIT)
    found = {}
    for at in doubtful:
        if not budget.left:
            break
        cells = _mend(grid.texts[at], tuple(map(str, grid.record(at))), grammar, columns, usual, budget)
        if cells is not None:
            found[at] = cells
    return found


class _Spent(Exception):  # noqa: N818  (ends the search)
    """The budget is used up."""


@dataclass
class _Budget:
    left: int

    def spend(self) -> None:
        if not self.left:
            raise _Spent
        self.left -= 1


class _Way(NamedTuple):
    """One reading of the rest of a row."""

    cost: float
    cells: tuple[str, ...]


def _usual_cost(grid: Grid, rows: npt.NDArray[np.int64], columns: Sequence[Profile]) -> float:
    """What nine in ten sound rows cost at most: a mended one must not look much stranger."""
    sample = rows[:: max(1, len(rows) // 50)].tolist()
    costs = sorted(_standing_cost(tuple(map(str, grid.record(at))), columns) for at in sample)
    return costs[int(0.9 * (len(costs) - 1))]


def _mend(
    text: str, cells: tuple[str, ...], grammar: Grammar, columns: Sequence[Profile], usual: float, budget: _Budget
) -> tuple[str, ...] | None:
    standing = _standing_cost(cells, columns)
    ways = _Search(text, grammar, columns, budget).ways()
    for other in _other_grammars(text, grammar) if len(cells) * 2 <= len(columns) else ():
        ways += [_Way(way.cost + _OTHER_DELIMITER, way.cells) for way in _Search(text, other, columns, budget).ways()]
    ways.sort()
    if not ways or ways[0].cost > usual + _CHEAP or ways[0].cost + _BETTER > standing or ways[0].cells == cells:
        return None
    rival = next((way.cost for way in ways if way.cells != ways[0].cells), standing)
    return ways[0].cells if min(rival, standing) - ways[0].cost >= _CLEARER else None


def _standing_cost(cells: tuple[str, ...], columns: Sequence[Profile]) -> float:
    """What the row costs as it stands: missing cells at the end are empty, those beyond the last column lost."""
    beyond = sum(4.0 for cell in cells[len(columns) :] if cell.strip())
    missing = max(0, len(columns) - len(cells)) * _MISSING
    return beyond + missing + sum(profile.cost(cell) for profile, cell in zip(columns, cells, strict=False))


def _other_grammars(text: str, grammar: Grammar) -> Iterator[Grammar]:
    """A row with hardly any of the usual delimiters may have been written with another one."""
    for mark in (",", ";", "\t", "|", " "):
        if mark != grammar.delimiter and text.count(mark) >= 2:
            yield Grammar(mark, grammar.quote)


class _Search:
    """The cheapest readings of one row, two for each place and column."""

    def __init__(self, text: str, grammar: Grammar, columns: Sequence[Profile], budget: _Budget) -> None:
        self.text, self.grammar, self.columns, self.budget = text, grammar, columns, budget
        fields = len(next(records(text, grammar)).fields)
        #: A row with too few fields lost separators, one with too many has some that are none; no row has both.
        self.may_part, self.may_join = fields <= len(columns), fields > len(columns)
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
            self.budget.spend()
            self.seen[at, column] = _best(self._steps(at, column))
        return self.seen[at, column]

    def _steps(self, at: int, column: int) -> Iterator[_Way]:
        text, delimiter, last = self.text, self.grammar.delimiter, len(self.columns)
        if column == last:
            return
        profile = self.columns[column]
        for cell, end, price in self._cells(at):
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
