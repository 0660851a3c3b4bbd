"""What a recognised export adds to what a person has said: it settles the rest, and never overrules them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.cast import column_index
from churndesk.shapes.currency import decimals
from churndesk.shapes.mapping import Guess
from churndesk.shapes.numbers import number_cells
from churndesk.shapes.presets import recognised
from churndesk.shapes.role import role as role_of
from churndesk.shapes.wording import plain
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.reading.table import Column, RawTable
    from churndesk.shapes.mapping import Given, Suggestion
    from churndesk.shapes.presets import Preset
    from churndesk.shapes.settling import Settling
    from churndesk.words import Message

#: How certain a table is of a preset's shape, and its columns of their roles.
CERTAIN = 0.99


def preset_of(table: RawTable, given: Given) -> Preset | None:
    """The known export that the table is, unless the person has said that it is of another shape."""
    found = recognised(table.headings)
    return found if found is None or given.shape in {None, found.shape} else None


def with_preset(given: Given, preset: Preset | None, headings: tuple[str, ...]) -> Given:
    """What was given, and the preset's shape and roles for all that was left open."""
    if preset is None:
        return given
    said_roles = {role for role, _ in given.roles if role and not role_of(role).many}
    said_columns = {column_index(name, headings) for _, name in given.roles}
    played = dict(preset.columns(headings))
    roles = tuple(
        (role, f"#{index + 1}")
        for role, index in played.items()
        if role not in said_roles and index not in said_columns
    )
    unused = tuple(
        ("", heading)
        for index, heading in enumerate(headings)
        if plain(heading) in preset.unused and index not in said_columns | set(played.values())
    )
    return replace(given, shape=preset.shape, roles=(*given.roles, *roles, *unused))


def settle_cents(work: Settling, preset: Preset | None, currency: str | None) -> None:
    """Divides a preset's amounts in cents by 100: where all are whole, and the currency has cents."""
    for index, column, _ in work.columns("number"):
        if preset and plain(column.heading) in preset.cents and decimals(currency) in {None, 2} and _all_whole(column):
            work.use(index, divide=100.0)
            work.remarks.append(message("“{heading}” is in cents and is divided by 100.", heading=column.heading))


def _all_whole(column: Column) -> bool:
    cells = number_cells(column.values)
    numbers = cells.point[np.isfinite(cells.point)]
    marked = any(isinstance(value, str) and ("." in value or "," in value) for value in column.values.tolist())
    return len(numbers) > 0 and not marked and bool((numbers == np.floor(numbers)).all())


def named(suggestion: Suggestion, preset: Preset | None) -> Suggestion:
    """The suggestion with the preset as the reason for the shape and for the roles that it gave."""
    if preset is None:
        return suggestion
    from_preset = {index: role for role, index in preset.columns(suggestion.mapping.headings)}
    why = message("The headings are those of an export from {source}.", source=preset.name)
    roles = tuple(
        _named_first(guesses, preset) if from_preset.get(index) == guesses[0].value else guesses
        for index, guesses in enumerate(suggestion.roles)
    )
    first = Guess(suggestion.shapes[0].value, CERTAIN, why)
    return replace(
        suggestion,
        shapes=(first, *suggestion.shapes[1:]),
        roles=roles,
        remarks=(*_untold(preset.notes, suggestion), *suggestion.remarks),
    )


def _untold(notes: tuple[Message, ...], suggestion: Suggestion) -> tuple[Message, ...]:
    """The notes that no doubt of the suggestion says already."""
    told = [doubt.text for doubt in suggestion.doubts]
    return tuple(note for note in notes if note not in told)


def _named_first(guesses: tuple[Guess, ...], preset: Preset) -> tuple[Guess, ...]:
    why = message("Exports from {source} have it in this column.", source=preset.name)
    return (Guess(guesses[0].value, CERTAIN, why), *guesses[1:])
