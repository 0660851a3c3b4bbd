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
        self.said = {column_index(name, table.headings): form for name, form in given.formats}

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
