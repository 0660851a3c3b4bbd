"""What every chart on a card has: its title, a table, a picture to copy and to save, and a line that reads it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from churndesk.gui import ask, icons
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.table_model import TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from churndesk.gui.widgets.table_model import TableColumn
    from churndesk.words import Message, Value

PNG = (message("PNG picture"), (".png",))
SVG = (message("SVG drawing"), (".svg",))
_ICON = QSize(18, 18)


class ChartCard(Card):
    """A card for one chart value; what draws it goes into `drawn`, and is made when it is first shown."""

    kinds: tuple[tuple[Message, tuple[str, ...]], ...] = (PNG,)

    def __init__(self, height: int = 260) -> None:
        super().__init__(" ")
        self._height = height
        self._summary = ""
        self._columns: tuple[TableColumn, ...] = ()
        self.title.setText("")
        self.as_table = self._button("table", tr("Show as a table"), checkable=True)
        self.copy_button = self._button("copy", tr("Copy as a picture"))
        self.save_button = self._button("image", tr("Save as a picture…"))
        self.as_table.toggled.connect(self._show_table)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)
        self.figure = QWidget()
        self.drawn = QVBoxLayout(self.figure)
        self.drawn.setContentsMargins(0, 0, 0, 0)
        self.model = TableModel()
        self.table = TableView(self.model, tr("The chart as a table"))
        self.empty = EmptyState("chart-line", tr("Nothing to draw yet"), "")
        for widget in (self.figure, self.table, self.empty):
            self.add(widget)
        for widget in (self.table, self.empty):
            widget.setFixedHeight(height)
        self.reading = Text(tone="muted")
        self.reading.setMinimumHeight(2 * self.reading.fontMetrics().lineSpacing())
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.add(self.reading)
        self.body.addStretch(1)
        self.show_nothing("")

    def _button(self, icon: str, name: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(icon=icons.icon(icon), checkable=checkable)
        button.setIconSize(_ICON)
        button.setToolTip(name)
        button.setAccessibleName(name)
        self.head.addWidget(button)
        return button

    def show_something(self, title: Value, summary: Value, columns: Sequence[TableColumn]) -> None:
        """Shows the figure, or its table, under that title."""
        self.name(title)
        self._summary = say(message("{summary}", summary=summary))
        self._columns = tuple(columns)
        self._buttons(shown=True)
        self._show_table(self.as_table.isChecked())
        self.read("")
        if self.isVisible():
            self.draw()

    def name(self, title: Value) -> None:
        """Puts that title over the chart."""
        self.title.setText(say(message("{title}", title=title)))
        self.setAccessibleName(self.title.text())

    def show_nothing(self, sentence: str) -> None:
        """Says why there is no chart."""
        self.empty.sentence.setText(sentence)
        self._show_only(self.empty)
        self._summary = ""
        self.reading.setText("")
        self._buttons(shown=False)

    def read(self, said: str) -> None:
        """Reads that out below the chart; "" says what the whole of it says."""
        self.reading.setText(said or self._summary)
        self.reading.set_tone("" if said else "muted")

    def draw(self) -> None:
        """Draws what there is to be drawn; called when it changes and when the card is shown."""

    def showEvent(self, event: QShowEvent) -> None:
        """Draws what was waiting."""
        super().showEvent(event)
        self.draw()

    def _buttons(self, *, shown: bool) -> None:
        for button in (self.as_table, self.copy_button, self.save_button):
            button.setVisible(shown)

    def _show_table(self, wanted: bool) -> None:
        if not self._summary:
            return
        if wanted:
            # A table behind a chart that nobody looks at isn't laid out.
            self.model.show(self._columns)
        self._show_only(self.table if wanted else self.figure)

    def _show_only(self, shown: QWidget) -> None:
        for widget in (self.figure, self.table, self.empty):
            widget.setVisible(widget is shown)

    def copy(self) -> None:
        """Puts the chart on the clipboard as a picture."""
        from churndesk.gui.plots.pictures import picture

        QApplication.clipboard().setPixmap(picture(self.figure, self.title.text()))

    def save(self) -> None:
        """Asks where to, and writes a picture."""
        path = ask.save_file(self, message("Save the chart"), self.kinds, f"{self.title.text()}.png")
        if path is None:
            return
        try:
            self.write(path)
        except NotPossible as refusal:
            ask.tell(self, message("The chart could not be saved"), refusal.sentence)

    def write(self, path: Path) -> None:
        """Writes the picture.

        Raises:
            NotPossible: the file can't be written there.
        """
        from churndesk.gui.plots.pictures import save_png

        save_png(self.figure, self.title.text(), path)
