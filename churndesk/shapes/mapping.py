"""How a table is to be understood: a value that is suggested, changed by the person, saved and offered again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.words import Doubt, Message

#: The shapes that a table can have, in the order in which a person is offered them.
SHAPE_NAMES: tuple[str, ...] = (
    "customers", "subscriptions", "payments", "periods", "matrix", "lists", "snapshot",
)  # fmt: skip

#: The roles that a column can play. `segment` may be played by several columns.
ROLE_NAMES: tuple[str, ...] = (
    "customer", "name", "start", "end", "asked", "amount", "tax", "quantity", "unit_price", "interval", "date",
    "status", "lost", "tenure", "reason", "score", "renewal", "segment", "plan", "trial", "currency", "refund",
    "period", "month",
    "opening", "new",
    "returned_count", "lost_count", "closing", "opening_amount", "new_amount", "expansion_amount",
    "contraction_amount", "churned_amount", "closing_amount",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is for.

    `role` is one of `ROLE_NAMES`, or None for a column that isn't used. `format` is dmy, mdy, ymd, month names and
    the like for dates, a sample such as "1.234,50" for numbers, months, days or years for a tenure; for the first of
    several month columns whose headings name no year ("Jan") it is the year. `meanings` says for each distinct word of
    a flag or status column what it stands for: lost, kept, trial, paused, failed, refund, void (a payment that was paid
    back later), goal, ignore; for a customer column which spellings stay "apart" where others that are alike are
    joined. `divide` is 100 where amounts are in cents, 12 where they are a year's, 1/12 … never guessed.
    """

    heading: str
    role: str | None = None
    format: str | None = None
    meanings: tuple[tuple[str, str], ...] = ()
    divide: float = 1.0


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person has said of single rows of one table; rows are known by their number in the file.

    `skip` are left out, `fixes` are cells corrected by hand: (row number, column index, text). `keep` are taken in
    though they don't look like rows of the table, and the cells of `as_written` are not mended by guess.
    """

    skip: tuple[int, ...] = ()
    fixes: tuple[tuple[int, int, str], ...] = ()
    keep: tuple[int, ...] = ()
    as_written: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """The shape of a table and the use of each of its columns, in the table's order.

    `amount_is` says what the amount column holds: a month's ("month"), what an interval column says ("interval"), all
    that was paid so far ("total"), or one payment ("payment"). `skip` are row numbers of the file to leave out and
    `fixes` cells corrected by hand: (row number, column index, text). `dates` are the days of several lists by the name
    of the file or sheet: ("members_a.csv", "2024-03-31"); a list without one is of the day that its name tells.
    `skip`, `fixes`, `keep` and `as_written` are the `Edits` of the first table, `others` those of the ones after it.
    """

    shape: str
    columns: tuple[ColumnUse, ...]
    amount_is: str = "month"
    currency: str | None = None
    skip: tuple[int, ...] = ()
    fixes: tuple[tuple[int, int, str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    keep: tuple[int, ...] = ()
    as_written: tuple[int, ...] = ()
    others: tuple[Edits, ...] = ()

    def edits(self, table: int = 0) -> Edits:
        """What was said of the rows of the table at that place."""
        if table == 0:
            return Edits(self.skip, self.fixes, self.keep, self.as_written)
        return self.others[table - 1] if table <= len(self.others) else Edits()

    def column(self, role: str) -> int | None:
        """The index of the (first) column that plays the role."""
        return next((index for index, use in enumerate(self.columns) if use.role == role), None)

    def all_columns(self, role: str) -> tuple[int, ...]:
        """The indices of all columns that play the role."""
        return tuple(index for index, use in enumerate(self.columns) if use.role == role)

    @property
    def headings(self) -> tuple[str, ...]:
        """What a later file must have for this mapping to be offered again."""
        return tuple(use.heading for use in self.columns)


@dataclass(frozen=True, slots=True)
class Given:
    """What the person, or the command line, has said already; it is taken as it is and never asked again.

    Columns are named by heading or "#n", counted from 1. A format may also be the day of a list, by the name of its
    file or sheet.
    """

    shape: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    formats: tuple[tuple[str, str], ...] = ()
    currency: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Guess:
    """One candidate with the certainty (0 to 1) and the reason that a person can read."""

    value: str
    certainty: float
    reason: Message


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The reading proposed first, what else it could be, and what must be asked.

    `shapes` are best first; `roles[i]` are the candidates for column i, best first, its first being what `mapping`
    took (a Guess of "" is "not used").
    """

    mapping: Mapping
    shapes: tuple[Guess, ...]
    roles: tuple[tuple[Guess, ...], ...]
    doubts: tuple[Doubt, ...] = ()
    remarks: tuple[Message, ...] = ()
