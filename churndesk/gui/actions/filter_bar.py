"""Chooses which strategies are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from churndesk import metrics
from churndesk.gui.actions.choice import DUES, Choice
from churndesk.gui.actions.plan import STATES
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.text import Text
from churndesk.words import plural

if TYPE_CHECKING:
    from churndesk.strategies import Catalogue


class FilterBar(QWidget):
    """Three pickers and the number that is left; `changed` whenever something else is asked for."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        linked = {key for strategy in catalogue.strategies for key in strategy.metrics}
        self.metric = self._picker(tr("Strategies for which figure"))
        self.metric.addItem(tr("Any figure"), "")
        for metric in metrics.METRICS:
            if metric.key in linked:
                self.metric.addItem(say(metric.title), metric.key)
        self.state = self._picker(tr("Strategies in which state"))
        self.state.addItem(tr("Any state"), "")
        self.state.addItem(tr("Suggested now"), "suggested")
        for state, name, _tone in STATES:
            self.state.addItem(say(name), state)
        self.due = self._picker(tr("Strategies due when"))
        for due, name in DUES:
            self.due.addItem(say(name), due)
        self.count = Text(tone="muted", wrap=False)
        self.clear = QPushButton(tr("Show all"))
        self.clear.setProperty("look", "quiet")
        self.clear.clicked.connect(lambda: self.choose(Choice()))
        self._place()

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for widget in (self.metric, self.state, self.due, self.count, self.clear):
            row.addWidget(widget)
        row.addStretch()

    def _picker(self, name: str) -> QComboBox:
        picker = QComboBox()
        picker.setAccessibleName(name)
        picker.setToolTip(name)
        picker.setMaxVisibleItems(16)
        picker.activated.connect(lambda _index: self.changed.emit())
        return picker

    @property
    def choice(self) -> Choice:
        """What is asked for now."""
        return Choice(self.metric.currentData(), self.state.currentData(), self.due.currentData())

    def choose(self, choice: Choice) -> None:
        """Asks for something else."""
        for picker, wanted in ((self.metric, choice.metric), (self.state, choice.state), (self.due, choice.due)):
            picker.setCurrentIndex(max(0, picker.findData(wanted)))
        self.changed.emit()

    def show_count(self, shown: int, of: int) -> None:
        """Says how many are left."""
        text = plural("{count} of {of} strategies", "{count} of {of} strategies", shown, of=of)
        self.count.show_text(say(text) if shown < of else "")
        self.clear.setVisible(self.choice != Choice())
