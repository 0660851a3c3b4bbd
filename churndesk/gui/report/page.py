"""The page "Report": preview, choice of sheets and language, and the workbook that comes of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from churndesk.export import WorkbookOptions, outline, write_workbook
from churndesk.gui import ask
from churndesk.gui.figures import currency_of
from churndesk.gui.report.preview import Preview
from churndesk.gui.report.sheet_choice import SheetChoice
from churndesk.gui.report.written import Written
from churndesk.gui.say import language, say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.notice import Notice
from churndesk.gui.widgets.page import Page
from churndesk.gui.widgets.text import Text
from churndesk.words import LANGUAGES, Language, message

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from churndesk.analysis import Study
    from churndesk.export import Outline
    from churndesk.gui.desk import Desk
    from churndesk.words import NotPossible

WORKBOOK_KIND = (message("Workbooks"), (".xlsx",))
_CHOICE_WIDTH = 310
#: What no file system takes in a name.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class ReportPage(Page):
    """Shows what the workbook will hold; writes it in the background."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            tr("Report"),
            tr("A workbook for your accountant or partner: every figure, with the formula it was computed by."),
        )
        self._desk = desk
        self._outlined: Study | None = None
        self.outline: Outline | None = None
        self.export = QPushButton(tr("Export workbook…"))
        self.export.setProperty("look", "primary")
        self.export.clicked.connect(self._ask_where)
        self.head.addWidget(self.export)
        self.refused = Notice()
        self.written = Written()
        self.sheets = SheetChoice()
        self.sheets.changed.connect(self._limit)
        self.language = self._languages()
        self.preview = Preview()
        self.nothing = EmptyState(
            "file-text",
            tr("Nothing to report yet"),
            tr("Open a spreadsheet, or type numbers into one of the calculators. The report then fills by itself."),
            tr("Open a spreadsheet…"),
        )
        self.nothing.pressed.connect(lambda: desk.run("import"))
        self._place()
        desk.document.study_changed.connect(self.refresh)
        desk.document.changed.connect(self._forget)
        self._show()

    def _languages(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(tr("Language of the report"))
        for code, own_name in LANGUAGES:
            choice.addItem(own_name, code)
        choice.setCurrentIndex(choice.findData(language().code))
        return choice

    def _place(self) -> None:
        for widget in (self.refused, self.written, self.nothing):
            self.add(widget)
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(self._spoken())
        side.addWidget(self.sheets)
        side.addStretch()
        self.halves = QWidget()
        row = QHBoxLayout(self.halves)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(side)
        row.addWidget(self.preview, 1, Qt.AlignmentFlag.AlignTop)
        self.sheets.setFixedWidth(_CHOICE_WIDTH)
        self.add(self.halves)
        self.body.addStretch()

    def _spoken(self) -> Card:
        card = Card()
        label = Text(tr("Language of the report"), bold=True)
        label.setBuddy(self.language)
        card.add(label)
        card.add(self.language)
        card.setFixedWidth(_CHOICE_WIDTH)
        return card

    # -- what it will hold

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was edited while another page was shown."""
        super().showEvent(event)
        self.refresh()

    def _forget(self) -> None:
        """After an edit the written file is of yesterday."""
        self.written.hide()
        self.refused.show_sentence("")

    def refresh(self) -> None:
        """Shows the figures as they stand; a page that nobody sees waits until it is shown."""
        study = self._desk.document.study
        if not self.isVisible() or study is self._outlined:
            return
        self._outlined = study
        if study is None:
            self._take(None)
            return
        self._desk.tasks.run(
            outline, study, done=self._take, title=message("Preparing the report"), key="report-outline"
        )

    def _take(self, made: Outline | None) -> None:
        self.outline = made
        self._show()

    def _show(self) -> None:
        there = self.outline is not None and bool(self.outline.figures)
        self.halves.setVisible(there)
        self.nothing.setVisible(not there)
        self.export.setVisible(there)
        if there:
            self.preview.show_outline(self.outline, currency_of(self._desk.document.project))
            self.sheets.show_sheets(self.outline.sheets)
        self._limit()

    def _limit(self) -> None:
        self.export.setEnabled(bool(self.sheets.chosen))
        self.export.setToolTip("" if self.sheets.chosen else tr("Choose at least one sheet"))

    # -- the workbook

    @property
    def proposed(self) -> Path:
        """The name that is proposed for the file: the project's or its table's, in the folder of the last file."""
        document = self._desk.document
        sources = document.project.dataset.sources if document.project.dataset is not None else ()
        about = document.project.name or (Path(sources[0].file).stem if sources else "")
        name = tr("{name} – churn report", name=about) if about else tr("Churn report")
        return Path(self._desk.store.folder) / f"{_FORBIDDEN.sub(' ', name).strip(' .')}.xlsx"

    def _ask_where(self) -> None:
        path = ask.save_file(self, message("Export workbook"), (WORKBOOK_KIND,), str(self.proposed))
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Writes the workbook there, in the background; the strip at the foot of the window can stop it."""
        self._forget()
        self._desk.tasks.run(
            write_workbook,
            self._desk.document.study,
            Language(self.language.currentData()),
            path,
            WorkbookOptions(self.sheets.chosen),
            done=lambda _answer: self._tell_written(path),
            failed=self._tell_refused,
            title=message("Writing {file}", file=path.name),
            key="export",
        )

    def _tell_written(self, path: Path) -> None:
        self._desk.store.remember_folder(path)
        self.written.show_path(path)
        self.written.open_file.setFocus()

    def _tell_refused(self, refusal: NotPossible) -> None:
        self.refused.show_sentence(say(refusal.sentence))
