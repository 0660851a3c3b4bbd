"""The problems of a check by kind, the way from one cell to the next, and the line as it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from churndesk.gui import icons
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Card, Text
from churndesk.importing.reports import group_told

if TYPE_CHECKING:
    from churndesk.importing import ProblemGroup
    from churndesk.words import Message, Problem

#: What the reader calls a row whose cells it mended.
_MENDED = "repaired"
#: Problems whose cell is the whole line of the file.
_WITH_LINE = frozenset({_MENDED, "row-short", "row-long", "quote-stray"})


class ProblemList(QWidget):
    """Problems grouped with their counts; choosing one leads to its cell.

    Signals:
        reached: the Problem whose cell is to be shown.
        refused: the Problem of a mended row that is to stay as it stands in the file.
    """

    reached = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[ProblemGroup, ...] = ()
        self._at = 0
        self.problem: Problem | None = None
        self.setMinimumWidth(280)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Problems by kind"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._choose)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._line())
        layout.addLayout(self._walk())

    def _line(self) -> Card:
        self.line = Card(look="plain")
        self.line.body.setContentsMargins(2, 2, 2, 2)
        self.original = Text("", selectable=True, size=0.94)
        self.as_written = QPushButton(tr("Keep it as it is in the file"))
        self.as_written.clicked.connect(lambda: self.refused.emit(self.problem))
        self.line.add(self.original)
        self.line.body.addWidget(self.as_written, alignment=Qt.AlignmentFlag.AlignLeft)
        self.line.hide()
        return self.line

    def _walk(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.previous = QPushButton(tr("Previous"))
        self.previous.clicked.connect(lambda: self._go(-1))
        self.following = QPushButton(tr("Next one"))
        self.following.clicked.connect(lambda: self._go(1))
        self.place = Text("", tone="muted", wrap=False)
        for button in (self.previous, self.following):
            row.addWidget(button)
        row.addWidget(self.place)
        row.addStretch()
        return row

    def show_groups(self, groups: tuple[ProblemGroup, ...], remarks: tuple[Message, ...] = ()) -> None:
        """Shows the groups, and what else is to be known; the one that was chosen stays chosen while it is there."""
        before = self._groups[self.list.currentRow()] if 0 <= self.list.currentRow() < len(self._groups) else None
        same = [place for place, group in enumerate(groups) if before and _kind(group) == _kind(before)]
        chosen = same[0] if same else min(max(self.list.currentRow(), 0), len(groups) - 1)
        self._groups = groups
        self.list.blockSignals(True)
        self.list.clear()
        for group in groups:
            self.list.addItem(_item(group))
        for remark in remarks:
            self.list.addItem(QListWidgetItem(icons.icon("lightbulb", "accent"), say(remark)))
        self.list.blockSignals(False)
        self.setVisible(bool(groups or remarks))
        if groups:
            self.list.setCurrentRow(chosen)
        else:
            self._show_line(None)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self._at = 0
            self._go(0)

    def _go(self, steps: int) -> None:
        chosen = self.list.currentRow()
        group = self._groups[chosen] if 0 <= chosen < len(self._groups) else None
        problems = [problem for problem in group.problems if problem.row is not None] if group else []
        for button in (self.previous, self.following):
            button.setEnabled(len(problems) > 1)
        if not problems:
            self.place.setText("")
            self._show_line(None)
            return
        self._at = (self._at + steps) % len(problems)
        self.place.setText(tr("{number} of {count}", number=self._at + 1, count=len(problems)))
        self._show_line(problems[self._at])
        self.reached.emit(problems[self._at])

    def _show_line(self, problem: Problem | None) -> None:
        """The line as the file has it, where the row was mended or is odd."""
        self.problem = problem
        with_line = problem is not None and problem.code in _WITH_LINE and bool(problem.cell)
        self.line.setVisible(with_line)
        if with_line:
            self.original.setText(tr("In the file: {line}", line=" ".join(problem.cell.split())))
            self.as_written.setVisible(problem.code == _MENDED)


def _kind(group: ProblemGroup) -> tuple[str, str]:
    return group.code, group.column


def _item(group: ProblemGroup) -> QListWidgetItem:
    item = QListWidgetItem(say(group_told(group)))
    item.setIcon(icons.icon("triangle-alert", "warn") if group.serious else icons.icon("info"))
    return item
