"""The page "Actions": all strategies as cards or as a checklist, and one of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from churndesk.gui.actions.board import Board
from churndesk.gui.actions.checklist import Checklist
from churndesk.gui.actions.choice import Choice, admits, groups
from churndesk.gui.actions.filter_bar import FilterBar
from churndesk.gui.actions.plan import today, told, with_action
from churndesk.gui.actions.strategy_view import StrategyView
from churndesk.gui.figures import currency_of
from churndesk.gui.say import tr
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.page import Page
from churndesk.strategies import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QShowEvent

    from churndesk.gui.desk import Desk
    from churndesk.project.project import Action
    from churndesk.strategies import Suggested

#: Where each figure is shown.
PAGE_OF = {
    "churn_rate": "churn",
    "retention_rate": "retention",
    "growth_rate": "retention",
    "gross_churn": "revenue",
    "net_churn": "revenue",
    "grr": "revenue",
    "nrr": "revenue",
    "arpa": "revenue",
    "ltv": "revenue",
    "quick_ratio": "revenue",
    "lost_customer_cost": "cost",
    "loss_cost": "cost",
}


class ActionsPage(Page):
    """Shows what the document and its figures say; every edit is one step of the document."""

    def __init__(self, desk: Desk, today: Callable[[], date] = today) -> None:
        super().__init__(
            tr("Actions"), tr("Twelve ways to lose fewer customers. Begin where your own figures speak for it.")
        )
        self._desk = desk
        self._catalogue = catalogue()
        self._today = today
        self.strategy: StrategyView | None = None
        self.checklist: Checklist | None = None
        self.filter = FilterBar(self._catalogue)
        self.filter.changed.connect(self.refresh)
        self.board = Board()
        self.board.wanted.connect(self.show_strategy)
        self.nothing = EmptyState(
            "filter", tr("No strategy fits"), tr("None is as you asked for above."), tr("Show all strategies")
        )
        self.nothing.pressed.connect(lambda: self.filter.choose(Choice()))
        self._add_ways_to_look()
        self._place()
        desk.document.changed.connect(self.refresh)
        desk.document.study_changed.connect(self.refresh)

    def _add_ways_to_look(self) -> None:
        self.as_cards, self.as_list = QPushButton(tr("Cards")), QPushButton(tr("Checklist"))
        self._ways = QButtonGroup(self)
        for button in (self.as_cards, self.as_list):
            button.setCheckable(True)
            button.setProperty("look", "chip")
            self._ways.addButton(button)
            self.head.addWidget(button)
        self.as_cards.setChecked(True)
        self._ways.buttonClicked.connect(lambda _button: self.refresh())

    def _place(self) -> None:
        self.overview = QWidget()
        self._column = QVBoxLayout(self.overview)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        for widget in (self.filter, self.board, self.nothing):
            self._column.addWidget(widget)
        self.add(self.overview)
        self.body.addStretch()

    # -- what is looked at

    def show_part(self, key: str) -> None:
        """Shows the strategy that another page speaks of."""
        self.show_strategy(key)

    def show_strategy(self, key: str) -> None:
        """Shows one strategy in full."""
        self._close_strategy()
        view = StrategyView(self._catalogue.strategy(key), self._today(), currency_of(self._desk.document.project))
        view.left.connect(self.show_all)
        view.edited.connect(self._edit)
        view.metric_wanted.connect(lambda metric: self._desk.go(PAGE_OF[metric]))
        self.strategy = view
        self.body.insertWidget(self.body.indexOf(self.overview), view)
        view.show()
        self.refresh()
        view.back.setFocus()
        self.verticalScrollBar().setValue(0)

    def show_all(self) -> None:
        """Shows all strategies again, with the keyboard on the one that was open."""
        opened = self.strategy.strategy.key if self.strategy is not None else ""
        self._close_strategy()
        self.refresh()
        self.verticalScrollBar().setValue(0)
        if opened in self.board.cards:
            self.board.cards[opened].setFocus()

    def show_metric(self, metric: str) -> None:
        """Shows the strategies that may move that metric."""
        self._close_strategy()
        self.filter.choose(Choice(metric=metric))

    def _close_strategy(self) -> None:
        if self.strategy is not None:
            self.body.removeWidget(self.strategy)
            self.strategy.hide()
            self.strategy.deleteLater()
            self.strategy = None

    # -- what the document says

    @property
    def suggested(self) -> dict[str, Suggested]:
        """The strategies that the figures speak for, by key; none before the figures are computed."""
        study = self._desk.document.study
        return {one.strategy: one for one in study.suggestions} if study is not None else {}

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was edited while another page was shown."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Shows the project as it stands; a page that nobody sees waits until it is shown."""
        if not self.isVisible():
            return
        one = self.strategy
        for widget in (self.overview, self.heading, self.sentence, self.as_cards, self.as_list):
            widget.setVisible(one is None)
        if one is None:
            self._show_overview()
        else:
            one.show_state(self._desk.document.project.action(one.strategy.key), self.suggested.get(one.strategy.key))

    def _show_overview(self) -> None:
        project, suggested, day = self._desk.document.project, self.suggested, self._today()
        every, choice = self._catalogue.strategies, self.filter.choice
        shown = tuple(one for one in every if admits(choice, one, project, suggested=one.key in suggested, day=day))
        self.filter.show_count(len(shown), len(every))
        self.nothing.setVisible(not shown)
        listed = self.as_list.isChecked()
        self.board.setVisible(bool(shown) and not listed)
        if listed:
            self._checklist().show_groups(groups(shown, project, suggested), project)
        else:
            self.board.show_groups(groups(shown, project, suggested), project, suggested, day)
        if self.checklist is not None:
            self.checklist.setVisible(bool(shown) and listed)

    def _checklist(self) -> Checklist:
        """Made when it is first wanted: seventy steps take a moment."""
        if self.checklist is None:
            self.checklist = Checklist(self._catalogue.strategies, self._today())
            self.checklist.edited.connect(self._edit)
            self.checklist.wanted.connect(self.show_strategy)
            self._column.addWidget(self.checklist)
        return self.checklist

    def _edit(self, action: Action) -> None:
        strategy = self._catalogue.strategy(action.strategy)
        before = self._desk.document.project
        text = told(before.action(action.strategy), action, strategy)
        self._desk.document.change(text, with_action(before, action))
