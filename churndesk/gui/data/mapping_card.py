"""How the columns of the file are used, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Card, Text
from churndesk.importing.formats import formats_for
from churndesk.shapes import ROLES, SHAPES
from churndesk.words import Series, plural

if TYPE_CHECKING:
    from churndesk.shapes.mapping import ColumnUse, Mapping


#: So many columns are named; of the others only how many they are.
_MOST = 40


class MappingCard(Card):
    """A line for each column that is used, and one for those that aren't."""

    def __init__(self) -> None:
        super().__init__(tr("How the columns are used"))
        self._table: QWidget | None = None
        self.shape = Text("", tone="muted")
        self.more = Text("", tone="muted")
        self.unused = Text("", tone="muted")
        self.add(self.shape)

    def show_mapping(self, mapping: Mapping) -> None:
        """Shows a mapping."""
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
        title = next((say(shape.title) for shape in SHAPES if shape.key == mapping.shape), mapping.shape)
        self.shape.setText(tr("Kind of table: {shape}", shape=title))
        used = [use for use in mapping.columns if use.role]
        self._table = self._uses(used[:_MOST])
        self.add(self._table)
        self.add(self.more)
        self.more.show_text(_and_more(len(used) - _MOST))
        unused = [use.heading for use in mapping.columns if not use.role and use.heading]
        self.add(self.unused)
        self.unused.show_text(tr("Not used: {columns}.", columns=_named(unused)) if unused else "")

    @staticmethod
    def _uses(uses: list[ColumnUse]) -> QWidget:
        titles = {role.key: say(role.title) for role in ROLES}
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for row, use in enumerate(uses):
            grid.addWidget(Text(" ".join(use.heading.split()), bold=True), row, 0)
            grid.addWidget(Text(titles.get(use.role, use.role)), row, 1)
            named = {choice.value: say(choice.label) for choice in formats_for(use.role)}
            written = named.get(use.format or "", use.format or "") if named else ""
            grid.addWidget(Text(written, tone="muted"), row, 2)
        return table


def _and_more(count: int) -> str:
    return say(plural("And {count} more column.", "And {count} more columns.", count)) if count > 0 else ""


def _named(headings: list[str]) -> Series:
    rest = len(headings) - _MOST
    more = (plural("{count} more", "{count} more", rest),) if rest > 0 else ()
    return Series((*headings[:_MOST], *more))
