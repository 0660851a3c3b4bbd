"""What every chart on a card has: its title, a table, a picture to copy and to save, and a line that reads it out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from churndesk.gui import ask, icons
from churndesk.gui.plots.picture_menu import picture_menu
from churndesk.gui.say import language, say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.surroundings import around
from churndesk.gui.widgets.table_model import TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from churndesk.gui.widgets.table_model import TableColumn
    from churndesk.paper import Picture
    from churndesk.paper.plots import Drawn
    from churndesk.words import Message, Value

_ICON = QSize(18, 18)
#: A copied picture is this many times as fine as the screen needs.
_COPIED_SCALE = 2


class ChartCard(Card):
    """A card for one chart value; what draws it goes into `drawn`, and is made when it is first shown."""

    def __init__(self, height: int = 260) -> None:
        super().__init__(" ")
        self._height = height
        self._summary = ""
        self._columns: tuple[TableColumn, ...] = ()
        self.title.setText("")
        self.as_table = self._button("table", tr("Show as a table"), checkable=True)
        self.copy_button = self._button("copy", tr("Copy as a picture"))
        self.save_button = self._button("download", tr("Save the chart…"))
        self.save_button.setMenu(picture_menu(self, self.save_button))
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save_button.setProperty("look", "menu")
        self.as_table.toggled.connect(self._show_table)
        self.copy_button.clicked.connect(self.copy)
        self.figure = QWidget()
        self.drawn = QVBoxLayout(self.figure)
        self.drawn.setContentsMargins(0, 0, 0, 0)
        self.model = TableModel()
        self.table = TableView(self.model, "")
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
        self.table.setAccessibleName(tr("{title}, as a table", title=self.title.text()))

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

    @property
    def shown(self) -> Drawn | None:
        """The chart as a value; None where there is nothing to draw."""
        return None

    def picture(self) -> Picture | None:
        """The chart for other programs: with its title, the rules in force and the day, on white."""
        from churndesk.paper import picture

        place, drawn = around(self), self.shown
        if drawn is None:
            return None
        return picture(place.document.study if place is not None else None, drawn, language())

    def copy(self) -> None:
        """Puts the chart on the clipboard as a picture."""
        made = self.picture()
        if made is not None:
            QApplication.clipboard().setImage(made.image(_COPIED_SCALE))

    def save(self, kind: tuple[Message, tuple[str, ...]], scale: int = 1) -> None:
        """Asks where to, and writes a PNG, `scale` times as large, or an SVG."""
        made, place = self.picture(), around(self)
        if made is None:
            return
        proposed = ask.file_name(self.title.text(), kind[1][0])
        folder = Path(place.store.folder) if place is not None else Path()
        path = ask.save_file(self, message("Save the chart"), (kind,), str(folder / proposed))
        if path is None:
            return
        try:
            if path.suffix.lower() == ".svg":
                made.write_svg(path)
            else:
                made.write_png(path, scale)
        except NotPossible as refusal:
            ask.tell(self, message("The chart could not be saved"), refusal.sentence)
            return
        if place is not None:
            place.tell_written(path)

    def save_table(self) -> None:
        """Asks where to, and writes the numbers of the chart, as a workbook or as CSV."""
        self.model.show(self._columns)
        self.table.save()
