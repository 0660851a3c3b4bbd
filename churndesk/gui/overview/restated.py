"""What later data changed in closed periods: a notice, and the figures and customers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QTabBar, QVBoxLayout

from churndesk.analysis.closing import TITLES, said_figure, search
from churndesk.gui.closing import close_again
from churndesk.gui.figures import currency_of
from churndesk.gui.say import say, say_value, tr
from churndesk.gui.widgets.notice import Notice
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.words import message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from churndesk.analysis.closing import ChangedCustomer, Restatement
    from churndesk.gui.document import Document

#: So many periods are told in full; the others are counted.
_TOLD = 2
_USUAL = (900, 640)
_FIGURES_HEIGHT = 210
_TASK = "who makes the difference"


class RestatedNotice(Notice):
    """A line for each closed period that came out otherwise; its button opens the dialog."""

    def __init__(self, document: Document) -> None:
        super().__init__(button=tr("Show what changed…"))
        self._document = document
        self._restated: tuple[Restatement, ...] = ()
        self.pressed.connect(self.show_dialog)

    def show_restatements(self, restated: Sequence[Restatement]) -> None:
        """Says what changed, or disappears."""
        self._restated = tuple(restated)
        lines = [say(one.sentence) for one in restated[:_TOLD]]
        more = len(restated) - _TOLD
        if more > 0:
            lines.append(
                say(plural("And {count} more closed period changed.", "And {count} more closed periods changed.", more))
            )
        self.show_sentence("\n".join(lines))

    def show_dialog(self) -> RestatementDialog:
        """Opens the figures and customers of every restated period."""
        dialog = RestatementDialog(self._document, self._restated, self.window())
        dialog.open()
        return dialog


class RestatementDialog(QDialog):
    """A tab for each restated period: its figures then and now, and who makes the difference."""

    def __init__(self, document: Document, restated: Sequence[Restatement], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Closed periods that changed"))
        self._document = document
        self._restated = tuple(restated)
        self._currency = currency_of(document.project)
        body = QVBoxLayout(self)
        body.setContentsMargins(22, 18, 22, 16)
        body.setSpacing(10)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("Closed periods"))
        for one in self._restated:
            self.tabs.addTab(say_value(one.period))
        self.tabs.setVisible(len(self._restated) > 1)
        self.sentence = Text(selectable=True)
        self.figures = TableModel()
        self.customers = TableModel()
        table = TableView(self.figures, tr("Figures"))
        table.setFixedHeight(_FIGURES_HEIGHT)
        self.who = TableView(self.customers, tr("Who makes the difference"))
        self.nobody = Text(tr("Your table has only totals, so no customers can be named."), tone="muted")
        for widget in (self.tabs, self.sentence, table):
            body.addWidget(widget)
        body.addWidget(Text(tr("Who makes the difference"), bold=True))
        body.addWidget(self.nobody)
        body.addWidget(self.who, 1)
        body.addWidget(self._buttons())
        self.tabs.currentChanged.connect(self._show)
        self.finished.connect(lambda _result: document.tasks.cancel(_TASK))
        self._show(0)
        room = (parent.size() if parent is not None else self.screen().availableSize()) * 0.94
        self.resize(min(_USUAL[0], room.width()), min(_USUAL[1], room.height()))

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.again = QPushButton(tr("Close again with the new figures"))
        self.again.setToolTip(tr("From then on the new figures are the ones on record. This can be undone."))
        self.again.clicked.connect(self._close_again)
        buttons.addButton(self.again, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QPushButton(tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show(self, index: int) -> None:
        if not 0 <= index < len(self._restated):
            return
        one = self._restated[index]
        self.figures.show(tuple(_figures(one, self._currency)))
        self.customers.show(())
        self.nobody.hide()
        if one.searched:
            self._show_customers(one)
            return
        self.sentence.setText("")
        tasks = self._document.tasks
        tasks.run(search, one, done=self._show_customers, title=message("Computing the figures"), key=_TASK)

    def _show_customers(self, one: Restatement) -> None:
        """Shows who makes the difference, once that is found out."""
        if one is not self._restated[self.tabs.currentIndex()]:
            return
        self.sentence.setText(say(one.sentence))
        self.customers.show(tuple(_customers(one.customers, self._currency)))
        self.who.setVisible(bool(one.customers))
        self.nobody.setVisible(not one.customers and not one.closed.customers)

    def _close_again(self) -> None:
        close_again(self._document, self._restated[self.tabs.currentIndex()])
        self.accept()


def _figures(one: Restatement, currency: str | None) -> Iterator[TableColumn]:
    yield TableColumn(message("Figure"), "text", [say(figure.title) for figure in one.figures])
    for title, values in (
        (message("As closed"), [figure.was for figure in one.figures]),
        (message("Now"), [figure.now for figure in one.figures]),
    ):
        said = [
            say_value(said_figure(figure.unit, value, currency))
            for figure, value in zip(one.figures, values, strict=True)
        ]
        yield TableColumn(title, "text", said)


def _customers(changed: Sequence[ChangedCustomer], currency: str | None) -> Iterator[TableColumn]:
    yield TableColumn(message("Customer"), "text", [one.id for one in changed])
    if any(one.name for one in changed):
        yield TableColumn(message("Name"), "text", [one.name for one in changed])
    told = {part: say(title) for part, title in TITLES.items()}
    yield TableColumn(message("As closed"), "text", [told.get(one.was, told[""]) for one in changed])
    yield TableColumn(message("Now"), "text", [told.get(one.now, told[""]) for one in changed])
    if any(one.before_was != one.before_now or one.after_was != one.after_now for one in changed):
        yield TableColumn(message("At the start, as closed"), "money", [one.before_was for one in changed], currency)
        yield TableColumn(message("At the start, now"), "money", [one.before_now for one in changed], currency)
        yield TableColumn(message("At the end, as closed"), "money", [one.after_was for one in changed], currency)
        yield TableColumn(message("At the end, now"), "money", [one.after_now for one in changed], currency)
