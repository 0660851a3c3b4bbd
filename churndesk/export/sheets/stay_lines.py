"""The stays behind a study, one line each, as the sheets list them and as formulas count them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger import SpellLedger
from churndesk.ledger.days import FOREVER, number_of

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from churndesk.analysis import Study
    from churndesk.ledger.dataset import Amounts, Indices
    from churndesk.ledger.days import DayNumbers

#: The previous end of a first stay.
NEVER = -FOREVER


@dataclass(frozen=True, eq=False)
class StayLines:
    """Every stay that began by the as-of day, by customer and start.

    `end` is FOREVER for who is here still, `first` the start of the customer's first stay, `before` the end of the
    stay before this one, NEVER for the first. `last` tells the last stay of each customer, `spell` the ledger's place.
    """

    customer: Indices
    spell: npt.NDArray[np.intp]
    start: DayNumbers
    end: DayNumbers
    first: DayNumbers
    before: DayNumbers
    last: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.customer)

    @property
    def several(self) -> bool:
        """Whether any customer came back."""
        return not bool(self.last.all())


def stay_lines(study: Study) -> StayLines | None:
    """The stays of all customers, or of those whose last stay ended in the chosen segment; None without stays."""
    ledger = study.ledger
    if not isinstance(ledger, SpellLedger):
        return None
    spells, today = ledger.spells, number_of(ledger.as_of)
    wanted = spells.start <= today
    if study.project.view.segment is not None:
        wanted &= _in_segment(ledger, study.project.view.segment)
    spell = np.flatnonzero(wanted)
    customer, start = spells.customer[spell], spells.start[spell]
    end = np.where(spells.end[spell] > today, FOREVER, spells.end[spell])
    opens = np.diff(customer, prepend=-1) != 0
    first = start[np.flatnonzero(opens)][np.cumsum(opens) - 1] if len(spell) else start
    before = np.where(opens, NEVER, np.roll(end, 1))
    last = np.diff(customer, append=-1) != 0
    return StayLines(customer, spell, start, end, first, before, last)


def _in_segment(ledger: SpellLedger, segment: tuple[str, str]) -> npt.NDArray[np.bool_]:
    """For each spell whether its customer's last one ends in the segment."""
    category, spells = ledger.category(segment[0]), ledger.spells
    code = category.values.index(segment[1]) if segment[1] in category.values else -1
    last = np.diff(spells.customer, append=-1) != 0
    member = np.zeros(len(ledger.dataset.customers), dtype=bool)
    member[spells.customer[last]] = category.codes[spells.last_row[last]] == code
    return member[spells.customer]


def last_amounts(ledger: SpellLedger, lines: StayLines) -> Amounts:
    """What the customer of each line brought a month at the last close of that stay, or brings now."""
    today = number_of(ledger.as_of)
    close = np.minimum(lines.end, today + 1) - 1
    until = np.full(len(ledger.dataset.customers), NEVER, dtype=np.int64)
    until[lines.customer[lines.last]] = close[lines.last]
    stretches = ledger.stretches
    then = until[stretches.customer]
    running = (stretches.start <= then) & (stretches.end > then)
    sums = np.bincount(stretches.customer[running], stretches.amount[running], len(until))
    amounts: Amounts = np.maximum(sums, 0.0)[lines.customer]
    return amounts


def days_of(numbers: DayNumbers) -> list[date | None]:
    """The days of these numbers; none for FOREVER and NEVER."""
    known = (numbers < FOREVER) & (numbers > NEVER)
    days: list[date] = np.where(known, numbers, 0).astype("datetime64[D]").astype(object).tolist()
    return [day if there else None for day, there in zip(days, known.tolist(), strict=True)]
