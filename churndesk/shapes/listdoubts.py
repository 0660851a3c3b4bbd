"""The days of several lists in a suggestion: taken from their names, or asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.shapes.listdays import by_month_alone, is_day, labels, list_days, readings
from churndesk.words import Choice, Doubt, Series, message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import Given
    from churndesk.words import Message

#: So many days are named one by one.
_MOST = 12


def parted(tables: Sequence[RawTable], given: Given) -> tuple[Given, dict[str, str]]:
    """What was given for columns, and the days that were given for lists by name: `--format members.csv=2024-03-31`."""
    named = set(labels(tables))
    days = {name: form for name, form in given.formats if name in named and is_day(form)}
    formats = tuple(entry for entry in given.formats if entry[0] not in days)
    return replace(given, formats=formats), days


def known_days(tables: Sequence[RawTable], said: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The lists whose day is known, by label."""
    found = zip(labels(tables), list_days(tables, said), strict=True)
    return tuple((label, day.isoformat()) for label, day in found if day is not None)


def day_doubts(tables: Sequence[RawTable], said: dict[str, str]) -> tuple[Doubt, ...]:
    """One question for each list whose name doesn't tell its day, or tells two; a list alone says nothing."""
    if len(tables) < 2:
        text = message("One list alone doesn't say who has left. Open it together with those of other days.")
        return (Doubt("list-alone", text),)
    found = list_days(tables, said)
    doubts = tuple(
        _doubt(label, readings(tables, place))
        for place, (label, day) in enumerate(zip(labels(tables), found, strict=True))
        if day is None
    )
    return doubts[:1] if by_month_alone(tables) else doubts  # the day of one tells the year of all


def _doubt(label: str, days: tuple[date, ...]) -> Doubt:
    text = message("When was the list “{name}” made?", name=label)
    choices = tuple(Choice(day.isoformat(), message("{day}", day=day)) for day in days)
    said = "|".join(choice.value for choice in choices) or "DATE"
    return Doubt("list-day", text, choices, f"--format {label}={said}")


def day_remark(tables: Sequence[RawTable], said: dict[str, str]) -> tuple[Message, ...]:
    """Which days the lists are taken to be of."""
    days = sorted({day for day in list_days(tables, said) if day is not None})
    if len(days) < 2:
        return ()
    if len(days) <= _MOST:
        return (message("The lists are taken to be of {days}.", days=Series(tuple(days))),)
    first, last = days[0], days[-1]
    return (message("The lists are of {count} days, from {first} to {last}.", count=len(days), first=first, last=last),)
