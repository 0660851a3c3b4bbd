"""The numbers that a metric was given, checked before anything is computed from them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from churndesk.metrics.result import Result, Undefined
from churndesk.words import Amount, Money, Rate, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.metrics.metric import Input, Inputs
    from churndesk.metrics.result import Unit
    from churndesk.words import Message

#: Every input of a metric that has a number.
Numbers: TypeAlias = dict[str, float]


def checked(declared: tuple[Input, ...], given: Inputs) -> Numbers | Undefined:
    """The numbers given, defaults filled in, or why they can't be used: one is missing or out of its bounds."""
    numbers: Numbers = {}
    for place in declared:
        number = given.get(place.key)
        number = place.default if number is None else number
        if number is None:
            if not place.optional:
                return Undefined("missing", message("One number is missing: {label}.", label=place.label))
        elif not math.isfinite(number) or not place.least <= number <= place.most:
            return _out_of_bounds(place)
        else:
            numbers[place.key] = float(number)
    return numbers


def _out_of_bounds(place: Input) -> Undefined:
    return Undefined(
        "out-of-bounds",
        message(
            "{label} must lie between {least} and {most}.",
            label=place.label,
            least=shown(place.least, place.unit),
            most=shown(place.most, place.unit),
        ),
    )


def shown(number: float, unit: Unit, currency: str | None = None) -> Rate | Money | Amount:
    """A number as it stands in a sentence, by its unit."""
    if unit == "rate":
        return Rate(number)
    return Money(number, currency) if unit == "money" else Amount(number)


def nothing_at_start(text: Message) -> Undefined:
    """The reason of every rate whose denominator is 0."""
    return Undefined("nothing-at-start", text)


def computing(
    key: str,
    unit: Unit,
    formula: Message,
    declared: tuple[Input, ...],
    *,
    refuse: Callable[[Numbers], Undefined | None],
    answer: Callable[[Numbers, str | None], Result],
) -> Callable[[Inputs, str | None], Result]:
    """A metric's `compute`: checks the numbers, then refuses with a reason or answers with a figure."""

    def compute(given: Inputs, currency: str | None = None) -> Result:
        numbers = checked(declared, given)
        if isinstance(numbers, Undefined):
            return Result.none(key, unit, formula, numbers)
        reason = refuse(numbers)
        return answer(numbers, currency) if reason is None else Result.none(key, unit, formula, reason)

    return compute
