"""The Data page: the file behind the figures, what became of its rows, and the rules that make them figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from churndesk.gui import ask
from churndesk.gui.data.currencies import CurrencyBox
from churndesk.gui.data.day_field import DATED_BY_ITSELF, DayField
from churndesk.gui.data.mapping_card import MappingCard
from churndesk.gui.data.policy_editor import PolicyEditor
from churndesk.gui.data.source_card import ProblemsCard, SourceCard
from churndesk.gui.data.sums_line import SumsLine
from churndesk.gui.say import tr
from churndesk.gui.widgets import Card, EmptyState, Page, Text
from churndesk.importing.rules import inactivity
from churndesk.words import message

if TYPE_CHECKING:
    from datetime import date

    from churndesk.gui.desk import Desk
    from churndesk.importing import Leftover
    from churndesk.ledger.policy import Policy
    from churndesk.project.project import Project


class DataPage(QStackedWidget):
    """Files, columns and rules of the open document; an invitation to import where there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._document = desk.document
        self._shown: object = None
        self.empty = EmptyState(
            "database",
            tr("No data yet"),
            tr("Open the spreadsheet that you have. Nothing leaves this computer."),
            tr("Open a spreadsheet…"),
        )
        self.empty.pressed.connect(lambda: desk.run("import"))
        self.page = Page(tr("Data"), tr("Where the figures come from, and the rules that make them."))
        self.addWidget(self.empty)
        self.addWidget(self.page)
        self._build()
        self._document.changed.connect(self.refresh)
        self._document.study_changed.connect(self._show_sums)
        self.refresh()
        self._show_sums()

    def _build(self) -> None:
        again = QPushButton(tr("Import another file…"))
        again.setToolTip(tr("Next month's file is read as this one was, and compared with it before it counts."))
        again.clicked.connect(lambda: self._desk.run("import"))
        self.again = again
        self.page.head.addWidget(again)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self._left = QVBoxLayout()
        self._left.setSpacing(16)
        self._sources = QVBoxLayout()
        self._sources.setSpacing(16)
        self._left.addLayout(self._sources)
        self.sums = SumsLine()
        self.problems = ProblemsCard()
        self.mapping = MappingCard()
        self._left.addWidget(self.sums)
        self._left.addWidget(self.problems)
        self._left.addWidget(self.mapping)
        self._left.addStretch()
        columns.addLayout(self._left, 3)
        columns.addWidget(self._rules(), 2, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(columns)
        columns.setContentsMargins(0, 0, 0, 0)
        self.page.add(holder)
        self.page.body.addStretch(1)

    def _rules(self) -> Card:
        self.rules = Card(tr("When is somebody gone?"))
        self.rules.body.setSpacing(16)
        self.editor = PolicyEditor()
        self.editor.changed.connect(self._change_policy)
        self.rules.add(self.editor)
        self.day = DayField()
        self.day.chosen.connect(self._change_day)
        self.rules.add(self.day)
        self.currency_label = Text(tr("Which currency are the amounts in?"), bold=True)
        self.currency = CurrencyBox()
        self.currency.setAccessibleName(tr("Currency of the amounts"))
        self.currency.chosen.connect(self._change_currency)
        self.rules.add(self.currency_label)
        self.rules.add(self.currency)
        return self.rules

    def show_policy(self) -> None:
        """Brings the rules into sight and the keyboard to them."""
        self.page.ensureWidgetVisible(self.rules)
        self.editor.setFocus()
        self.editor.focusNextChild()

    def refresh(self) -> None:
        """Shows the project as it stands."""
        project = self._document.project
        self.setCurrentWidget(self.page if project.dataset is not None else self.empty)
        if project.dataset is None:
            self._shown = None
            return
        if self._shown is not project.dataset:
            self._shown = project.dataset
            self._show_files(project)
            self.editor.show_policy(project.dataset, project.policy)
            self._learn_limits(project)
        self.editor.show_policy(project.dataset, project.policy)
        self.day.setVisible(project.dataset.latest is not None and project.dataset.shape not in DATED_BY_ITSELF)
        self.day.show_day(project.as_of, project.dataset.latest)
        self.currency.show_code(project.currency)
        for widget in (self.currency, self.currency_label):
            widget.setVisible(project.dataset.has_amount)

    def _show_sums(self) -> None:
        self.sums.show_study(self._document.study)

    def _show_files(self, project: Project) -> None:
        while (item := self._sources.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for source in project.dataset.sources:
            card = SourceCard(source)
            card.leftovers_wanted.connect(self._look_at_leftovers)
            self._sources.addWidget(card)
        self.problems.show_dataset(project.dataset)
        self.mapping.setVisible(bool(project.sources))
        if project.sources:
            self.mapping.show_mapping(project.sources[0].mapping)

    def _look_at_leftovers(self) -> None:
        from churndesk.analysis.leftover import project_leftovers

        project = self._document.project
        self._desk.tasks.run(
            project_leftovers,
            project,
            self._document.blobs.only(source.digest for source in project.sources),
            done=self._show_leftovers,
            failed=lambda refusal: ask.tell(self, message("That did not work"), refusal.sentence),
            title=message("Reading the file"),
            key="leftovers",
            apart=True,
        )

    def _show_leftovers(self, rows: tuple[Leftover, ...]) -> None:
        from churndesk.gui.importing.leftover_dialog import show_leftovers

        sources = self._document.project.sources
        show_leftovers(rows, sources[0].mapping.headings if sources else (), self._desk.tasks, self)

    def _learn_limits(self, project: Project) -> None:
        self._desk.tasks.run(
            inactivity,
            project.dataset,
            done=self.editor.show_inactivity,
            title=message("Learning how often customers buy"),
            key="inactivity",
        )

    def _change_policy(self, policy: Policy) -> None:
        self._document.change(message("Change the rules"), replace(self._document.project, policy=policy))

    def _change_day(self, day: date | None) -> None:
        self._document.change(message("Change the day of the list"), replace(self._document.project, as_of=day))

    def _change_currency(self, code: str) -> None:
        project = self._document.project
        dataset = replace(project.dataset, currency=code or None)
        self._shown = dataset
        self._document.change(message("Change the currency"), replace(project, currency=code or None, dataset=dataset))
