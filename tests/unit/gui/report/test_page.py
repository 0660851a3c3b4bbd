from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from churndesk.gui import ask
from churndesk.gui.desk import Desk
from churndesk.gui.report import ReportPage
from churndesk.gui.say import say
from churndesk.gui.tasks import Tasks
from churndesk.paper import fonts
from churndesk.project.project import ReportChoices
from churndesk.words import NotPossible, message
from tests.unit.export import studies

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.settings import Store


@pytest.fixture
def wanted() -> list[str]:
    """The commands that the page asked for."""
    return []


@pytest.fixture
def page(document: Document, tasks: Tasks, store: Store, wanted: list[str], qtbot: QtBot) -> ReportPage:
    made = ReportPage(Desk(document, tasks, store, lambda _key: None, wanted.append, lambda _path: None))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the computer's own programs."""
    paths: list[str] = []

    def note(url: object) -> bool:
        paths.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return paths


def begin(document: Document, kind: str = "stays") -> None:
    document.begin(studies.EVERY_KIND[kind]().project)


def test_without_data_it_says_what_to_do(page: ReportPage, wanted: list[str], qtbot: QtBot) -> None:
    assert page.nothing.isVisible()
    assert not page.halves.isVisible()
    assert not page.export.isVisible()
    qtbot.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)
    assert wanted == ["import"]


@pytest.mark.parametrize("kind", studies.EVERY_KIND)
def test_the_preview_shows_every_figure_of_the_summary(kind: str, page: ReportPage, document: Document) -> None:
    begin(document, kind)
    assert page.halves.isVisible()
    assert list(page.preview.figures) == [metric.key for metric, _ in page.outline.figures]
    churn = document.study.result("churn_rate")
    assert page.preview.first.text() == say(churn.sentence)
    assert set(page.sheets.boxes) == {kind.key for kind in page.outline.sheets}


def test_a_sheet_that_is_taken_out_stays_out(page: ReportPage, document: Document, tmp_path: Path) -> None:
    begin(document)
    page.sheets.boxes["checks"].click()
    page.sheets.boxes["actions"].click()
    assert document.project.report.left_out == ("actions", "checks")
    document.begin(document.project)
    assert not page.sheets.boxes["checks"].isChecked()
    page.write(tmp_path / "report.xlsx")
    names = openpyxl.load_workbook(tmp_path / "report.xlsx").sheetnames
    assert "Summary" in names
    assert not {"Data checks", "Action plan"} & set(names)


def test_another_project_has_choices_of_its_own(page: ReportPage, document: Document) -> None:
    begin(document)
    page.sheets.boxes["actions"].click()
    begin(document, "payments")
    assert page.sheets.boxes["actions"].isChecked()


def choose(box: QComboBox, data: object) -> None:
    """Chooses an entry as a person does."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_a_choice_can_be_undone(page: ReportPage, document: Document) -> None:
    begin(document)
    choose(page.choices.paper, "letter")
    choose(page.choices.periods, 12)
    assert (document.project.report.paper, document.project.report.periods) == ("letter", 12)
    document.history.undo()
    document.history.undo()
    assert document.project.report == ReportChoices()
    assert page.choices.paper.currentData() == "a4"


def test_the_pages_of_the_pdf_are_shown_and_written(page: ReportPage, document: Document, tmp_path: Path) -> None:
    begin(document)
    choose(page.choices.kind, "pdf")
    assert not page.preview.isVisible()
    assert not page.sheets.isVisible()
    assert len(page.pages.sheets) >= 2
    assert page.pages.sheets[0].accessibleName().startswith("Page 1 of")
    assert page.proposed.suffix == ".pdf"
    page.write(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert page.written.isVisible()


def test_pages_that_can_not_be_painted_are_said_and_painted_once_they_can(
    page: ReportPage, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_language: object) -> None:
        raise NotPossible(message("No font."))

    monkeypatch.setattr(fonts, "check", refuse)
    begin(document)
    choose(page.choices.kind, "pdf")
    assert page.unpainted.text.text() == "No font."
    assert not page.refused.isVisible()
    monkeypatch.undo()
    choose(page.choices.paper, "letter")
    assert not page.unpainted.isVisible()
    assert page.pages.sheets


def test_pages_whose_painting_was_cancelled_are_painted_later(document: Document, store: Store, qtbot: QtBot) -> None:
    tasks = Tasks()
    made = ReportPage(Desk(document, tasks, store, lambda _key: None, lambda _key: None, lambda _path: None))
    qtbot.addWidget(made)
    made.show()
    begin(document)
    qtbot.waitUntil(lambda: made.outline is not None, timeout=60_000)
    choose(made.choices.kind, "pdf")
    tasks.cancel_all()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=60_000)
    assert made.pages.sheets == []
    document.changed.emit()
    qtbot.waitUntil(lambda: bool(made.pages.sheets), timeout=60_000)
    tasks.close()


def test_it_is_handed_over_at_once_when_asked_from_the_menu(
    page: ReportPage, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda _parent, _title, kinds, _proposed: tmp_path / f"out{kinds[0][1][0]}")
    begin(document)
    page.hand_over("pdf")
    page.hand_over("workbook")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[0] == "Summary"
    assert document.project.report.kind == "workbook"


def test_a_page_that_is_not_ready_asks_as_soon_as_it_is(
    page: ReportPage, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ask, "save_file", lambda *given: asked.append(given))
    page.hide()
    begin(document)
    page.hand_over("workbook")
    assert not asked
    page.show()
    assert len(asked) == 1
    page.hand_over("pdf")
    assert len(asked) == 2


def test_writing_can_be_stopped_and_leaves_nothing(
    document: Document, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    tasks, shown = Tasks(), []
    tasks.progressed.connect(shown.append)
    made = ReportPage(Desk(document, tasks, store, lambda _key: None, lambda _key: None, lambda _path: None))
    qtbot.addWidget(made)
    made.show()
    begin(document)
    qtbot.waitUntil(lambda: made.outline is not None, timeout=60_000)
    made.write(tmp_path / "report.xlsx")
    tasks.cancel_all()
    tasks.close()
    assert list(tmp_path.glob("*.xlsx")) == []
    assert not made.written.isVisible()
    assert shown[-1] is None


def test_without_data_nothing_is_asked(page: ReportPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_given: pytest.fail("asked"))
    page.hand_over("workbook")
    assert page.nothing.isVisible()


def test_fewer_periods_are_fewer_rows(page: ReportPage, document: Document, tmp_path: Path) -> None:
    begin(document)
    choose(page.choices.periods, 12)
    page.write(tmp_path / "report.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx")["Periods"]
    assert sheet["A5"].value == "Feb 2024"
    assert len(document.study.periods) == 13


def test_a_shared_copy_has_codes_and_a_key_of_its_own(
    page: ReportPage, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(document)
    assert not page.choices.key.isVisible()
    page.choices.shared.click()
    assert len(document.project.report.key) == 32
    page.write(tmp_path / "report.xlsx")
    shown = {cell.value for cell in openpyxl.load_workbook(tmp_path / "report.xlsx")["Customers"]["A"]}
    assert not shown & {"00000", "00001", "00002"}
    monkeypatch.setattr(ask, "save_file", lambda *_given: tmp_path / "key.csv")
    page.choices.key.click()
    assert "00001" in (tmp_path / "key.csv").read_text(encoding="utf-8-sig")
    key = document.project.report.key
    page.choices.shared.click()
    page.choices.shared.click()
    assert document.project.report.key == key


def test_another_currency_is_another_sign_and_no_other_number(
    page: ReportPage, document: Document, tmp_path: Path
) -> None:
    begin(document)
    choose(page.choices.currency, "USD")
    page.write(tmp_path / "report.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx", data_only=True)["Revenue"]
    formats = {cell.number_format for row in sheet.iter_rows() for cell in row}
    assert '"$"#,##0.00' in formats
    closings = [moved.closing for moved in document.study.revenue]
    assert set(closings) <= {cell.value for row in sheet.iter_rows() for cell in row}


def test_after_a_refusal_another_name_is_offered(
    page: ReportPage, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(document)
    (tmp_path / "held.xlsx").write_text("old")
    (tmp_path / "held.xlsx").chmod(0o444)
    page.write(tmp_path / "held.xlsx")
    assert "read-only" in page.refused.text.text()
    monkeypatch.setattr(ask, "save_file", lambda *_given: tmp_path / "other.xlsx")
    page.refused.button.click()
    assert (tmp_path / "other.xlsx").is_file()
    assert not page.refused.isVisible()


def test_with_no_sheet_there_is_nothing_to_export(page: ReportPage, document: Document) -> None:
    begin(document)
    for box in page.sheets.boxes.values():
        box.click()
    assert not page.export.isEnabled()
    page.sheets.boxes["summary"].click()
    assert page.export.isEnabled()


def test_the_name_of_the_project_is_proposed_as_a_name_of_a_file(
    page: ReportPage, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store: Store
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: object, _kinds: object, proposed: str = "") -> Path:
        asked.append(proposed)
        return tmp_path / "out.xlsx"

    monkeypatch.setattr(ask, "save_file", answer)
    document.begin(studies.project(studies.stays(), name="a/b: c?"))
    page.export.click()
    assert Path(asked[0]).name == "a b c – churn report.xlsx"
    assert (tmp_path / "out.xlsx").is_file()
    assert Path(store.folder) == tmp_path


def test_nothing_is_written_when_the_question_is_called_off(
    page: ReportPage, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_given: None)
    begin(document)
    page.export.click()
    assert not page.written.isVisible()


def test_the_written_file_and_its_folder_can_be_opened(
    page: ReportPage, document: Document, tmp_path: Path, opened: list[str]
) -> None:
    begin(document)
    page.write(tmp_path / "report.xlsx")
    assert page.written.isVisible()
    assert "report.xlsx" in page.written.accessibleName()
    page.written.open_file.click()
    page.written.open_folder.click()
    assert opened == [str(tmp_path / "report.xlsx"), str(tmp_path)]


def test_a_computer_without_a_spreadsheet_program_is_told_of(
    page: ReportPage, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    begin(document)
    page.write(tmp_path / "report.xlsx")
    page.written.open_file.click()
    assert "No program" in page.written.text.text()


def test_what_can_not_be_written_is_said_on_the_page(page: ReportPage, document: Document, tmp_path: Path) -> None:
    begin(document)
    page.write(tmp_path / "gone" / "report.xlsx")
    assert page.refused.isVisible()
    assert "isn't there any more" in page.refused.text.text()
    assert not page.written.isVisible()
    page.write(tmp_path / "report.xlsx")
    assert not page.refused.isVisible()


def test_an_edit_takes_the_news_of_the_old_file_away(page: ReportPage, document: Document, tmp_path: Path) -> None:
    begin(document)
    page.write(tmp_path / "report.xlsx")
    document.change(message("Look by quarter"), studies.EVERY_KIND["quarters of one plan"]().project)
    assert not page.written.isVisible()
    assert "by quarter" in page.preview.subject.text()
    document.history.undo()
    assert "by month" in page.preview.subject.text()


def test_a_page_that_nobody_sees_waits(page: ReportPage, document: Document) -> None:
    page.hide()
    begin(document)
    assert page.outline is None
    page.show()
    assert page.outline is not None


def test_the_report_speaks_the_language_that_was_chosen_for_it(
    page: ReportPage, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begin(document)
    assert page.choices.language.currentData() == "en"
    choose(page.choices.language, "pl")
    page.write(tmp_path / "report.xlsx")
    summary = openpyxl.load_workbook(tmp_path / "report.xlsx").worksheets[0]
    formats = {cell.number_format for row in summary.iter_rows() for cell in row}
    assert '#,##0.00" €"' in formats


def test_everything_has_a_name_and_can_be_reached_by_keys(page: ReportPage, document: Document) -> None:
    begin(document)
    boxes = (page.choices.kind, page.choices.language, page.choices.periods, page.choices.paper, page.choices.currency)
    for widget in (page.export, page.choices.shared, *boxes, *page.sheets.boxes.values()):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert widget.accessibleName() or widget.text()


@pytest.mark.parametrize("size", [(780, 640), (1400, 900)])
def test_nothing_is_wider_than_the_page(
    size: tuple[int, int], page: ReportPage, document: Document, qtbot: QtBot
) -> None:
    begin(document)
    page.resize(*size)
    qtbot.waitUntil(lambda: page.viewport().width() <= size[0])
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()
