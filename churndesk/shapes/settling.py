"""A table on its way from roles to uses: what is settled for each of its columns, and what must be asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.shapes.cast import column_index, column_name
from churndesk.shapes.mapping import ColumnUse
from churndesk.shapes.role import role as role_of

if TYPE_CHECKING:
    from churndesk.reading.table import Column, RawTable
    from churndesk.shapes.mapping import Given
    from churndesk.shapes.presets import Preset
    from churndesk.shapes.shape import Shape
    from churndesk.words import Doubt, Message


def _said_words(form: str) -> dict[str, str]:
    """What a format says of words; empty where it is one of dates or numbers."""
    pairs = [pair.rpartition(":") for pair in form.split(",")]
    return {word.strip(): meaning.strip() for word, colon, meaning in pairs if colon and meaning.strip().isalpha()}


class Settling:
    """The uses of a table's columns while they are being settled.

    Each step (dates, numbers, words, ids, measures) changes the uses and adds doubts and remarks.
    """

    def __init__(
        self, table: RawTable, shape: Shape, roles: list[str | None], given: Given, preset: Preset | None = None
    ) -> None:
        self.table, self.shape, self.roles, self.given, self.preset = table, shape, roles, given, preset
        self.uses = [ColumnUse(column.heading, role) for column, role in zip(table.columns, roles, strict=True)]
        self.doubts: list[Doubt] = []
        self.remarks: list[Message] = []
        self.said: dict[int, str] = {}
        #: What was given by hand for words of a column: "maybe:kept,x:lost" for its format.
        self.said_words: dict[int, dict[str, str]] = {}
        for name, form in given.formats:
            index = column_index(name, table.headings)
            if words := _said_words(form):
                self.said_words.setdefault(index, {}).update(words)
            else:
                self.said[index] = form

    def columns(self, *kinds: str) -> list[tuple[int, Column, str]]:
        """Index, column and role of the columns whose role is of these kinds."""
        return [
            (index, self.table.columns[index], role)
            for index, role in enumerate(self.roles)
            if role is not None and role_of(role).kind in kinds
        ]

    def name(self, index: int) -> str:
        """What a column is called in questions and options."""
        return column_name(index, self.table.headings)

    def place(self, role: str) -> int | None:
        """The index of the (first) column in a role."""
        return self.roles.index(role) if role in self.roles else None

    @property
    def names(self) -> tuple[str, str, str]:
        """What the table is called: its title, its sheet, its file."""
        return self.table.title, self.table.dialect.sheet, self.table.file

    def use(self, index: int, **changes: object) -> None:
        """Changes the use of a column."""
        self.uses[index] = replace(self.uses[index], **changes)  # type: ignore[arg-type]

    def ask(self, doubt: Doubt | None) -> None:
        """Adds a doubt, if there is one."""
        if doubt is not None:
            self.doubts.append(doubt)
