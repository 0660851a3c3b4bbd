"""How a table is probably to be understood: its shape, its columns' roles and formats, and what must be asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.cast import cast, guesses
from churndesk.shapes.dateparts import Unit
from churndesk.shapes.datetexts import date_text
from churndesk.shapes.fullnames import joined_names, with_whole_names
from churndesk.shapes.headings import concepts, qualifiers, same_heading
from churndesk.shapes.listdays import by_month_alone, list_days
from churndesk.shapes.listdoubts import day_doubts, day_remark, known_days, parted
from churndesk.shapes.listing import SHAPES
from churndesk.shapes.listing import shape as shape_of
from churndesk.shapes.mapping import Given, Guess, Mapping, Suggestion
from churndesk.shapes.monthheadings import month_headings
from churndesk.shapes.portraits import portraits
from churndesk.shapes.presetuse import named, preset_of, with_preset
from churndesk.shapes.role import role as role_of
from churndesk.shapes.settlement import settle
from churndesk.shapes.stack import one_table
from churndesk.shapes.unsaidend import end_doubt, unsaid_end
from churndesk.words import Choice, Doubt, NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.reading.table import Column, RawTable
    from churndesk.shapes.cast import Cast
    from churndesk.shapes.portraits import Portrait
    from churndesk.shapes.presets import Preset
    from churndesk.shapes.shape import Shape

#: Below this certainty the table may be none that can be used.
_UNSURE = 0.35
#: Concepts of columns that are no categories, however few values they hold.
_NO_CATEGORY = frozenset({"order", "index", "id", "email", "customer", "name", "currency", "subscription"})


def suggest(
    table: RawTable,
    given: Given = Given(),  # noqa: B008  (a frozen value)
    others: Sequence[RawTable] = (),
) -> Suggestion:
    """The reading proposed first, the other candidates with certainty and reason, and what must be asked.

    `others` are further tables with the same columns, which will be read together with the first. What was given is
    taken as it is. A doubt with choices has its first choice in the mapping already; one without
    choices leaves a gap that `understand` refuses.

    Raises:
        NotPossible: the table has no rows, or something given doesn't exist (a column, a shape, a format).
    """
    if not len(table):
        raise NotPossible(message("This table has no rows to read, only headings or nothing at all."))
    tables = (table, *others)
    given, said_days = parted(tables, given)
    preset = preset_of(table, given)
    given = with_preset(given, preset, table.headings)
    columns, lists = portraits(with_whole_names(table)), _list_count(tables, said_days)
    casts = {shape.key: replace(cast(shape, columns, given), lists=lists) for shape in SHAPES}
    shapes = _shapes(casts, given)
    chosen = shape_of(shapes[0].value)
    entry = casts[chosen.key]
    whole = one_table(tables)
    roles = joined_names(_tested(_roles(chosen, entry, given), whole, given), table.headings, given)
    unsaid = unsaid_end(chosen.key, columns, roles, given)
    roles = roles if unsaid is None else [*roles[:unsaid], "end", *roles[unsaid + 1 :]]
    settled = settle(whole, chosen, roles, given, preset)
    candidates = tuple(guesses(entry, index, role) for index, role in enumerate(roles))
    mapping = Mapping(chosen.key, settled.uses, settled.amount_is, settled.currency)
    doubts = (*_shape_doubts(shapes, table, given), *_role_doubts(chosen, entry, roles, table, given), *settled.doubts)
    doubts += () if unsaid is None else (end_doubt(unsaid, table.headings),)
    found = named(Suggestion(mapping, shapes, candidates, doubts, settled.remarks), preset)
    return _with_days(found, tables, said_days) if chosen.key == "lists" else found


def _list_count(tables: Sequence[RawTable], said: dict[str, str]) -> int:
    """How many lists of different days the tables are, where their names tell, or tell all but the year."""
    return max(len(set(list_days(tables, said)) - {None}), by_month_alone(tables) if len(tables) > 1 else 0)


def _with_days(found: Suggestion, tables: Sequence[RawTable], said: dict[str, str]) -> Suggestion:
    """The suggestion with the days of the lists, asked where their names don't tell."""
    return replace(
        found,
        mapping=replace(found.mapping, dates=known_days(tables, said)),
        doubts=(*day_doubts(tables, said), *found.doubts),
        remarks=(*day_remark(tables, said), *found.remarks),
    )


def _shapes(casts: dict[str, Cast], given: Given) -> tuple[Guess, ...]:
    if given.shape is not None and given.shape not in casts:
        known = ", ".join(casts)
        raise NotPossible(message("There is no shape {name}. The shapes are: {known}.", name=given.shape, known=known))
    rated = [Guess(shape.key, _certainty(shape, casts[shape.key], given), shape.why) for shape in SHAPES]
    return tuple(sorted(rated, key=lambda guess: (guess.value != given.shape, -guess.certainty)))


def _certainty(shape: Shape, entry: Cast, given: Given) -> float:
    """How well the shape fits; much less where it has no place for a role that was given."""
    unused = any(role and role not in shape.roles for role, _ in given.roles)
    return min(1.0, shape.fit(entry)) * (0.3 if unused else 1.0)


def _shape_doubts(shapes: tuple[Guess, ...], table: RawTable, given: Given) -> tuple[Doubt, ...]:
    best = shapes[0]
    if not given.shape and best.value != "matrix" and _a_column_a_time(table):
        text = message("This looks like a table with a column for each day or quarter. It needs a column a month.")
        return (Doubt("shape-matrix", text, (), "--shape NAME"),)
    if given.shape or best.certainty >= _UNSURE:
        return ()
    text = message("It can't be told what this table is: no columns for customers, dates or months were found.")
    return (Doubt("shape-unclear", text, (), "--shape NAME"),)


def _a_column_a_time(table: RawTable) -> bool:
    units = [date_text(heading).unit for heading in table.headings[:200]]
    return sum(unit in {Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER} for unit in units) >= 3


def _roles(shape: Shape, entry: Cast, given: Given) -> list[str | None]:
    """Each column's role: its part in the cast, else a group to compare where its values suit that."""
    months = month_headings(tuple(portrait.heading for portrait in entry.portraits)).columns
    roles: list[str | None] = [None] * len(entry.portraits)
    for part in entry.parts:
        roles[part.column] = part.role
    unused = {name for role, name in given.roles if not role}
    if "segment" in shape.roles:
        for portrait in entry.portraits:
            free = roles[portrait.index] is None and portrait.index not in months
            if free and _is_category(portrait, numbers=shape.categories_of_numbers):
                roles[portrait.index] = "segment"
    roles = _named_beside(entry, roles) if "name" in shape.roles else roles
    return [None if entry.portraits[i].heading in unused else role for i, role in enumerate(roles)]


def _named_beside(entry: Cast, roles: list[str | None]) -> list[str | None]:
    """The roles with a name where "Customer" stands beside "Customer no": texts that tell who has which number."""
    if "name" in roles or "customer" not in roles:
        return roles
    for portrait in entry.portraits:
        meant = concepts(portrait.heading)
        if roles[portrait.index] is None and meant and meant[0][0] == "customer" and portrait.text:
            return [*roles[: portrait.index], "name", *roles[portrait.index + 1 :]]
    return roles


def _tested(roles: list[str | None], table: RawTable, given: Given) -> list[str | None]:
    """The roles without those that the values speak against, unless they were given by hand.

    A name that changes from row to row of one customer is another thing's; a tax is only taken off an amount whose
    heading says that it is in there.
    """
    said = {role for role, _ in given.roles}
    amount = roles.index("amount") if "amount" in roles else None
    gross = amount is not None and "gross" in qualifiers(table.columns[amount].heading)
    dropped = set() if gross else {"tax"}
    dropped |= {"unit_price"} if amount is not None else set()
    if "name" in roles and "customer" in roles:
        names, customers = (table.columns[roles.index(role)] for role in ("name", "customer"))
        dropped |= set() if _follows(customers, names) else {"name"}
    return [None if role in dropped - said else role for role in roles]


def _follows(customers: Column, names: Column) -> bool:
    """Whether nearly every customer has one name."""
    both = (customers.codes >= 0) & (names.codes >= 0)
    pairs = np.unique(customers.codes[both].astype(np.int64) * (len(names.values) + 1) + names.codes[both])
    return len(pairs) <= 1.2 * max(1, len(np.unique(customers.codes[both])))


def _is_category(portrait: Portrait, *, numbers: bool) -> bool:
    """2 to 20 different values that come again, and no id, date or amount."""
    meant = concepts(portrait.heading)
    if meant and meant[0][0] in _NO_CATEGORY:
        return False
    if meant and meant[0][0] == "amount" and portrait.numbers >= 0.8:
        return False
    return portrait.few and not portrait.day_dates and (numbers or portrait.numbers < 0.8)


def _role_doubts(shape: Shape, entry: Cast, roles: list[str | None], table: RawTable, given: Given) -> list[Doubt]:
    return [*_missing(shape, roles, preset_of(table, given)), *_twins(entry, table, given)]


def _missing(shape: Shape, roles: list[str | None], preset: Preset | None) -> list[Doubt]:
    instead = preset.notes[0] if preset and preset.notes else None
    return [
        Doubt(
            "role-missing",
            instead or message("No column was found for “{role}”. Say which one it is.", role=role_of(group[0]).title),
            (),
            f"--map {group[0]}=COLUMN",
        )
        for group in shape.needs
        if not any(role in roles for role in group)
    ]


def _twins(entry: Cast, table: RawTable, given: Given) -> list[Doubt]:
    """Columns of one heading that suit a role alike."""
    said = {role for role, _ in given.roles}
    doubts = []
    for part in entry.parts:
        if part.role in said or role_of(part.role).many or part.role == "name":
            continue
        rivals = [
            other.column
            for options in entry.options
            for other in options
            if other.role == part.role
            and other.column != part.column
            and other.certainty >= part.certainty - 0.02
            and same_heading(entry.portraits[other.column].heading, entry.portraits[part.column].heading)
        ]
        if rivals:
            doubts.append(_twin_doubt(part.role, (part.column, *rivals), table))
    return doubts


def _twin_doubt(role: str, columns: tuple[int, ...], table: RawTable) -> Doubt:
    heading = table.columns[columns[0]].heading
    names = tuple(f"#{column + 1}" for column in columns)
    choices = tuple(
        Choice(name, message("Column {number}", number=column + 1)) for name, column in zip(names, columns, strict=True)
    )
    text = message(
        "Several columns are called “{heading}”. Which one is “{role}”?", heading=heading, role=role_of(role).title
    )
    return Doubt("column-choice", text, choices, f"--map {role}={'|'.join(names)}", heading)
