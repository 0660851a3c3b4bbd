"""The summary of the workbook in plain form, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from churndesk.gui.figures import figure, interval
from churndesk.gui.say import say, say_value
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from churndesk.export import Outline
    from churndesk.metrics import Metric, Result

_VALUE, _INTERVAL = 1, 2
#: The least room for the name of a figure.
_NAME = 130


class Preview(Card):
    """The report's title, what it is about, its figures, and what they rest on. `figures` by the metric's key."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(26, 22, 26, 22)
        self.name = Text(size=1.5, bold=True)
        self.subject = Text(tone="muted")
        self.first = Text(size=1.05)
        self.basis = Text(tone="muted", size=0.92)
        self.figures: dict[str, tuple[Text, Text]] = {}
        self._table = QWidget()
        for widget in (self.name, self.subject, self.first, self._table, self.basis):
            self.add(widget)
        self.body.insertSpacing(2, 2)
        self.body.addStretch()

    def show_outline(self, outline: Outline, currency: str | None) -> None:
        """Shows what the summary of the workbook will say."""
        title = outline.title if isinstance(outline.title, str) else say(outline.title)
        self.name.setText(title)
        self.setAccessibleName(title)
        self.subject.setText(say(outline.subject))
        leading = outline.figures[0][1] if outline.figures else None
        self.first.show_text(say(leading.sentence) if leading is not None else "")
        self._show_figures(outline.figures, currency)
        self.basis.show_text("\n".join(say(sentence) for sentence in outline.basis))

    def _show_figures(self, figures: tuple[tuple[Metric, Result], ...], currency: str | None) -> None:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(_INTERVAL, 3)
        self.figures = {}
        for number, (metric, result) in enumerate(figures):
            if number:
                grid.addWidget(_rule(), 2 * number - 1, 0, 1, 3)
            self._show_figure(grid, 2 * number, metric, result, currency)
        self.body.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table

    def _show_figure(self, grid: QGridLayout, row: int, metric: Metric, result: Result, currency: str | None) -> None:
        grid.addWidget(_narrow(Text(say(metric.title)), _NAME), row, 0)
        if result.value is None:
            value, more = Text(), _narrow(Text(say(result.sentence), tone="muted", size=0.95))
            grid.addWidget(more, row, _VALUE, 1, 2)
        else:
            value = Text(say_value(figure(result.unit, result.value, currency)), bold=True, wrap=False)
            more = _narrow(Text(interval(result, currency), tone="muted", size=0.95))
            grid.addWidget(value, row, _VALUE, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(more, row, _INTERVAL)
        self.figures[metric.key] = (value, more)


def _narrow(text: Text, least: int = 60) -> Text:
    """A text that breaks into lines rather than pushing the page wider."""
    text.setMinimumWidth(least)
    return text


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("look", "rule")
    return rule
