"""Cards about an imported file: what became of its rows, and what was wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Card, Text
from churndesk.gui.widgets.empty_state import IconLabel
from churndesk.importing import problem_groups
from churndesk.importing.reports import counts_told, group_told, source_counts

if TYPE_CHECKING:
    from churndesk.importing import ProblemGroup
    from churndesk.ledger.dataset import Dataset, SourceFile

#: More kinds of problems than this are only counted.
_MOST = 12


class SourceCard(Card):
    """One file: its name, its sheet, and its rows read, used, left out and set aside.

    `leftovers_wanted` when the rows that don't count are to be shown.
    """

    leftovers_wanted = Signal()

    def __init__(self, source: SourceFile) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel("file-spreadsheet", 32, "accent"), alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Text(source.file, size=1.15, bold=True, selectable=True))
        if source.sheet:
            words.addWidget(Text(tr("Sheet “{sheet}”", sheet=source.sheet), tone="muted"))
        read, around = counts_told(source_counts(source))
        words.addWidget(Text(say(read)))
        if around is not None:
            words.addWidget(Text(say(around), tone="muted"))
        self.leftovers = QPushButton(tr("Rows that don't count…"))
        self.leftovers.clicked.connect(self.leftovers_wanted)
        words.addWidget(self.leftovers, alignment=Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.leftovers.setVisible(source.rows_read > source.rows_used or bool(source.set_aside))
        self.setAccessibleName(source.file)


class ProblemsCard(Card):
    """What was wrong with the rows, by kind; hidden where there was nothing."""

    def __init__(self) -> None:
        super().__init__(tr("What to know about these rows"))
        self._rows: list[QWidget] = []

    def show_dataset(self, dataset: Dataset) -> None:
        """Shows the problems of all files."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        groups = problem_groups(dataset)
        self._rows = [_problem(group) for group in groups[:_MOST]]
        if len(groups) > _MOST:
            self._rows.append(Text(tr("And {count} more kinds.", count=len(groups) - _MOST), tone="muted"))
        for row in self._rows:
            self.add(row)
        self.setVisible(bool(groups))


def _problem(group: ProblemGroup) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    sign = IconLabel("triangle-alert", 18, "warn") if group.serious else IconLabel("info", 18)
    row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(say(group_told(group)), selectable=True), 1)
    return line
