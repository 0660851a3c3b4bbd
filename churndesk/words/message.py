"""A sentence that is not yet a text: an English original, and the values that go into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Rate:
    """A fraction that is shown as a percentage: 0.018 as "1.8%" or, in Polish, "1,8%"."""

    fraction: float
    digits: int = 1


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency's own digits; a bare number where no currency is known.

    `whole` leaves the minor units out, for large figures on cards and axes.
    """

    amount: float
    currency: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A plain number with at most `digits` decimals and no trailing zeros, grouped by the language's habit."""

    number: float
    digits: int = 2


@dataclass(frozen=True, slots=True)
class PeriodName:
    """The name of the period of kind `by` that starts on `start`: "March 2026" for a month.

    Kinds are month, quarter, year and week; a "span" is called by its first and last day, or by its months where it
    is whole ones; any other, such as "day", by its first day alone.
    """

    start: date
    by: str
    short: bool = False
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Several values in one sentence, joined by the language's own "and"."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said: `text` is both the English wording and the key in the catalogues.

    `many` is the English plural, chosen by `count`; `context` tells two senses of one wording apart. `values` fill
    the {named} places; each is formatted by the language that says the sentence.
    """

    text: str
    many: str | None = None
    count: int | None = None
    context: str | None = None
    values: tuple[tuple[str, Value], ...] = ()


Value: TypeAlias = "str | int | float | date | Rate | Money | Amount | PeriodName | Series | Message"


def message(text: str, **values: Value) -> Message:
    """A sentence without a plural: `message("Open a file")`, `message("{lost} left", lost=2)`."""
    return Message(text, values=tuple(values.items()))


def plural(one: str, many: str, count: int, **values: Value) -> Message:
    """A sentence that depends on a count, which fills the place {count}: `plural("{count} row", "{count} rows", 3)`."""
    return Message(one, many, count, values=(("count", count), *values.items()))


def sense(context: str, text: str, **values: Value) -> Message:
    """A wording that has another meaning elsewhere: `sense("customers", "Lost")`, `sense("key", "Lost")`."""
    return Message(text, context=context, values=tuple(values.items()))
