"""Stays from a start to an end: what customer lists and subscriptions have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import SpellRows
from churndesk.shapes.amounts import amounts as amounts_of
from churndesk.shapes.days import days as days_of
from churndesk.shapes.days import remark_scheduled
from churndesk.shapes.intervals import months_between
from churndesk.shapes.numbers import number_cells
from churndesk.shapes.people import customers as customers_of
from churndesk.shapes.people import used
from churndesk.shapes.portraits import cell_text
from churndesk.shapes.shape import Taken, taken
from churndesk.shapes.signs import remark_prices
from churndesk.shapes.undated import undated_rows, undated_stays
from churndesk.words import message, plural

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Amounts, Dataset, Days
    from churndesk.reading.table import Column
    from churndesk.shapes.content import Content

SPELL_ROLES: tuple[Taken, ...] = (
    Taken("start", (("start", 1.0), ("created", 0.85), ("date", 0.7))),
    taken("end", canceled=0.93),
    taken("asked", canceled=0.8),
    taken("amount"),
    taken("tax"),
    taken("interval"),
    Taken("lost", (("lost", 0.95), ("active", 0.95))),
    taken("status"),
    taken("trial"),
    taken("reason"),
    taken("score"),
    taken("renewal"),
    taken("currency"),
    Taken("name", (("name", 0.9),)),
    taken("plan"),
    taken("quantity"),
    taken("segment"),
)


def build_spells(content: Content) -> Dataset:
    """A row a stay. The amount is a month's: what is due per interval is divided by the interval's months."""
    customer, customers = customers_of(content)
    start, end, asked = days_of(content, "start", needed=True), days_of(content, "end"), days_of(content, "asked")
    amount = monthly_amounts(content)
    _check_ends(content, start, end)
    _remark_asked(content, asked, end)
    remark_prices(content, amount)
    keep = content.kept()
    missing, everybody, who = undated_rows(content, start, end), customers, customer
    customer, customers = used(customer[keep], customers)
    rows = SpellRows(
        customer=customer,
        start=start[keep],
        end=end[keep],
        asked=asked[keep],
        amount=amount[keep],
        trial=(content.means("trial", "trial") | content.means("status", "trial") | content.means("lost", "trial"))[
            keep
        ],
        paused=(content.means("status", "paused") | content.means("lost", "paused"))[keep],
        failed=content.means("reason", "failed")[keep],
        goal=content.means("reason", "goal")[keep],
        source=content.source[keep],
        row=content.row[keep],
        reason=content.category_of("reason", keep),
        categories=content.categories(keep),
        score=content.category_of("score", keep),
        renewal=days_of(content, "renewal", optional=True)[keep] if content.has("renewal") else None,
    )
    undated = undated_stays(content, missing, (who, everybody, customers), (start, end, asked), amount)
    return content.dataset(customers, rows, undated=undated)


def _check_ends(content: Content, start: Days, end: Days) -> None:
    content.note(
        "end-before-start",
        lambda cell: message("The end ({cell}) is before the start. The row is left out; correct one.", cell=cell),
        end < start,
        _column_of(content, "end"),
        leave_out=True,
    )
    remark_scheduled(content, "start", start)
    remark_scheduled(content, "end", end)
    gone = (content.means("lost", "lost") | content.means("status", "lost")) & np.isnat(end) & ~np.isnat(start)
    content.note(
        "end-unknown",
        lambda cell: message(
            "This customer has left (“{cell}”), but no day says when. The row is left out.", cell=cell
        ),
        gone,
        _column_of(content, "lost" if content.has("lost") else "status"),
        leave_out=True,
    )
    for role in ("status", "lost"):
        content.note(
            "word-unknown",
            lambda cell: message("“{cell}” doesn't say whether the customer has left. The row is left out.", cell=cell),
            content.means(role, "ignore"),
            _column_of(content, role),
            leave_out=True,
        )


def _remark_asked(content: Content, asked: Days, end: Days) -> None:
    """Who has asked to cancel and has no day of leaving is still here: the cancellation is to come."""
    coming = ~np.isnat(asked) & np.isnat(end) & content.kept()
    if content.has("end"):
        count = int(coming.sum())
        content.remark(
            "cancel-scheduled",
            lambda cell: plural(
                "{count} cancellation is asked for ({cell}) and has no end yet: the customer is still here until then.",
                "{count} cancellations are asked for, such as on {cell}, and have no end yet: the customers are still "
                "here until then.",
                count,
                cell=cell,
            ),
            coming,
            _column_of(content, "asked"),
        )


def _column_of(content: Content, role: str) -> Column | None:
    found = content.column(role)
    return found[0] if found else None


def monthly_amounts(content: Content) -> Amounts:
    """Each row's amount a month, without the tax: what is due per interval is divided by the interval's months."""
    amount = amounts_of(content, "amount")
    if content.has("tax"):
        amount = amount - np.nan_to_num(amounts_of(content, "tax"))
    if content.mapping.amount_is == "total":
        return np.full(len(content), np.nan)
    return amount / _interval_months(content) if content.mapping.amount_is == "interval" else amount


def _interval_months(content: Content) -> Amounts:
    """The months that each row's amount is for: the product of a word's (month, year …) and a count's column."""
    months = np.ones(len(content))
    for index in content.mapping.all_columns("interval"):
        column = content.stack.columns[index]
        counts = number_cells(column.values).point
        known = np.array([months_between(cell_text(value)) for value in column.values], dtype=np.float64)
        known = np.where(np.isfinite(known), known, counts)
        content.note(
            "interval-unknown",
            lambda cell: message("“{cell}” doesn't say how often the amount is due; it counts as unknown.", cell=cell),
            np.append(~np.isfinite(known), False)[column.codes],
            column,
        )
        months = months * np.append(known, np.nan)[column.codes]
    return months
