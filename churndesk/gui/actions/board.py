"""The strategies as cards, under headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from churndesk.gui.actions.strategy_card import StrategyCard
from churndesk.gui.say import say
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from churndesk.gui.actions.choice import Group
    from churndesk.project.project import Project
    from churndesk.strategies import Suggested

_COLUMNS = 3


class Board(QWidget):
    """`wanted` bears the key of the strategy whose card was pressed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(20)
        self._sections: list[Section] = []
        self.cards: dict[str, StrategyCard] = {}

    def show_groups(
        self, groups: Sequence[Group], project: Project, suggested: Mapping[str, Suggested], day: date
    ) -> None:
        """Shows these strategies as they stand in the project."""
        for section in self._sections:
            self._column.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections, self.cards = [], {}
        for group in groups:
            section, grid = Section(say(group.title)), CardGrid(least=300, most=_COLUMNS)
            for strategy in group.strategies:
                action = project.action(strategy.key)
                card = StrategyCard(strategy, action, suggested.get(strategy.key), day)
                card.clicked.connect(lambda _on=False, key=strategy.key: self.wanted.emit(key))
                self.cards[strategy.key] = card
                grid.add(card)
            for _ in range(len(group.strategies), _COLUMNS):
                grid.add(QWidget())  # a card alone in its row is as wide as the others
            section.add(grid)
            self._column.addWidget(section)
            self._sections.append(section)
