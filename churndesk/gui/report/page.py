"""The page "Report": preview, choices, and the workbook or PDF that comes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from churndesk.export import new_key, outline, write_key
from churndesk.gui import ask
from churndesk.gui.figures import currency_of
from churndesk.gui.report.choices_card import ChoicesCard
from churndesk.gui.report.page_preview import PagePreview
from churndesk.gui.report.preview import Preview
from churndesk.gui.report.sheet_choice import SheetChoice
from churndesk.gui.report.side import Side
from churndesk.gui.report.writing import page_images, write_report
from churndesk.gui.say import language, say, tr
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.notice import Notice
from churndesk.gui.widgets.page import Page
from churndesk.gui.widgets.written import Written
from churndesk.words import Language, message, sense

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from churndesk.analysis import Study
    from churndesk.export import Outline
    from churndesk.gui.desk import Desk
    from churndesk.gui.tasks import Task
    from churndesk.project.project import ReportChoices
    from churndesk.words import NotPossible

#: Name and ending of each kind of file.
KINDS = {
    "workbook": (message("Workbooks"), (".xlsx",)),
    "pdf": (message("PDF files"), (".pdf",)),
}
KEY_KIND = (message("Tables as text"), (".csv",))


class ReportPage(Page):
    """Shows what the report will hold; writes it in the background."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            tr("Report"),
            tr("For your accountant or partner: a workbook with every formula, or a few pages to print and send."),
        )
        self._desk = desk
        self._outlined: Study | None = None
        self._painted: tuple[Study | None, ReportChoices] | None = None
        self._painting: Task | None = None
        self._outlining: Task | None = None
        self._asked_for = ""
        self._current = False
        self.outline: Outline | None = None
        self.export = QPushButton()
        self.export.setProperty("look", "primary")
        self.export.clicked.connect(lambda: self._ask_where(self._chosen.kind))
        self.head.addWidget(self.export)
        self.refused = Notice(button=tr("Choose another name…"))
        self.refused.pressed.connect(self._repeat)
        self._ask_again: Callable[[], None] = lambda: None
        self.unpainted = Notice()
        self.written = Written()
        self.choices = ChoicesCard()
        self.choices.changed.connect(self._choose)
        self.choices.key_wanted.connect(self._ask_where_for_key)
        self.sheets = SheetChoice()
        self.sheets.changed.connect(lambda: self._choose(replace(self._chosen, left_out=self.sheets.left_out)))
        self.preview = Preview()
        self.pages = PagePreview()
        self.nothing = EmptyState(
            "file-text",
            tr("Nothing to report yet"),
            tr("Open a spreadsheet, or type numbers into one of the calculators. The report then fills by itself."),
            tr("Open a spreadsheet…"),
        )
        self.nothing.pressed.connect(lambda: desk.run("import"))
        self._place()
        desk.document.study_changed.connect(self.refresh)
        desk.document.changed.connect(self._follow)
        self._show()

    def _place(self) -> None:
        for widget in (self.refused, self.written, self.unpainted, self.nothing):
            self.add(widget)
        self.side = Side()
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(16)
        for card in (self.choices, self.sheets):
            side.addWidget(card)
        side.addStretch()
        shown = QVBoxLayout()
        shown.addWidget(self.preview)
        shown.addWidget(self.pages)
        shown.addStretch()
        self.halves = QWidget()
        row = QHBoxLayout(self.halves)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.side)
        row.addLayout(shown, 1)
        self.add(self.halves)
        self.body.addStretch()

    # -- the choices, which the project remembers

    @property
    def _chosen(self) -> ReportChoices:
        return self._desk.document.project.report

    @property
    def _in_force(self) -> ReportChoices:
        """The choices with the window's language where none was chosen."""
        return replace(self._chosen, language=self._chosen.language or language().code)

    def _choose(self, choices: ReportChoices) -> None:
        """Keeps the choices in the project, with a key as soon as one is needed."""
        if choices.shared and not choices.key:
            choices = replace(choices, key=new_key())
        document = self._desk.document
        document.change(message("Change the report"), replace(document.project, report=choices))

    def _follow(self) -> None:
        """After an edit the written file is of yesterday, and the choices may be others."""
        self.written.hide()
        self.refused.forget()
        if self.outline is not None:
            self._show()

    # -- what it will hold

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was edited while another page was shown."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Shows the figures as they stand; a page that nobody sees waits until it is shown."""
        study = self._desk.document.study
        if not self.isVisible() or (study is self._outlined and not _given_up(self._outlining)):
            return
        self._outlined, self._current = study, False
        if study is None:
            self._take(None)
            return
        self._outlining = self._desk.tasks.run(
            outline, study, done=self._take, title=message("Preparing the report"), key="report-outline"
        )

    def _take(self, made: Outline | None) -> None:
        self.outline, self._current = made, True
        self._show()
        kind, self._asked_for = self._asked_for, ""
        if kind:
            self.hand_over(kind)

    def show_part(self, part: str) -> None:
        """Hands over the "workbook" or the "pdf" right away."""
        self.hand_over(part)

    def hand_over(self, kind: str) -> None:
        """Asks where the workbook or the PDF is to go, as soon as there is something to hand over."""
        if not self._current or self._outlined is not self._desk.document.study:
            self._asked_for = kind
        elif self.outline is not None and self.outline.figures:
            self._ask_where(kind)

    def _show(self) -> None:
        there = self.outline is not None and bool(self.outline.figures)
        self.halves.setVisible(there)
        self.nothing.setVisible(not there)
        self.export.setVisible(there)
        if there:
            self._show_choices()
        self._limit()

    def _show_choices(self) -> None:
        chosen, study = self._chosen, self._desk.document.study
        paper = chosen.kind == "pdf"
        self.choices.show_choices(
            chosen,
            has_periods=study is not None and bool(study.periods),
            has_customers=study is not None and study.has_customers,
        )
        self.sheets.show_sheets(self.outline.sheets, chosen.left_out)
        self.sheets.setVisible(not paper)
        self.preview.setVisible(not paper)
        self.pages.setVisible(paper)
        self.export.setText(tr("Save PDF…") if paper else tr("Export workbook…"))
        if paper:
            self._paint()
        else:
            self.preview.show_outline(self.outline, chosen.currency or currency_of(self._desk.document.project))

    def _paint(self) -> None:
        """Paints the pages in the background, unless they are there already or are being painted."""
        wanted = (self._desk.document.study, self._in_force)
        if not self.isVisible() or (wanted == self._painted and not _given_up(self._painting)):
            return
        self._painted = wanted
        self.unpainted.forget()
        self._painting = self._desk.tasks.run(
            page_images,
            *wanted,
            done=self.pages.show_pages,
            failed=lambda refusal: self.unpainted.show_sentence(say(refusal.sentence)),
            title=message("Preparing the pages"),
            key="report-pages",
        )

    def _limit(self) -> None:
        enough = self._chosen.kind == "pdf" or bool(self.sheets.chosen)
        self.export.setEnabled(enough)
        self.export.setToolTip("" if enough else tr("Choose at least one sheet"))

    # -- the file

    @property
    def proposed(self) -> Path:
        """The name that is proposed for the file: the project's or its table's, in the folder of the last file."""
        return self._proposed(self._chosen.kind)

    def _proposed(self, kind: str) -> Path:
        document = self._desk.document
        sources = document.project.dataset.sources if document.project.dataset is not None else ()
        about = document.project.name or (Path(sources[0].file).stem if sources else "")
        name = tr("{name} – churn report", name=about) if about else tr("Churn report")
        return Path(self._desk.store.folder) / ask.file_name(name, KINDS[kind][1][0])

    def _ask_where(self, kind: str) -> None:
        title = message("Export workbook") if kind == "workbook" else message("Save PDF")
        path = ask.save_file(self, title, (KINDS[kind],), str(self._proposed(kind)))
        if path is not None:
            self.write(path, kind)

    def write(self, path: Path, kind: str = "") -> None:
        """Writes the file there, in the background; the strip at the foot of the window can stop it."""
        choices = replace(self._in_force, kind=kind or self._chosen.kind)
        self._run(
            path,
            lambda: self._ask_where(choices.kind),
            write_report,
            self._desk.document.study,
            choices,
            self.sheets.chosen,
            path,
        )

    def _run(self, path: Path, again: Callable[[], None], function: Callable[..., None], *given: object) -> None:
        """Writes in the background; after a refusal `again` asks for another name."""
        self.written.hide()
        self.refused.forget()
        self._ask_again = again
        self._desk.tasks.run(
            function,
            *given,
            done=lambda _answer: self._tell_written(path),
            failed=self._tell_refused,
            title=message("Writing {file}", file=path.name),
            key="export",
        )

    def _repeat(self) -> None:
        self._ask_again()

    def _ask_where_for_key(self) -> None:
        key = say(sense("file name", "key"))
        proposed = self.proposed.with_name(f"{self.proposed.stem} – {key}.csv")
        path = ask.save_file(self, message("Save the key"), (KEY_KIND,), str(proposed))
        dataset = self._desk.document.project.dataset
        if path is not None and dataset is not None:
            spoken = Language(self._in_force.language)
            self._run(path, self._ask_where_for_key, write_key, dataset, self._chosen.key, path, spoken)

    def _tell_written(self, path: Path) -> None:
        self._desk.store.remember_folder(path)
        self.written.show_path(path)
        self.written.open_file.setFocus()

    def _tell_refused(self, refusal: NotPossible) -> None:
        self.refused.show_sentence(say(refusal.sentence))


def _given_up(task: Task | None) -> bool:
    """Whether somebody pressed Cancel, so that it is to be begun again."""
    return task is None or task.cancelled
