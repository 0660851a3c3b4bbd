"""How an answer, a remembered mapping or a chosen role becomes part of what the person has said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.importing.draft import Chosen, question
from churndesk.shapes.mapping import ROLE_NAMES
from churndesk.shapes.role import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.shapes.mapping import ColumnUse, Given, Mapping
    from churndesk.words import Doubt

#: The roles that more than one column may play.
REPEATABLE = frozenset(role.key for role in ROLES if role.many)


def column_index(headings: Sequence[str], name: str) -> int | None:
    """The column of that heading, or of the number in "#n" counted from 1; None where there is none."""
    if name in headings:
        return headings.index(name)
    if name.startswith("#") and name[1:].isdigit() and 1 <= int(name[1:]) <= len(headings):
        return int(name[1:]) - 1
    return None


def column_name(index: int) -> str:
    """The name of a column that is right even where two headings are the same: "#3" for index 2."""
    return f"#{index + 1}"


def with_role(chosen: Chosen, column: int, role: str) -> Chosen:
    """The choices with `role` given to a column ("" for none) and taken from any other that was given it by hand."""
    others = [
        (index, said)
        for index, said in chosen.roles
        if index != column and (said != role or not role or role in REPEATABLE)
    ]
    return replace(chosen, roles=tuple(sorted([*others, (column, role)])))


def with_format(chosen: Chosen, column: int, way: str) -> Chosen:
    """The choices with the format of a column."""
    others = [(index, said) for index, said in chosen.formats if index != column]
    return replace(chosen, formats=tuple(sorted([*others, (column, way)])))


def with_meaning(chosen: Chosen, column: int, word: str, meaning: str) -> Chosen:
    """The choices with what one word of a flag or status column stands for."""
    others = [entry for entry in chosen.meanings if entry[:2] != (column, word)]
    return replace(chosen, meanings=tuple(sorted([*others, (column, word, meaning)])))


def with_answer(chosen: Chosen, doubt: Doubt, value: str, headings: Sequence[str]) -> Chosen:
    """The choices with a doubt answered: noted, and said by the option that the doubt names."""
    noted = replace(chosen, answers=(*((key, said) for key, said in chosen.answers if key != question(doubt)),
                                     (question(doubt), value)))  # fmt: skip
    option, _, rest = doubt.option.partition(" ")
    key = rest.partition("=")[0]
    about = column_index(headings, doubt.about)
    match option:
        case "--shape":
            return replace(noted, shape=value)
        case "--currency":
            return replace(noted, currency=value)
        case "--format":
            return _of_format(noted, doubt, about, value)
        case "--map":
            return _mapped(noted, key, value, headings, about)
        case "--policy":
            others = [(name, said) for name, said in noted.rules if name != key]
            return replace(noted, rules=(*others, (key, value)))
        case _:
            return noted


def _of_format(chosen: Chosen, doubt: Doubt, about: int | None, value: str) -> Chosen:
    """The format of a column, or the day of a list, which is no column's."""
    name = doubt.option.removeprefix("--format ").rpartition("=")[0]
    if doubt.code == "list-day":
        return replace(chosen, days=(*(day for day in chosen.days if day[0] != name), (name, value)))
    rest = doubt.option.removeprefix(f"--format {doubt.about}=")
    return chosen if about is None else _formatted(chosen, about, rest, value)


def _formatted(chosen: Chosen, column: int, option: str, value: str) -> Chosen:
    """A doubt may ask for the format of a column, or what one word in it stands for ("maybe:lost|kept")."""
    word, colon, _ = option.rpartition(":")
    return with_meaning(chosen, column, word, value) if colon else with_format(chosen, column, value)


def _mapped(chosen: Chosen, role: str, value: str, headings: Sequence[str], about: int | None) -> Chosen:
    """A doubt may ask which column plays a role, or which role a column plays."""
    column = column_index(headings, value)
    if column is not None and role in ROLE_NAMES:
        return with_role(chosen, column, role)
    if about is not None and (value in ROLE_NAMES or not value):
        return with_role(chosen, about, value)
    return chosen


def given_by(chosen: Chosen, given: Given, headings: Sequence[str] = ()) -> Given:
    """What the table is to be looked at with: what was given from outside, overruled by what was chosen since.

    A column that isn't to be used is named by its heading, where no other column bears it.
    """
    roles = tuple((role, column_name(column)) for column, role in chosen.roles if role)
    unused = tuple(("", headings[column]) for column, role in chosen.roles if not role and column < len(headings))
    alone = tuple(entry for entry in unused if list(headings).count(entry[1]) == 1)
    formats = tuple((column_name(column), way) for column, way in chosen.formats)
    words = tuple((column_name(column), ",".join(said)) for column, said in _words(chosen).items())
    return replace(
        given,
        shape=chosen.shape or given.shape,
        roles=(*given.roles, *roles, *alone),
        formats=(*given.formats, *formats, *words, *chosen.days),
        currency=chosen.currency or given.currency,
    )


def _words(chosen: Chosen) -> dict[int, list[str]]:
    """What the words of each column stand for, as --format takes it; a word with a comma can't be said so."""
    words: dict[int, list[str]] = {}
    for column, word, meaning in chosen.meanings:
        if "," not in word:
            words.setdefault(column, []).append(f"{word}:{meaning}")
    return words


def remembered_choices(mapping: Mapping) -> Chosen:
    """The choices that lead to a mapping again; rows to skip and cells to fix belong to one file and are left out."""
    columns = tuple(enumerate(mapping.columns))
    return Chosen(
        shape=mapping.shape,
        roles=tuple((index, use.role or "") for index, use in columns),
        formats=tuple((index, use.format) for index, use in columns if use.format),
        meanings=tuple((index, word, meaning) for index, use in columns for word, meaning in use.meanings),
        amount_is=mapping.amount_is,
        currency=mapping.currency,
    )


def chosen_mapping(mapping: Mapping, chosen: Chosen) -> Mapping:
    """A proposed mapping with everything that the person has said laid over it."""
    columns = list(mapping.columns)
    for column, role in chosen.roles:
        if column < len(columns):
            columns = _with_use(columns, column, role)
    for column, way in chosen.formats:
        if column < len(columns):
            columns[column] = replace(columns[column], format=way)
    for column, word, meaning in chosen.meanings:
        if column < len(columns):
            meanings = {**dict(columns[column].meanings), word: meaning}
            columns[column] = replace(columns[column], meanings=tuple(meanings.items()))
    return replace(
        mapping,
        columns=tuple(columns),
        amount_is=chosen.amount_is or mapping.amount_is,
        currency=chosen.currency or mapping.currency,
        skip=chosen.skip,
        fixes=chosen.fixes,
        keep=chosen.keep,
        as_written=chosen.as_written,
        others=chosen.others,
    )


def _with_use(columns: list[ColumnUse], column: int, role: str) -> list[ColumnUse]:
    taken = role and role not in REPEATABLE
    freed = [replace(use, role=None) if taken and use.role == role else use for use in columns]
    freed[column] = replace(columns[column], role=role or None)
    return freed
