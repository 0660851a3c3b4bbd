"""Step 3: what each column is for, and the questions that only the owner can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from churndesk.gui.importing.choice_delegate import ChoiceDelegate
from churndesk.gui.importing.column_detail import ColumnDetail
from churndesk.gui.importing.columns_model import COLUMN, EXAMPLE, FORMAT, REASON, ROLE, ColumnsModel
from churndesk.gui.importing.doubt_card import DoubtCard
from churndesk.gui.importing.preview_model import CellsModel
from churndesk.gui.importing.preview_table import PreviewTable
from churndesk.gui.importing.role_header import RoleHeader
from churndesk.gui.importing.splitter import Split
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Notice, Text
from churndesk.importing import choices_of, doubts_at
from churndesk.importing.draft import question
from churndesk.importing.spellings import DOUBT as SPELLINGS
from churndesk.shapes import ROLES, SHAPES

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent

    from churndesk.importing import Draft
    from churndesk.words import Choice, Doubt, Message

_WIDTHS = {COLUMN: 155, ROLE: 150, FORMAT: 145, EXAMPLE: 130}
#: From this width on there is room for the reasons in the list.
_ROOMY = 1240
#: And from this one on for the longer names of formats.
_WIDE = 1040
#: Of more columns than these one is looked for by its name.
_MANY = 25


def roles_of(shape: str) -> dict[str, str]:
    """The roles that a column of that shape can play, by key, with "" for none."""
    fitting = next((kind.roles for kind in SHAPES if kind.key == shape), ())
    return {"": tr("not used"), **{role.key: say(role.title) for role in ROLES if role.key in fitting}}


class ColumnsStep(QWidget):
    """The columns as a list, the questions beside it, and the table below with roles on its headings.

    Signals:
        role_chosen, format_chosen: column index and role or format.
        meaning_chosen: column index, word and meaning. amount_chosen: what the amounts are.
        answered: a doubt and the value of its answer.
        spellings_wanted: every customer who may be written in several ways is to be looked at.
    """

    role_chosen = Signal(int, str)
    format_chosen = Signal(int, str)
    meaning_chosen = Signal(int, str, str)
    amount_chosen = Signal(str)
    answered = Signal(object, str)
    spellings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self.cards: dict[tuple[str, str, str], DoubtCard] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.notice = Notice()
        layout.addWidget(self.notice)
        upper = Split(Qt.Orientation.Horizontal, self._columns(), self._side(), (5, 3))
        layout.addWidget(Split(Qt.Orientation.Vertical, upper, self._preview(), (3, 2)), 1)

    def _columns(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._search())
        layout.addWidget(self._list(), 1)
        return part

    def _search(self) -> QWidget:
        """What finds a column among many; with a few there is nothing to look for."""
        self.search = QWidget()
        row = QHBoxLayout(self.search)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.sought = QLineEdit(placeholderText=tr("Find a column"), clearButtonEnabled=True)
        self.sought.setAccessibleName(tr("Find a column"))
        self.used_only = QCheckBox(tr("Only those in use"))
        row.addWidget(self.sought, 1)
        row.addWidget(self.used_only)
        self.sought.textChanged.connect(self._seek)
        self.used_only.toggled.connect(self._seek)
        QShortcut(QKeySequence.StandardKey.Find, self, self.sought.setFocus)
        self.search.hide()
        return self.search

    def _seek(self) -> None:
        self.model.seek(self.sought.text(), used_only=self.used_only.isChecked())
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, ROLE))

    def _list(self) -> QTableView:
        self.model = ColumnsModel({})
        self.model.role_chosen.connect(self.role_chosen)
        self.model.format_chosen.connect(self.format_chosen)
        view = QTableView()
        view.setModel(self.model)
        view.setAccessibleName(tr("Columns of the table"))
        view.setItemDelegate(ChoiceDelegate(view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        view.clicked.connect(self._open)
        view.activated.connect(self._open)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(34)
        view.setMinimumHeight(150)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, width)
        view.selectionModel().currentRowChanged.connect(lambda current, _before: self._show_detail(current.row()))
        self.list = view
        return view

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room for the reasons they stand beside the list, with the column that is chosen."""
        super().resizeEvent(event)
        self.list.setColumnHidden(REASON, self.width() < _ROOMY)
        self.list.setColumnWidth(FORMAT, _WIDTHS[FORMAT] + (30 if self.width() >= _WIDE else 0))
        stretched = EXAMPLE if self.list.isColumnHidden(REASON) else REASON
        for column in (EXAMPLE, REASON):
            mode = QHeaderView.ResizeMode.Stretch if column == stretched else QHeaderView.ResizeMode.Interactive
            self.list.horizontalHeader().setSectionResizeMode(column, mode)

    def _side(self) -> QScrollArea:
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(300)
        content = QWidget()
        content.setProperty("look", "page")
        area.setWidget(content)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(10)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(10)
        layout.addLayout(self._questions)
        self.calm = Text(tr("Nothing to ask: every column is clear. Change what you like in the list."), tone="muted")
        layout.addWidget(self.calm)
        self.detail = ColumnDetail()
        self.detail.meaning_chosen.connect(self.meaning_chosen)
        self.detail.amount_chosen.connect(self.amount_chosen)
        layout.addWidget(self.detail)
        layout.addStretch()
        return area

    def _preview(self) -> PreviewTable:
        self.cells = CellsModel()
        self.table = PreviewTable(self.cells, tr("The table with the use of its columns"), RoleHeader())
        self.table.menus_of_columns = True
        self.table.column_menu.connect(self._show_menu)
        self.table.setMinimumHeight(120)
        self.table.selectionModel().currentColumnChanged.connect(
            lambda current, _before: self._choose(current.column())
        )
        return self.table

    def show_draft(self, draft: Draft) -> None:
        """Shows the draft's columns, questions and table."""
        self._draft = draft
        if draft.mapping is None:
            return
        self.model.roles = {"": tr("not used"), **{role.key: say(role.title) for role in ROLES}}
        self.model.roles = self._offered(draft)
        self.model.show_draft(draft)
        self.cells.show_draft(draft, {role.key: role.title for role in ROLES})
        self._ask(draft)
        self.search.setVisible(len(draft.mapping.columns) > _MANY)
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, ROLE))
        self._show_detail(self.list.currentIndex().row())

    @staticmethod
    def _offered(draft: Draft) -> dict[str, str]:
        """The shape's roles, and those that columns play already."""
        titles = {role.key: say(role.title) for role in ROLES}
        played = {use.role: titles[use.role] for use in draft.mapping.columns if use.role}
        return {**roles_of(draft.mapping.shape), **played}

    def show_refusal(self, sentence: str) -> None:
        """Says why nothing can be made of these columns; "" takes it back."""
        self.notice.show_sentence(sentence)

    def show_outcomes(self, doubt: Doubt, outcomes: tuple[tuple[Choice, Message], ...]) -> None:
        """Says what each answer to a question would give."""
        card = self.cards.get(question(doubt))
        if card is not None:
            card.show_outcomes(outcomes)

    def _ask(self, draft: Draft) -> None:
        """Keeps the cards of questions that are still there, so that nothing jumps under the pointer."""
        asked = {question(doubt): doubt for doubt in doubts_at(draft, "columns")}
        for key in [key for key, card in self.cards.items() if asked.get(key) != card.doubt]:
            card = self.cards.pop(key)
            self._questions.removeWidget(card)
            card.hide()
            card.deleteLater()
        for key, doubt in asked.items():
            if key not in self.cards:
                closer = tr("Look at each…") if doubt.code == SPELLINGS else ""
                self.cards[key] = DoubtCard(doubt, draft.answer(doubt), choices_of(draft, doubt), closer=closer)
                self.cards[key].answered.connect(self.answered)
                self.cards[key].closer_wanted.connect(self.spellings_wanted)
                self._questions.addWidget(self.cards[key])
            self.cards[key].show_answer(draft.answer(doubt))
        self.calm.setVisible(not asked)

    def _open(self, index) -> None:  # noqa: ANN001
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.list.edit(index)

    def _choose(self, column: int) -> None:
        row = self.model.row_of(column) if column >= 0 else None
        if row is not None and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.model.index(row, ROLE))

    def _show_detail(self, row: int) -> None:
        if self._draft is None or self._draft.mapping is None or not 0 <= row < self.model.rowCount():
            return
        model, column = self.model, self.model.column_at(row)
        self.detail.show_column(self._draft, column, model.reason(column), model.sure(column), model.others(column))

    def role_menu(self, column: int) -> QMenu:
        """The roles to choose from for a column, and the ways in which it can be written; those in force are marked."""
        menu = QMenu(self)
        current = self.model.use(column).role or ""
        for key, title in self.model.roles.items():
            action = QAction(title, menu, checkable=True, checked=key == current)
            action.triggered.connect(lambda _checked=False, role=key: self.role_chosen.emit(column, role))
            menu.addAction(action)
        self._add_formats(menu, column)
        return menu

    def _add_formats(self, menu: QMenu, column: int) -> None:
        """How the column can be written, below its roles."""
        formats = self.model.formats(column)
        if not formats:
            return
        below = menu.addMenu(tr("Written as"))
        current = self.model.use(column).format
        for choice in formats:
            action = QAction(say(choice.label), below, checkable=True, checked=choice.value == current)
            action.triggered.connect(lambda _checked=False, way=choice.value: self.format_chosen.emit(column, way))
            below.addAction(action)

    def _show_menu(self, column: int, place: QPoint) -> None:
        self._choose(column)
        menu = self.role_menu(column)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
