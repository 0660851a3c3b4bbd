"""What a person can answer where nothing can be proposed: the columns, formats or currencies that the option takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from churndesk.importing.answers import column_name
from churndesk.importing.formats import DATE_FORMATS, NUMBER_FORMATS, TENURE_FORMATS
from churndesk.shapes import SHAPES
from churndesk.words import Choice, message

if TYPE_CHECKING:
    from churndesk.importing.draft import Draft
    from churndesk.words import Doubt

#: How many years back a list of months without a year may be from.
YEARS = 15
#: How many months back a list without a day may be from.
MONTHS = 36


def choices_of(draft: Draft, doubt: Doubt) -> tuple[Choice, ...]:
    """The doubt's own choices; where it has none, those that its option names. None of these is ever taken unasked."""
    if doubt.choices:
        return doubt.choices
    option, _, rest = doubt.option.partition(" ")
    if option == "--shape":
        return tuple(Choice(shape.key, shape.title) for shape in SHAPES)
    if option == "--map" and rest.endswith("=COLUMN"):
        return _columns(draft)
    if rest.endswith("=YEAR"):
        this_year = datetime.now(UTC).year
        return tuple(_plain(str(year)) for year in range(this_year, this_year - YEARS, -1))
    if rest.endswith("=DATE"):
        return _month_ends()
    values = rest if option == "--currency" else rest.removeprefix(f"{doubt.about}=")
    return tuple(_named(value) for value in values.split("|")) if "|" in values else ()


def _month_ends() -> tuple[Choice, ...]:
    """The last days of the latest months: what lists are usually made for."""
    first = datetime.now(UTC).date().replace(day=1)
    found = []
    for _ in range(MONTHS):
        first -= timedelta(days=1)
        found.append(Choice(first.isoformat(), message("{day}", day=first)))
        first = first.replace(day=1)
    return tuple(found)


def _columns(draft: Draft) -> tuple[Choice, ...]:
    headings = draft.table.headings if draft.table else ()
    return tuple(
        Choice(column_name(index), message("{column}", column=" ".join(heading.split()) or column_name(index)))
        for index, heading in enumerate(headings)
    )


def _named(value: str) -> Choice:
    known = {choice.value: choice for choice in (*DATE_FORMATS, *NUMBER_FORMATS, *TENURE_FORMATS)}
    return known.get(value, _plain(value))


def _plain(value: str) -> Choice:
    return Choice(value, message("{value}", value=value))
