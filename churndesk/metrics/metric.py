"""What a metric declares: its inputs, formula, source and worked example; panel, help, sheet and chart come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from churndesk.metrics.result import Result, Unit
    from churndesk.words import Message

#: The numbers that a metric is computed from, by input key; a missing one is None.
Inputs: TypeAlias = "Mapping[str, float | None]"


@dataclass(frozen=True, slots=True)
class Input:
    """One number that goes into a metric, from the data or typed by a person.

    `least` and `most` bound what can be typed; a count is whole. A rate is a fraction (0.2 for 20 %). `default` is
    what an empty calculator starts with, None for "must be typed", unless it is `optional`.
    """

    key: str
    label: Message
    unit: Unit
    help: Message
    least: float = 0.0
    most: float = 1e12
    default: float | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure, declared once.

    `compute` takes the inputs and an optional currency, and answers a Result: the same function serves typed numbers
    and data. `formula` is the formula in words; `source` where it comes from; `example` (inputs, value) must come
    out. `better` says which direction is good. `reads` are the kinds of ledger that it can be computed from.
    """

    key: str
    title: Message
    unit: Unit
    better: Literal["low", "high", "neither"]
    inputs: tuple[Input, ...]
    formula: Message
    definition: Message
    source: str
    example: tuple[tuple[tuple[str, float], ...], float]
    reads: frozenset[str]
    compute: Callable[[Inputs, str | None], Result]
