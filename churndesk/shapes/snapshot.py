"""Snapshots: a row a customer without dates: left or stayed, how long there, what it pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import SnapshotRows
from churndesk.shapes.amounts import amounts as amounts_of
from churndesk.shapes.headings import concepts
from churndesk.shapes.people import customers as customers_of
from churndesk.shapes.people import used
from churndesk.shapes.shape import Shape, Taken, taken
from churndesk.words import message, plural

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Amounts, Dataset, Indices
    from churndesk.reading.table import Column
    from churndesk.shapes.cast import Cast
    from churndesk.shapes.content import Content

#: What a tenure is divided by to be in months.
_A_MONTH = {"days": 365 / 12, "weeks": 52 / 12, "months": 1.0, "years": 1 / 12}
#: Longer than any customer has been there: 50 years of months.
MOST_MONTHS = 600


def _fit(cast: Cast) -> float:
    score = (
        0.55 * cast.certainty("lost")
        + 0.15 * cast.certainty("customer")
        + 0.15 * cast.certainty("tenure")
        + 0.15 * cast.certainty("amount")
    )
    dated = cast.heading("start") and cast.heading("end", "canceled")
    return score * (0.35 if dated else 0.9 if cast.heading("start") else 1.0) if cast.certainty("lost") else 0.0


def _build(content: Content) -> Dataset:
    """A row a customer; the tenure in months, the amount a month's or, where the mapping says so, the total so far."""
    customer, customers = customers_of(content)
    content.note(
        "word-unknown",
        lambda cell: message("“{cell}” doesn't say whether the customer has left. The row is left out.", cell=cell),
        ~(content.means("lost", "lost") | content.means("lost", "kept") | content.means("lost", "trial")
          | content.means("lost", "paused")),
        _lost_column(content),
        leave_out=True,
    )  # fmt: skip
    _leave_out_earlier(content, customer)
    tenure, amount = _tenure(content), amounts_of(content, "amount")
    keep = content.kept()
    customer, customers = used(customer[keep], customers)
    rows = SnapshotRows(
        customer=customer,
        lost=content.means("lost", "lost")[keep],
        tenure=tenure[keep],
        amount=amount[keep],
        source=content.source[keep],
        row=content.row[keep],
        amount_is_total=content.mapping.amount_is == "total",
        has_tenure=content.has("tenure"),
        has_amount=content.has("amount"),
        categories=content.categories(keep),
        score=content.category_of("score", keep),
    )
    return content.dataset(customers, rows, latest=False)


def _leave_out_earlier(content: Content, customer: Indices) -> None:
    """Of several rows of one customer the last counts: churn by row is not churn by customer.

    Only where a heading says that the column tells customers apart, and none that it names them: two may share a name.
    """
    found = content.column("customer")
    meant = concepts(found[0].heading) if found else ()
    if not meant or meant[0][0] not in {"customer", "email", "id"}:
        return
    rows = np.flatnonzero(content.kept() & (customer >= 0))
    last = np.zeros(len(content), dtype=np.bool_)
    last[rows[::-1][np.unique(customer[rows][::-1], return_index=True)[1]]] = True
    earlier = content.kept() & ~last
    count = int(earlier.sum())
    content.remark(
        "customer-again",
        lambda _: plural(
            "{count} row is of a customer who stands in a later row too. Churn is counted by customer: the last row of "
            "each counts.",
            "{count} rows are of customers who stand in a later row too. Churn is counted by customer: the last row of "
            "each counts.",
            count,
        ),
        earlier,
        found[0] if found else None,
        leave_out=True,
    )


def _lost_column(content: Content) -> Column | None:
    found = content.column("lost")
    return found[0] if found else None


def _tenure(content: Content) -> Amounts:
    found = content.column("tenure")
    if found is None:
        return np.full(len(content), np.nan)
    _, use = found
    return amounts_of(content, "tenure") / _A_MONTH.get(use.format or "months", 1.0)


SHAPE = Shape(
    key="snapshot",
    title=message("Customers without dates"),
    help=message("One row a customer: left or stayed, how long there, what it pays. No dates, so no trend."),
    why=message("A column says who left, and there are no dates."),
    takes=(
        Taken("customer", (("customer", 1.0), ("email", 0.85), ("id", 0.85), ("name", 0.55), ("index", 0.4))),
        Taken("lost", (("lost", 1.0), ("active", 0.97), ("status", 0.7))),
        taken("tenure"),
        taken("amount"),
        taken("currency"),
        Taken("name", (("name", 0.9),)),
        taken("reason"),
        taken("score"),
        taken("plan"),
        taken("segment"),
    ),
    needs=(("lost",),),
    fit=_fit,
    build=_build,
    categories_of_numbers=True,
)
