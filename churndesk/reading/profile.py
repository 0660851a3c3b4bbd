"""What a column's cells usually look like, and how surprising another one would be there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

from churndesk.reading.kinds import Kind, kind_of_text, outline

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from churndesk.reading.grid import Grid

#: Rows that a profile is made of.
_SAMPLE = 400
#: So many cells built alike are no accident.
_TELLING = 20


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
        exact = 0.85 if self._is_uniform(said) else 0.5
        form = (1 - exact) * self.outlines[outline(cell)] + exact * self.shapes[_shape(cell)]
        return presence - log(max(kind * 0.15, (form + 0.02) / (said + 0.5)))

    def _is_uniform(self, said: int) -> bool:
        """Whether the column's cells are all as long and built alike, as times and most identifiers are."""
        return said >= _TELLING and max(self.shapes.values(), default=0) >= 0.95 * said

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
