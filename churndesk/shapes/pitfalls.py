"""What a table shows that would mislead whoever counts its rows: told with its figures, and never fallen into."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

import numpy as np

from churndesk.ledger.dataset import PaymentRows, SpellRows
from churndesk.ledger.days import FOREVER
from churndesk.ledger.inactivity import propose_inactivity
from churndesk.ledger.ordering import purchases_of
from churndesk.shapes.wording import plain, words
from churndesk.words import message, plural

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import numpy.typing as npt

    from churndesk.ledger.dataset import Customers, Days, Rows
    from churndesk.shapes.content import Content

#: Departures are held to be missing before the first one where chance alone would hide them less often than this.
_BY_CHANCE = 0.001
_FEWEST_DEPARTURES = 3
#: A customer who pays about once a year does so after so many days.
_YEARLY = (300, 450)
#: From so many customers, and this share of those who came again, paying once a year is worth a word.
_FEWEST_YEARLY, _SHARE_YEARLY = 3, 0.1


def rows_of_customers(content: Content, customers: Customers, rows: Rows) -> None:
    """Churn by row is not churn by customer: who has one stay left is still here."""
    if not _are_stays(rows, content) or len(customers) >= len(rows.customer):
        return
    ended = ~np.isnat(rows.end) & (rows.end <= _last_day(content))
    here = np.zeros(len(customers), dtype=np.bool_)
    here[rows.customer[~ended]] = True
    text = message(
        "The {rows} rows are of {customers} customers, and churn is counted by customer. Rows that have ended: "
        "{ended}. Customers gone with all of their rows: {gone}.",
        rows=len(rows.customer),
        customers=len(customers),
        ended=int(ended.sum()),
        gone=int((~here).sum()),
    )
    content.tell("rows-not-customers", text, serious=False)


def departures_of_late(content: Content, _: Customers, rows: Rows) -> None:
    """A list that holds departures of the last months only doesn't reach further back: churn before it looks like 0.

    With the rate of departures since the first one, the customers' days before it would have brought some: the chance
    of none is exp(-rate x days).
    """
    if not _are_stays(rows, content):
        return
    last = _last_day(content)
    ends = rows.end[~np.isnat(rows.end) & (rows.end <= last)]
    if len(ends) < _FEWEST_DEPARTURES or np.isnat(rows.start).all():
        return
    first = ends.min()
    before, since = _customer_days(rows, last, first)
    if before <= 0 or since <= 0 or len(ends) / since * before < -np.log(_BY_CHANCE):
        return
    text = plural(
        "The one departure is of {day}, though customers began in {year}. Does the list leave out who left before?",
        "All {count} departures are of {day} or later, though customers began in {year}. The list probably leaves out "
        "who left before: churn looks lower there than it was.",
        len(ends),
        day=_day(first),
        year=str(_day(np.nanmin(rows.start)).year),
    )
    content.tell("departures-of-late", text, content.require("end") if content.has("end") else None)


def _customer_days(rows: SpellRows, last: np.datetime64, first: np.datetime64) -> tuple[float, float]:
    """The days that all stays together lasted before a day and since."""
    known = ~np.isnat(rows.start) & (rows.start <= last)
    start = rows.start[known]
    end = np.where(np.isnat(rows.end[known]), last, np.minimum(rows.end[known], last))
    before = np.maximum((np.minimum(end, first) - start).astype(np.int64), 0).sum()
    return float(before), float(np.maximum((end - start).astype(np.int64), 0).sum() - before)


def paying_yearly(content: Content, customers: Customers, rows: Rows) -> None:
    """Who pays once a year is lost and returns each year under a limit of a few months."""
    if not isinstance(rows, PaymentRows) or not _spans_years(rows.day):
        return
    limit = propose_inactivity(rows).days
    if limit >= _YEARLY[0]:
        return
    bought = purchases_of(rows)
    again = (bought.gap > 0) & (bought.gap < FOREVER)
    shortest = np.full(len(customers), FOREVER, dtype=np.int64)
    np.minimum.at(shortest, bought.customer[again], bought.gap[again])
    known = shortest[shortest < FOREVER]
    yearly = known[(known >= _YEARLY[0]) & (known <= _YEARLY[1])]
    if len(yearly) < max(_FEWEST_YEARLY, _SHARE_YEARLY * len(known)):
        return
    text = plural(
        "{count} customer pays about once a year (every {days} days or more rarely). After {limit} days without a "
        "payment it would count as lost, and as returned at the next one: see the rule for when somebody is gone.",
        "{count} customers pay about once a year (every {days} days or more rarely). After {limit} days without a "
        "payment they would count as lost, and as returned at the next one: see the rule for when somebody is gone.",
        len(yearly),
        days=int(np.median(yearly)),
        limit=limit,
    )
    content.tell("paying-yearly", text, content.require("date"))


def flags_turned(content: Content, _: Customers, __: Rows) -> None:
    """A "1" under "is active" says that somebody is still a customer, not that one was lost."""
    found = content.column("lost")
    if found is None:
        return
    column, use = found
    word = next((word for word, meaning in use.meanings if meaning == "kept" and plain(word) in words("yes")), None)
    if word is not None:
        text = message("“{word}” in “{heading}” is taken for: still a customer.", word=word, heading=column.heading)
        content.tell("flag-turned", text, column, serious=False)


def _spans_years(days: Days) -> bool:
    known = days[~np.isnat(days)]
    return len(known) > 0 and int((known.max() - known.min()).astype(np.int64)) > _YEARLY[0]


def _are_stays(rows: Rows, content: Content) -> TypeGuard[SpellRows]:
    """Whether a row is a stay as the file has it, and none that was made of months or lists."""
    return isinstance(rows, SpellRows) and content.mapping.shape in {"customers", "subscriptions"}


def _last_day(content: Content) -> np.datetime64:
    return np.datetime64(content.latest() or "1970-01-01", "D")


def _day(day: np.datetime64 | npt.NDArray[np.datetime64]) -> date:
    found: date = day.astype("datetime64[D]").astype(object)  # type: ignore[assignment]
    return found


#: Each looks at the rows as they were understood, and tells what it finds.
PITFALLS: tuple[Callable[[Content, Customers, Rows], None], ...] = (
    rows_of_customers,
    departures_of_late,
    paying_yearly,
    flags_turned,
)
