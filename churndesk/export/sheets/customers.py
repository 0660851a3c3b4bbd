"""Every customer on a line of its own: the rows that the counts by period are counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.export.layout import Gap, Line, Plan, Table, listed
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.stay_lines import days_of, last_amounts, stay_lines
from churndesk.ledger import SnapshotLedger, SpellLedger
from churndesk.ledger.dataset import PaymentKind, PaymentRows, SpellRows
from churndesk.ledger.days import FOREVER, number_of, numbers_of
from churndesk.words import message, plural, sense

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from churndesk.analysis import Study
    from churndesk.export.layout import Column
    from churndesk.export.sheets.stay_lines import StayLines
    from churndesk.ledger.dataset import Category, Indices
    from churndesk.words import Message

#: A sheet takes 1,048,576 rows; some of them are headings.
MOST = 1_048_500
#: Columns of categories beyond so many make the sheet too wide to read.
_MOST_CATEGORIES = 8

HERE = sense("customer", "here")
GONE = sense("customer", "gone")


def left_out(customers: int) -> int:
    """How many customers the sheet has no rows for."""
    return max(0, customers - MOST)


def _of_stays(study: Study, ledger: SpellLedger, lines: StayLines) -> Iterator[Column]:
    """The columns of customers with stays: who, from when to when, at what amount, and why they left."""
    last = np.flatnonzero(lines.last)[:MOST]
    customer, end = lines.customer[last], lines.end[last]
    yield from _who(study, customer)
    yield listed("first_day", message("First day"), "day", days_of(lines.first[last]), 16)
    yield listed("left", message("Left on"), "day", days_of(end), 16)
    yield listed("state", sense("customer", "State"), "text", _states(end < FOREVER), 14)
    if lines.several:
        yield listed("stays", message("Stays"), "count", np.diff(last, prepend=-1).tolist(), 10)
    yield _days(ledger, lines, last)
    if isinstance(ledger.dataset.rows, PaymentRows):
        yield from _purchases(ledger, ledger.dataset.rows, customer)
    elif ledger.dataset.has_amount:
        amounts = last_amounts(ledger, lines)[last]
        yield listed("amount", message("Amount a month"), "money", amounts.tolist(), 20)
    rows, row = ledger.dataset.rows, ledger.spells.last_row[lines.spell[last]]
    if isinstance(rows, SpellRows) and rows.reason is not None:
        reasons = _words(rows.reason, np.where(end < FOREVER, row, -1))
        yield listed("reason", message("Reason"), "text", reasons, 40)
    if isinstance(rows, SpellRows | PaymentRows):
        yield from _categories(rows.categories, row)


def _of_snapshot(study: Study, ledger: SnapshotLedger) -> Iterator[Column]:
    rows = ledger.rows
    yield from _who(study, rows.customer[:MOST])
    yield listed("state", sense("customer", "State"), "text", _states(rows.lost[:MOST]), 14)
    if rows.has_tenure:
        yield listed("tenure", message("Months with you"), "months", _known(rows.tenure[:MOST]), 18)
    if rows.has_amount:
        heading = message("Paid so far") if rows.amount_is_total else message("Amount a month")
        yield listed("amount", heading, "money", _known(rows.amount[:MOST]), 20)
    yield from _categories(rows.categories, np.arange(len(rows.customer))[:MOST])


def _who(study: Study, customer: Indices) -> Iterator[Column]:
    ids = [str(one) for one in study.dataset.customers.ids[customer]]
    yield listed("customer", message("Customer"), "text", ids, 30)
    if study.dataset.customers.names is not None:
        names = [one or None for one in study.dataset.customers.names[customer]]
        yield listed("name", message("Name"), "text", names, 36)


def _days(ledger: SpellLedger, lines: StayLines, last: npt.NDArray[np.intp]) -> Column:
    """How long each customer was here, all stays together; a formula where there is one stay alone."""
    each = np.minimum(lines.end, number_of(ledger.as_of)) - lines.start
    sums = np.bincount(lines.customer, each)[lines.customer[last]].astype(int).tolist()
    live = "" if lines.several else 'IF({left}="",as_of,{left})-{first_day}'
    return listed("days", message("Days with you"), "count", sums, 14, live=live)


def _purchases(ledger: SpellLedger, rows: PaymentRows, customer: Indices) -> Iterator[Column]:
    """The number of purchases, the last of them, and what was paid, up to the as-of day."""
    day, count = numbers_of(rows.day), len(ledger.dataset.customers)
    known = (day <= number_of(ledger.as_of)) & (rows.kind != PaymentKind.FAILED)
    bought = known & (rows.kind == PaymentKind.PURCHASE)
    times = np.bincount(rows.customer[bought], minlength=count)
    latest = np.full(count, -FOREVER, dtype=np.int64)
    np.maximum.at(latest, rows.customer[bought], day[bought])
    yield listed("purchases", message("Purchases"), "count", times[customer].tolist(), 14)
    yield listed("latest", message("Last purchase"), "day", days_of(latest[customer]), 16)
    if ledger.dataset.has_amount:
        paid = np.bincount(rows.customer[known], np.nan_to_num(rows.amount[known]), count)
        yield listed("paid", message("Paid so far"), "money", paid[customer].round(6).tolist(), 20)


def _categories(categories: Sequence[Category], row: npt.NDArray[np.integer]) -> Iterator[Column]:
    for number, category in enumerate(categories[:_MOST_CATEGORIES]):
        yield listed(category_key(number), category.heading, "text", _words(category, row), 26)


def _words(category: Category, row: npt.NDArray[np.integer]) -> list[str | None]:
    """The category of each of the rows, None for an empty cell and for row -1."""
    words = (*category.values, None)
    return [words[code] for code in np.where(row >= 0, category.codes[row], -1).tolist()]


def _states(gone: npt.NDArray[np.bool_]) -> list[Message]:
    return [GONE if one else HERE for one in gone.tolist()]


def category_key(number: int) -> str:
    """The key of the column of a dataset's category, by its number."""
    return f"category_{number}"


def _known(numbers: npt.NDArray[np.float64]) -> list[float | None]:
    return [None if missing else number for number, missing in zip(numbers.tolist(), np.isnan(numbers), strict=True)]


def table(study: Study) -> Table | None:
    """A row a customer; None where the table has no customers."""
    columns: tuple[Column, ...] = ()
    if isinstance(study.ledger, SnapshotLedger):
        columns = tuple(_of_snapshot(study, study.ledger))
    elif isinstance(study.ledger, SpellLedger) and (lines := stay_lines(study)) is not None and len(lines):
        columns = tuple(_of_stays(study, study.ledger, lines))
    return Table("customers", columns, range(len(columns[0].values or ())), main=True) if columns else None


def _subtitle(study: Study) -> Message:
    if study.as_of is None:
        return message("One row for each customer of your table. The categories are counted from these rows.")
    return message(
        "One row for each customer, as of {day}. The periods are counted from these rows wherever that is possible.",
        day=study.as_of,
    )


def _plan(study: Study) -> Plan | None:
    made = table(study)
    if made is None:
        return None
    more = left_out(len(study.dataset.customers))
    note = plural("{count} more customer isn't listed here.", "{count} more customers are not listed here.", more)
    return Plan(
        "customers",
        CUSTOMERS.title,
        (
            Line(CUSTOMERS.title, "title"),
            Line(_subtitle(study), "subtitle"),
            *((Line(note, "body"),) if more else ()),
            Gap(),
            made,
        ),
    )


CUSTOMERS = SheetKind(
    "customers",
    message("Customers"),
    message("Every customer on a row: since when, until when, at what amount, and the columns of your table"),
    _plan,
)
