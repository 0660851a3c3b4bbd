"""Everything about the customers themselves, a tab a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from churndesk.gui.customers.cohorts import CohortsTab
from churndesk.gui.customers.groups import GroupsTab
from churndesk.gui.customers.largest import LargestTab
from churndesk.gui.customers.parts import PARTS
from churndesk.gui.customers.reasons import ReasonsTab
from churndesk.gui.customers.rhythm import RhythmTab
from churndesk.gui.customers.satisfaction import SatisfactionTab
from churndesk.gui.customers.staying import StayingTab
from churndesk.gui.customers.who import WhoTab
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.help_button import HelpButton
from churndesk.gui.widgets.text import Text
from churndesk.words import sense

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk
    from churndesk.words import Message

#: Each tab's key, what it is called, and what makes it.
TABS: Final[tuple[tuple[str, Message, Callable[[Desk], QWidget]], ...]] = (
    ("who", sense("tab", "Who"), WhoTab),
    ("cohorts", sense("tab", "By start month"), CohortsTab),
    ("survival", sense("tab", "How long"), StayingTab),
    ("reasons", sense("tab", "Why they left"), ReasonsTab),
    ("groups", sense("tab", "Groups"), GroupsTab),
    ("largest", sense("tab", "Largest"), LargestTab),
    ("satisfaction", sense("tab", "Satisfaction"), SatisfactionTab),
    ("rhythm", sense("tab", "How often they buy"), RhythmTab),
)


class CustomersPage(QWidget):
    """Shows one tab; a tab is made, and its figures computed, when it is first looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._document = desk.document
        self.setAccessibleName(tr("Customers"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 20, 26, 24)
        layout.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Text(tr("Customers"), size=1.7, bold=True), 1)
        head.addWidget(HelpButton(), alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        self.bar = QTabBar()
        self.bar.setAccessibleName(tr("What to look at"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for key, title, _make in TABS:
            self.bar.setTabData(self.bar.addTab(say(title)), key)
        self.stack = QStackedWidget()
        self.tabs: dict[str, QWidget] = {}
        layout.addWidget(self.bar)
        layout.addWidget(self.stack, 1)
        self.empty = EmptyState("users", tr("No customers to show"), "", tr("Open a spreadsheet…"))
        self.empty.pressed.connect(lambda: desk.run("import"))
        layout.addWidget(self.empty, 1)
        self.bar.currentChanged.connect(lambda _index: self.refresh())
        desk.document.study_changed.connect(self.refresh)
        desk.document.edited.connect(self.refresh)
        self.refresh()

    @property
    def chosen(self) -> str:
        """The key of the tab that is shown."""
        return str(self.bar.tabData(self.bar.currentIndex()))

    @property
    def who(self) -> WhoTab:
        """The tab of lists."""
        return self._made("who")

    def _made(self, key: str) -> QWidget:
        if key not in self.tabs:
            self.tabs[key] = next(make for own, _title, make in TABS if own == key)(self._desk)
            self.stack.addWidget(self.tabs[key])
        return self.tabs[key]

    def refresh(self) -> None:
        """Shows what the document says now."""
        study = self._document.study
        there = study is not None and study.ledger is not None and self._document.project.dataset is not None
        known = bool(there and study.has_customers)
        self.bar.setVisible(known)
        self.stack.setVisible(known)
        self.empty.setVisible(not known)
        self.empty.button.setVisible(not there)
        self.empty.sentence.setText(
            tr("Your table has only totals. With a list of customers, everybody would stand here.")
            if there
            else tr("Open a spreadsheet, and everybody who came, stayed or left stands here.")
        )
        if known:
            self._show_tab(study)

    def _show_tab(self, study: Study) -> None:
        """Shows the chosen tab; what a table has nothing to say about isn't offered."""
        for index in range(self.bar.count()):
            self.bar.setTabVisible(index, self.bar.tabData(index) in offered(study))
        tab = self._made(self.chosen)
        self.stack.setCurrentWidget(tab)
        if self.isVisible() or self.chosen == "who":
            tab.show_study(study)

    def showEvent(self, event: QShowEvent) -> None:
        """Computes what is looked at now."""
        super().showEvent(event)
        self.refresh()

    def show_part(self, part: str) -> None:
        """Shows a tab by its key, or lists the customers of a part of the period."""
        if part in {key for key, _title in PARTS}:
            self.who.choose(part)
            part = "who"
        for index in range(self.bar.count()):
            if self.bar.tabData(index) == part:
                self.bar.setCurrentIndex(index)
        self.refresh()


def offered(study: Study) -> frozenset[str]:
    """The keys of the tabs that have something to say about the table."""
    keys = {key for key, _title, _make in TABS}
    if study.ruled_by != "payments":
        keys.discard("rhythm")
    if getattr(study.dataset.rows, "score", None) is None:
        keys.discard("satisfaction")
    if study.snapshot is not None:
        keys -= {"cohorts", "reasons"}
    return frozenset(keys)
