"""How well the values of a column suit a role, whatever its heading says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes.dateparts import Unit
from churndesk.shapes.role import role as role_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.shapes.portraits import Portrait

#: A column that is headed as the end and holds words stays the end where nothing else suits it: its rows are then told
#: one by one. Left unused in silence, it would let everybody seem to be still here.
_UNREADABLE_END = 0.35
_COUNTS = frozenset({"opening", "new", "returned_count", "lost_count", "closing"})


def suits(role: str, portrait: Portrait) -> float:
    """How well the values of a column suit a role, 0 to 1."""
    kind = role_of(role).kind
    if role == "customer":
        return _fit_customer(portrait)
    if kind in {"period", "month"}:
        return _fit_period(portrait) if kind == "period" else _fit_month(portrait)
    return _BY_KIND[kind](role, portrait)


def _fit_customer(portrait: Portrait) -> float:
    if not portrait.filled:
        return 0.0
    if portrait.dates >= 0.8 and portrait.numbers < 0.8:
        return 0.1
    if portrait.numbers >= 0.8 and not portrait.whole and not portrait.padded:
        return 0.1
    if portrait.distinct == 1 and portrait.filled > 3:
        return 0.3
    known = 0.4 + 0.6 * portrait.filled / portrait.rows
    return known * (0.7 if portrait.distinct <= 20 and portrait.rows >= 100 else 1.0)


def _fit_date(role: str, portrait: Portrait) -> float:
    if not portrait.filled:
        return 0.9 if role in {"end", "asked"} else 0.2
    if portrait.day_dates:
        given = 1.0 if role in {"end", "asked"} else 0.3 + 0.7 * portrait.filled / portrait.rows
        return given * min(1.0, portrait.dates + 0.05)
    if portrait.date_format in {"year", "months"} or portrait.unit == Unit.MONTH_ONLY:
        return 0.2
    if portrait.dates < 0.5 and role == "end" and portrait.numbers < 0.5:
        return _UNREADABLE_END
    return portrait.dates if portrait.dates >= 0.5 else 0.3 * portrait.dates


def _fit_number(role: str, portrait: Portrait) -> float:
    if role == "score":
        return float(portrait.numbers >= 0.8 and portrait.whole and portrait.low >= 0 and portrait.high <= 10)
    if not portrait.filled:
        return 0.2
    if portrait.dates >= 0.8 and portrait.numbers < 0.8:
        return 0.0
    share = portrait.numbers if portrait.numbers >= 0.5 else 0.3 * portrait.numbers
    if role in _COUNTS:
        share *= (1.0 if portrait.whole else 0.5) * (0.6 if portrait.signed else 1.0)
    return share * (0.4 if portrait.running and role != "tenure" else 1.0)


def _fit_words(role: str, portrait: Portrait) -> float:
    if not portrait.filled:
        return 0.0
    if role in {"lost", "trial"}:
        marked = 0.8 if portrait.distinct == 1 and portrait.filled < portrait.rows else 0.0
        return max(portrait.flags, portrait.states, marked) if portrait.distinct <= 15 else 0.0
    if role == "refund":
        return max(portrait.flags, portrait.numbers, portrait.states)
    if role == "interval":
        counts = portrait.numbers >= 0.99 and portrait.whole and portrait.low >= 1 and portrait.high <= 60
        return max(portrait.intervals, 0.6 if counts else 0.0)
    return (0.4 if portrait.numbers >= 0.8 else 1.0) if portrait.distinct <= 40 else 0.2


def _fit_period(portrait: Portrait) -> float:
    if portrait.date_format == "serial" and portrait.unit == Unit.NONE:
        return 0.5
    share = portrait.dates if portrait.dates >= 0.5 else 0.0
    return share * (1.0 if portrait.unique else 0.4) * (1.0 if portrait.periodic else 0.4)


def suits_month_of_row(portrait: Portrait) -> float:
    """How well a column says of which month each row is, in a table with a row a customer and month."""
    if portrait.unit == Unit.MONTH_ONLY or portrait.date_format == "months":
        return 0.3
    return (1.0 if portrait.monthly else 0.2) * portrait.dates * portrait.filled / max(1, portrait.rows)


def _fit_month(portrait: Portrait) -> float:
    """How well the cells of a column are a month's amounts, or words for being there."""
    if not portrait.filled:
        return 0.9
    if portrait.day_dates and portrait.numbers < 0.8:
        return 0.0
    return 1.0 if portrait.numbers >= 0.5 or portrait.distinct <= 15 else 0.2


def _fit_text(role: str, portrait: Portrait) -> float:
    if not portrait.filled or portrait.dates >= 0.8:
        return 0.1
    if role in {"segment", "plan", "currency"}:
        return 1.0 if portrait.distinct <= 200 and not (portrait.unique and portrait.rows > 20) else 0.2
    return 0.2 if role == "name" and portrait.numbers >= 0.8 else 1.0


_BY_KIND: dict[str, Callable[[str, Portrait], float]] = {
    "date": _fit_date,
    "number": _fit_number,
    "words": _fit_words,
    "text": _fit_text,
}
