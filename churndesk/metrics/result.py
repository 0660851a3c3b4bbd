"""A computed figure with all that is needed to show and to prove it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from churndesk.words import Message

Unit = Literal["rate", "money", "count", "ratio", "months"]


@dataclass(frozen=True, slots=True)
class Undefined:
    """Why there is no figure: a stable code and a sentence that a person can read."""

    code: str
    text: Message


@dataclass(frozen=True, slots=True)
class Result:
    """One figure.

    `value` is None exactly where `undefined` says why; rates are fractions. `low` and `high` are the 95 % interval,
    where there is one. `formula` holds the numbers ("2 / 110 = 1.8 %"), `sentence` says it in words, `notes` what
    must be known to read it rightly.
    """

    metric: str
    unit: Unit
    value: float | None
    formula: Message
    sentence: Message
    low: float | None = None
    high: float | None = None
    undefined: Undefined | None = None
    notes: tuple[Message, ...] = ()

    @classmethod
    def none(cls, metric: str, unit: Unit, formula: Message, reason: Undefined) -> Result:
        """The figure that isn't there, for that reason; `formula` in words takes the place of the numbers."""
        return cls(metric, unit, None, formula, reason.text, undefined=reason)
