"""A chart as a value: what is drawn, in which unit, and what it says; gui, export and paper each draw it their way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from churndesk.words import Message, Value

Kind = Literal["line", "bars", "waterfall"]
Unit = Literal["rate", "money", "count"]
#: What a series stands for; the theme gives each a colour that colour-blind eyes can tell apart, and a pattern.
Tone = Literal["accent", "good", "bad", "muted"]


@dataclass(frozen=True, slots=True)
class Line:
    """One series: a value for each of the chart's labels, None where there is none; `low` and `high` its interval."""

    name: Message
    values: tuple[float | None, ...]
    tone: Tone = "accent"
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A range of values with a meaning, such as a benchmark; `low` or `high` None is open."""

    name: Message
    low: float | None
    high: float | None
    tone: Tone = "muted"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened at a label, such as the start of a strategy."""

    index: int
    text: Message


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn.

    A line or bar chart has any number of `lines`. A waterfall has one, whose values are the steps, the first and the
    last of them totals; `tones` then gives each step its colour. `incomplete` are the indices of periods that have
    not ended, drawn hollow. `summary` says the chart in one sentence, for those who can't see it.
    """

    key: str
    kind: Kind
    title: Message
    unit: Unit
    labels: tuple[Value, ...]
    lines: tuple[Line, ...]
    summary: Message
    currency: str | None = None
    tones: tuple[Tone, ...] = ()
    bands: tuple[Band, ...] = ()
    marks: tuple[Mark, ...] = ()
    incomplete: tuple[int, ...] = ()
