"""Logs: a row a payment, invoice or order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import PaymentKind, PaymentRows
from churndesk.shapes.amounts import amounts as amounts_of
from churndesk.shapes.days import days as days_of
from churndesk.shapes.headings import concepts
from churndesk.shapes.people import customers as customers_of
from churndesk.shapes.people import used
from churndesk.shapes.shape import Shape, Taken, taken
from churndesk.shapes.signs import remark_payments
from churndesk.shapes.wording import plain
from churndesk.words import message, plural

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Dataset
    from churndesk.reading.table import Column
    from churndesk.shapes.cast import Cast
    from churndesk.shapes.content import Content
    from churndesk.shapes.portraits import Portrait

#: So many orders of several rows with one and the same amount make that the order's total.
_SEVERAL = 3


def _fit(cast: Cast) -> float:
    customer = cast.column("customer")
    money = max(cast.certainty("amount"), 0.9 * cast.certainty("unit_price"), 0.6 * cast.certainty("quantity"))
    score = 0.4 * cast.certainty("customer") + 0.35 * cast.certainty("date") + 0.25 * money
    if customer is not None and customer.unique and customer.rows >= 20:
        score *= 0.6
    if any(_named(column, "order") for column in cast.portraits):
        score += 0.1
    return score * (0.4 if cast.heading("end", "canceled") else 1.0)


def _build(content: Content) -> Dataset:
    """A row a purchase, refund or failed payment; the amount less the tax where that has its own column."""
    _leave_out_ignored(content)
    amount = _amounts(content)
    _continued(content, amount)
    _repeated(content, amount)
    _leave_out_bare(content)
    customer, customers = customers_of(content)
    date = days_of(content, "date", needed=True)
    amount = amount - np.nan_to_num(amounts_of(content, "tax")) if content.has("tax") else amount
    paid = amount
    kind, amount = _kinds(content, paid)
    remark_payments(content, paid, kind == PaymentKind.PURCHASE)
    keep = content.kept()
    codes, customers = used(customer[keep], customers)
    rows = PaymentRows(
        customer=codes,
        day=date[keep],
        amount=amount[keep],
        kind=kind[keep],
        source=content.source[keep],
        row=content.row[keep],
        categories=content.categories(keep),
        score=content.category_of("score", keep),
    )
    return content.dataset(
        customers, rows, presence=True, has_amount=content.has("amount") or content.has("unit_price")
    )


def _leave_out_ignored(content: Content) -> None:
    """The rows whose status says that they are none of a customer's payments."""
    found = content.column("status")
    content.remark(
        "row-ignored",
        lambda cell: message("Rows with “{cell}” are no customers' payments and are left out.", cell=cell),
        content.means("status", "ignore"),
        found[0] if found else None,
        leave_out=True,
    )


def _amounts(content: Content) -> npt.NDArray[np.float64]:
    """What each row is worth; where there is no amount, pieces by the price of one (without pieces: of one)."""
    if content.has("amount") or not content.has("unit_price"):
        return amounts_of(content, "amount")
    price = amounts_of(content, "unit_price")
    return price * amounts_of(content, "quantity") if content.has("quantity") else price


def _continued(content: Content, amount: npt.NDArray[np.float64]) -> None:
    """Leaves out the further rows of an order whose total stands in its first row only."""
    order = _orders(content)
    if order is None or not content.has("amount"):
        return
    known = np.isfinite(amount)
    with_amount = np.zeros(int(order.max(initial=-1)) + 1, dtype=np.bool_)
    with_amount[order[known & (order >= 0)]] = True
    further = ~known & (order >= 0) & content.blank["amount"]
    further &= with_amount[np.maximum(order, 0)]
    if further.any():
        count = int(further.sum())
        content.remark(
            "order-continued",
            lambda _: plural(
                "{count} row belongs to an order in a row above it and has no total of its own.",
                "{count} rows belong to an order in a row above them and have no total of their own.",
                count,
            ),
            further,
            leave_out=True,
        )


def _repeated(content: Content, amount: npt.NDArray[np.float64]) -> None:
    """Leaves out the further rows of orders whose total stands in each of their rows.

    That is so where at least three orders have several rows, and in none of these do the amounts differ.
    """
    order = _orders(content)
    if order is None or not content.has("amount"):
        return
    rows = np.flatnonzero((order >= 0) & np.isfinite(amount) & content.kept())
    rows = rows[np.argsort(order[rows], kind="stable")]
    again = order[rows][1:] == order[rows][:-1]
    same = amount[rows][1:] == amount[rows][:-1]
    if len(np.unique(order[rows][1:][again])) < _SEVERAL or not same[again].all():
        return
    further = np.zeros(len(content), dtype=np.bool_)
    further[rows[1:][again]] = True
    count = int(further.sum())
    content.remark(
        "order-repeated",
        lambda _: plural(
            "{count} row repeats the total of an order above it, which counts once.",
            "{count} rows repeat the total of an order above them, which counts once.",
            count,
        ),
        further,
        leave_out=True,
    )


def _leave_out_bare(content: Content) -> None:
    """Leaves out rows with neither a date nor an amount: the further lines of an entry, as in a journal."""
    if not content.has("amount"):
        return
    bare = content.require("date").codes < 0
    bare &= content.blank["amount"]
    count = int(bare.sum())
    content.remark(
        "row-bare",
        lambda _: plural(
            "{count} row has neither a date nor an amount. It belongs to a row above it and isn't counted.",
            "{count} rows have neither a date nor an amount. They belong to rows above them and aren't counted.",
            count,
        ),
        bare,
        leave_out=True,
    )


def _orders(content: Content) -> npt.NDArray[np.int32] | None:
    """Each row's order number as a code, -1 for none; None where no heading names one.

    Of several such columns the one that is filled in most rows; "Name" in shop exports that list an order's lines.
    """
    listed = any(plain(column.heading).startswith("lineitem") for column in content.stack.columns)
    named = [
        column.codes
        for column in content.stack.columns
        if len(column.codes) == len(content)
        and (_named(column, "order") or (listed and plain(column.heading) == "name"))
    ]
    return max(named, key=lambda codes: int((codes >= 0).sum())) if named else None


def _named(column: Column | Portrait, concept: str) -> bool:
    meant = concepts(column.heading)
    return bool(meant) and meant[0][0] == concept


def _kinds(content: Content, amount: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float64]]:
    """What each row is, and what it adds: a refund takes its amount away, what was paid back is taken off a payment.

    A payment of which all was paid back is none, and adds 0; so does an order whose one row says that it was refunded:
    what it brought is in no other row that it could be taken off.
    """
    flagged, back = _refunds(content)
    whole = (back > 0) & ~(back < np.abs(amount)) & ~(amount < 0)
    failed = (content.means("status", "failed") | content.means("status", "void")) & ~whole
    refunded = (content.means("status", "refund") | flagged | (amount < 0)) & ~failed & ~(back > 0)
    kind = np.where(failed, PaymentKind.FAILED, np.where(refunded | whole, PaymentKind.REFUND, PaymentKind.PURCHASE))
    left = np.where(whole, 0.0, np.where(amount < 0, amount, amount - back))
    taken_off = np.where((amount > 0) & _alone(content), 0.0, -np.abs(amount))
    amount = np.where(failed, 0.0, np.where(refunded, taken_off, left))
    return kind.astype(np.int8), amount


def _alone(content: Content) -> npt.NDArray[np.bool_]:
    """The rows that are the only one of their order."""
    order = _orders(content)
    if order is None:
        return np.zeros(len(content), dtype=np.bool_)
    rows = np.bincount(order[order >= 0], minlength=int(order.max(initial=-1)) + 1)
    alone: npt.NDArray[np.bool_] = order >= 0
    alone[alone] = rows[order[alone]] == 1
    return alone


def _refunds(content: Content) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    """The rows that a flag calls a refund, and how much of each row's amount was paid back."""
    found = content.column("refund")
    none = np.zeros(len(content))
    if found is None:
        return none.astype(np.bool_), none
    if found[1].meanings:
        return content.means("refund", "refund"), none
    return none.astype(np.bool_), np.nan_to_num(np.abs(amounts_of(content, "refund")))


SHAPE = Shape(
    key="payments",
    title=message("Payments, invoices or orders"),
    help=message("One row a payment or order: who, when, how much. Nobody cancels; customers just stop buying."),
    why=message("Customers come again in several rows, each with a date."),
    takes=(
        Taken("customer", (("customer", 1.0), ("email", 0.85), ("name", 0.55), ("id", 0.6))),
        Taken("date", (("date", 1.0), ("created", 0.9), ("period", 0.6), ("start", 0.4))),
        taken("amount"),
        taken("tax"),
        taken("quantity"),
        taken("unit_price"),
        taken("status"),
        taken("refund"),
        taken("currency"),
        Taken("name", (("name", 0.9),)),
        taken("score"),
        taken("plan"),
        taken("segment"),
    ),
    needs=(("customer",), ("date",)),
    fit=_fit,
    build=_build,
    amount_is="payment",
)
