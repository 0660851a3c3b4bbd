"""Amounts of nothing and below nothing: what they count as, told with how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.words import plural

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Amounts, Flags
    from churndesk.reading.table import Column
    from churndesk.shapes.content import Content


def remark_prices(content: Content, amount: Amounts) -> None:
    """Tells of stays at a price of 0 or below."""
    below, nothing = amount < 0, amount == 0
    content.remark(
        "price-below-zero",
        lambda cell: plural(
            "{count} amount is below zero, such as {cell}: a credit. It lowers what the customer pays, to 0 at least.",
            "{count} amounts are below zero, such as {cell}: credits. They lower what a customer pays, to 0 at least.",
            _count(content, below),
            cell=cell,
        ),
        below,
        _column(content),
    )
    content.remark(
        "price-zero",
        lambda _: plural(
            "{count} stay is at a price of 0. It doesn't count as a customer unless your rules say so.",
            "{count} stays are at a price of 0. They don't count as customers unless your rules say so.",
            _count(content, nothing),
        ),
        nothing,
        _column(content),
    )


def remark_payments(content: Content, amount: Amounts, purchase: Flags) -> None:
    """Tells of payments of 0 that count as purchases, and of money paid back."""
    below, nothing = amount < 0, (amount == 0) & purchase
    content.remark(
        "payment-below-zero",
        lambda cell: plural(
            "{count} amount is below zero, such as {cell}. It is money paid back: no purchase, and less revenue.",
            "{count} amounts are below zero, such as {cell}. They are money paid back: no purchases, and less revenue.",
            _count(content, below),
            cell=cell,
        ),
        below,
        _column(content),
    )
    content.remark(
        "payment-zero",
        lambda _: plural(
            "{count} payment is of 0. It counts as a purchase, so it keeps its customer.",
            "{count} payments are of 0. They count as purchases, so they keep their customers.",
            _count(content, nothing),
        ),
        nothing,
        _column(content),
    )


def _count(content: Content, rows: Flags) -> int:
    return int((rows & content.kept()).sum())


def _column(content: Content) -> Column | None:
    found = content.column("amount") or content.column("unit_price")
    return found[0] if found else None
