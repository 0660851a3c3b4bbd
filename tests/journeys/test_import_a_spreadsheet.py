"""Somebody opens the spreadsheet that they have and is led to its figures."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QRadioButton

from churndesk import importing
from churndesk.gui import ask
from churndesk.gui.document import Document
from churndesk.gui.importing import ImportWizard
from churndesk.gui.importing.columns_model import FORMAT, REASON, ROLE
from churndesk.gui.importing.leftover_dialog import LeftoverDialog
from churndesk.gui.say import say
from churndesk.gui.tasks import Tasks
from churndesk.importing.draft import question as importing_question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

MEMBERS = (
    ("Member", "Joined", "Left", "Fee"),
    ("A1", "2024-01-10", "", "40"),
    ("A2", "2024-01-12", "2024-03-20", "40"),
    ("A3", "2024-02-03", "", "60"),
    ("A4", "2024-02-14", "2024-04-02", "60"),
    ("A5", "2024-03-05", "", "25"),
)

#: Days and months that both could stand first, but for the last.
AMBIGUOUS = (
    ("Member", "Joined", "Left"),
    ("A1", "03/01/2024", ""),
    ("A2", "05/01/2024", "04/03/2024"),
    ("A3", "02/02/2024", "06/04/2024"),
    ("A4", "07/02/2024", ""),
    ("A5", "01/03/2024", ""),
)

ORDERS = (
    ("Order ID", "Customer", "Order date", "Total"),
    *((str(1000 + n), f"C{n % 7}", date(2024, 1 + n % 12, 1 + n % 28).isoformat(), f"{20 + n}.50") for n in range(60)),
)

SUBSCRIPTIONS = (
    ("Customer", "Plan", "Start date", "End date", "MRR"),
    ("K1", "Basic", "2024-01-05", "2024-03-11", "29"),
    ("K1", "Pro", "2024-03-11", "", "79"),
    ("K2", "Basic", "2024-01-20", "2024-05-17", "29"),
    ("K3", "Pro", "2024-02-02", "", "79"),
    ("K3", "Basic", "2024-02-02", "2024-06-09", "29"),
)

MONTHS = (
    ("Month", "Customers at start", "New", "Lost", "Customers at end"),
    ("2024-01", "100", "10", "5", "105"),
    ("2024-02", "105", "8", "7", "106"),
    ("2024-03", "106", "9", "3", "112"),
)

SNAPSHOT = (
    ("customerID", "Contract", "tenure", "MonthlyCharges", "Churn"),
    *(
        (f"{n:04d}-X", ("One year", "Two year")[n % 2], str(1 + n), "20.05", ("No", "Yes", "No")[n % 3])
        for n in range(30)
    ),
)


@pytest.fixture(autouse=True)
def _leaves_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "yes", lambda *_: True)


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks(inline=True)
    yield made
    made.close()


@pytest.fixture
def document(tasks: Tasks) -> Document:
    return Document(tasks)


@pytest.fixture
def opened(document: Document, tasks: Tasks, tmp_path: Path, qtbot: QtBot) -> Callable[..., ImportWizard]:
    """Writes rows into a file and opens the wizard on it."""

    def open_rows(rows: Sequence[Sequence[str]], name: str = "members.csv", encoding: str = "utf-8") -> ImportWizard:
        path = tmp_path / name
        with path.open("w", newline="", encoding=encoding) as stream:
            csv.writer(stream).writerows(rows)
        return open_path(path)

    def open_path(path: Path) -> ImportWizard:
        wizard = ImportWizard(document, tasks, path)
        qtbot.addWidget(wizard)
        wizard.open()
        qtbot.waitExposed(wizard)
        return wizard

    open_rows.path = open_path  # type: ignore[attr-defined]
    return open_rows


def press(qtbot: QtBot, button: Any) -> None:
    assert button.isEnabled(), f"{button.text()} can't be pressed"
    # A radio button is pressed on its sign: the middle of a wide one is empty.
    place = QPoint(14, button.height() // 2) if isinstance(button, QRadioButton) else button.rect().center()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)


def walk_to(qtbot: QtBot, wizard: ImportWizard, step: str) -> None:
    while wizard.draft.step != step:
        before = wizard.draft.step
        press(qtbot, wizard.foot.next)
        assert wizard.draft.step != before, wizard.foot.hint.text()


def answer_all(qtbot: QtBot, wizard: ImportWizard) -> None:
    while importing.unsettled(wizard.draft):
        doubt = importing.unsettled(wizard.draft)[0]
        wizard.pages.chosen.emit(importing.answered, (doubt, importing.choices_of(wizard.draft, doubt)[0].value))


@pytest.mark.parametrize(
    ("rows", "shape", "customers"),
    [
        (MEMBERS, "customers", 5),
        (ORDERS, "payments", 7),
        (SUBSCRIPTIONS, "subscriptions", 3),
        (MONTHS, "periods", 0),
        (SNAPSHOT, "snapshot", 30),
    ],
    ids=["customers", "payments", "subscriptions", "periods", "snapshot"],
)
@pytest.mark.usefixtures("nothing_flashes")
def test_every_kind_of_table_goes_through_all_five_steps(  # noqa: PLR0917  (fixtures)
    rows: Any, shape: str, customers: int, opened: Any, document: Document, qtbot: QtBot
) -> None:
    wizard = opened(rows, "table.csv")
    for step in importing.STEPS[1:]:
        answer_all(qtbot, wizard)
        walk_to(qtbot, wizard, step)
        assert wizard.pages.stack.currentWidget() is wizard.pages.step(step)
    answer_all(qtbot, wizard)
    assert wizard.pages.rules.outcome.text()
    press(qtbot, wizard.foot.finish)
    project = document.project
    assert project.dataset is not None
    assert (project.dataset.shape, len(project.dataset.customers)) == (shape, customers)
    assert project.sources[0].file == "table.csv"
    assert document.blobs.content(project.sources[0].digest) is not None
    assert document.history.undoText() == "Import table.csv"


def test_where_all_is_certain_finish_is_there_at_once(opened: Any, document: Document, qtbot: QtBot) -> None:
    wizard = opened(MEMBERS)
    assert wizard.draft.step == "file"
    qtbot.keyClick(wizard, Qt.Key.Key_Return)
    assert len(document.project.dataset.customers) == 5
    assert not wizard.isVisible()


@pytest.mark.usefixtures("nothing_flashes")
def test_an_ambiguous_date_is_asked_with_the_churn_of_both_readings(
    opened: Any, document: Document, qtbot: QtBot
) -> None:
    wizard = opened(AMBIGUOUS)
    assert not wizard.foot.finish.isEnabled()
    walk_to(qtbot, wizard, "columns")
    assert not wizard.foot.next.isEnabled()
    card = next(iter(wizard.pages.columns.cards.values()))
    assert set(card.answers) == {"dmy", "mdy"}
    told = {value: answer.outcome.text() for value, answer in card.answers.items()}
    assert all("%" in text for text in told.values())
    assert told["dmy"] != told["mdy"]
    press(qtbot, card.answers["dmy"].button)
    answer_all(qtbot, wizard)
    assert wizard.foot.finish.isEnabled()
    press(qtbot, wizard.foot.finish)
    starts = document.project.dataset.rows.start
    assert str(starts[0]) == "2024-01-03"


def test_back_keeps_everything(opened: Any, qtbot: QtBot) -> None:
    wizard = opened(AMBIGUOUS)
    walk_to(qtbot, wizard, "columns")
    columns = wizard.pages.columns
    columns.model.setData(columns.model.index(2, ROLE), "asked")
    columns.model.setData(columns.model.index(1, FORMAT), "dmy")
    answer_all(qtbot, wizard)
    walk_to(qtbot, wizard, "policy")
    before = wizard.draft
    for _ in range(4):
        press(qtbot, wizard.foot.back)
    assert wizard.draft.step == "file"
    walk_to(qtbot, wizard, "policy")
    assert wizard.draft.mapping == before.mapping
    assert wizard.draft.chosen == before.chosen
    assert [use.role for use in wizard.draft.mapping.columns] == ["customer", "start", "asked"]


def test_another_encoding_and_back_keeps_the_roles(opened: Any, qtbot: QtBot) -> None:
    wizard = opened(MEMBERS)
    wizard.pages.columns.role_chosen.emit(3, "")
    box = wizard.pages.file.encoding
    for encoding in ("cp1252", "utf-8"):
        box.setCurrentIndex(box.findData(encoding))
        box.activated.emit(box.currentIndex())
        assert wizard.draft.options.encoding == encoding
    assert wizard.draft.mapping.columns[3].role is None


def test_the_headings_are_chosen_on_the_preview(opened: Any, qtbot: QtBot) -> None:
    wizard = opened((("2023", "2024", "2025", "2026"), *MEMBERS))
    menu = wizard.pages.file.row_menu(2 if wizard.draft.table.header_rows != (2,) else 1)
    action = next(one for one in menu.actions() if "headings" in one.text())
    action.trigger()
    wizard.pages.file.header.setValue(2)
    assert wizard.draft.table.header_rows == (2,)
    assert wizard.draft.table.headings == MEMBERS[0]


def test_a_bad_cell_is_mended_in_place_and_another_row_left_out(opened: Any, document: Document, qtbot: QtBot) -> None:
    rows = [list(row) for row in MEMBERS]
    rows[2][1] = "soon"
    rows[4][1] = "later"
    wizard = opened(rows)
    answer_all(qtbot, wizard)
    walk_to(qtbot, wizard, "check")
    check = wizard.pages.check
    assert check.side.list.item(0).text().startswith("2 times")
    assert check.table.currentIndex().data() == "soon"
    check.cells.setData(check.table.currentIndex(), "2024-01-12")
    assert check.table.currentIndex().data() == "later"
    press(qtbot, check.skip)
    assert check.sums.fine.isVisible()
    press(qtbot, wizard.foot.finish)
    source = document.project.dataset.sources[0]
    assert (source.rows_read, source.rows_used, source.set_aside) == (4, 4, (("skipped", 1),))
    assert document.project.sources[0].mapping.fixes == ((3, 1, "2024-01-12"),)


def test_the_file_s_own_total_is_held_against_the_rows(opened: Any, qtbot: QtBot) -> None:
    wizard = opened((*MEMBERS, ("Total", "", "", "225")))
    walk_to(qtbot, wizard, "check")
    assert [text.text() for text in wizard.pages.check.sums.controls] == [
        "“Fee” adds up to 225, as the file's own total says."
    ]


@pytest.mark.parametrize(
    ("name", "content"), [("empty.csv", b""), ("picture.xlsx", b"\x89PNG" + b"\0" * 64)], ids=["empty", "picture"]
)
def test_a_file_that_can_t_be_used_gets_its_sentence(  # noqa: PLR0917  (fixtures)
    name: str,
    content: bytes,
    opened: Any,
    document: Document,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, good = tmp_path / name, tmp_path / "good.csv"
    path.write_bytes(content)
    good.write_text("\n".join(",".join(row) for row in MEMBERS), "utf-8")
    wizard = opened.path(path)
    assert wizard.pages.stack.currentWidget() is wizard.pages.failed
    assert name in wizard.pages.failed.sentence.text()
    assert not wizard.foot.next.isEnabled()
    assert not wizard.foot.finish.isEnabled()
    monkeypatch.setattr(ask, "open_files", lambda *_: (good,))
    press(qtbot, wizard.pages.failed.button)
    press(qtbot, wizard.foot.finish)
    assert document.project.sources[0].file == "good.csv"


def test_a_table_without_rows_says_so_on_its_preview(opened: Any, qtbot: QtBot) -> None:
    wizard = opened(MEMBERS[:1])
    shown = wizard.pages.failed.sentence.text() or wizard.pages.file.refusal.text.text()
    assert "row" in shown
    assert not wizard.foot.next.isEnabled()
    assert not wizard.foot.finish.isEnabled()


def test_cancel_changes_nothing(opened: Any, document: Document, qtbot: QtBot) -> None:
    wizard = opened(MEMBERS)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert document.project.dataset is None
    assert not document.dirty


def test_leaving_after_a_choice_is_asked_about(opened: Any, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    wizard = opened(MEMBERS)
    wizard.pages.columns.role_chosen.emit(3, "")
    answers = [False, True]
    monkeypatch.setattr(ask, "yes", lambda *_: answers.pop(0))
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.isVisible()
    press(qtbot, wizard.foot.cancel)
    assert not wizard.isVisible()


def test_enter_in_a_field_or_table_never_finishes(opened: Any, document: Document, qtbot: QtBot) -> None:
    wizard = opened(MEMBERS)
    assert wizard.foot.finish.isEnabled()
    for control in (wizard.pages.file.header, wizard.pages.file.table):
        control.setFocus()
        qtbot.keyClick(control, Qt.Key.Key_Return)
    assert wizard.isVisible()
    assert document.project.dataset is None


def test_the_next_file_is_read_as_the_last_one(opened: Any, document: Document, qtbot: QtBot) -> None:
    first = opened(AMBIGUOUS, "march.csv")
    walk_to(qtbot, first, "columns")
    press(qtbot, next(iter(first.pages.columns.cards.values())).answers["dmy"].button)
    answer_all(qtbot, first)
    press(qtbot, first.foot.finish)
    second = opened((*AMBIGUOUS, ("A6", "08/03/2024", "")), "april.csv")
    assert second.draft.recalled
    press(qtbot, second.foot.finish)
    assert len(document.project.dataset.customers) == 6
    assert str(document.project.dataset.rows.start[-1]) == "2024-03-08"


def test_japanese_words_in_shift_jis_are_readable(opened: Any, document: Document, qtbot: QtBot) -> None:
    rows = (("会員番号", "入会日", "退会日", "月会費"), *MEMBERS[1:])
    rows = (*rows, ("渋谷支店の山田さん", "2024-04-01", "", "9800"))
    wizard = opened(rows, "会員名簿.csv", "cp932")
    assert "会員番号" in [wizard.pages.file.model.index(0, column).data() for column in range(4)]
    assert [use.role for use in wizard.draft.mapping.columns] == ["customer", "start", "end", "amount"]


def test_a_long_table_is_shown_whole_in_the_check(opened: Any, document: Document, qtbot: QtBot) -> None:
    rows = [("Member", "Joined", "Left", "Fee")]
    rows += [(f"M{n:05d}", f"20{10 + n % 14}-0{1 + n % 9}-1{n % 9}", "", "10") for n in range(20_000)]
    wizard = opened(rows)
    assert len(wizard.draft.preview.lines) == 200
    walk_to(qtbot, wizard, "check")
    assert wizard.pages.check.cells.rowCount() == 20_000
    wizard.pages.check.table.scrollToBottom()
    assert wizard.pages.check.cells.index(19_999, 0).data() == "M19999"


def dialog_of(window: Any) -> LeftoverDialog:
    return next(one for one in window.findChildren(LeftoverDialog) if one.isVisible())


@pytest.mark.usefixtures("nothing_flashes")
def test_rows_that_do_not_count_are_seen_taken_in_and_saved(
    opened: Any, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    rows = [*MEMBERS, ("Total", "2024-03-09", "", "225")]
    rows[2] = ("A2", "soon", "2024-03-20", "40")
    path = tmp_path / "members.csv"
    path.write_text("Studio\n" + "\n".join(",".join(row) for row in rows) + "\nPage 1 of 1,,,\n", "utf-8")
    wizard = opened.path(path)
    answer_all(qtbot, wizard)
    walk_to(qtbot, wizard, "check")
    press(qtbot, wizard.pages.check.sums.leftovers)
    dialog = dialog_of(wizard)
    assert [(row.row, row.fate) for row in dialog.rows] == [(1, "aside"), (4, "unusable"), (9, "aside")]
    saved = tmp_path / "rows.xlsx"
    monkeypatch.setattr(ask, "save_file", lambda *_: saved)
    press(qtbot, dialog.save)
    assert saved.stat().st_size > 1000
    dialog.table.selectRow(2)
    press(qtbot, dialog.use)
    assert wizard.draft.step == "check"
    assert wizard.draft.chosen.keep == (9,)
    assert 9 in list(wizard.draft.table.rows)
    press(qtbot, wizard.foot.finish)
    assert document.project.sources[0].mapping.keep == (9,)
    assert document.history.undoText() == "Import members.csv"
    document.history.undo()
    assert document.project.dataset is None


def test_a_row_set_aside_is_taken_in_on_the_preview_and_put_back(opened: Any, qtbot: QtBot) -> None:
    wizard = opened((*MEMBERS, ("Total", "", "", "225")))
    step = wizard.pages.file

    def choose(number: int, words: str) -> None:
        next(one for one in step.row_menu(number).actions() if words in one.text()).trigger()

    choose(7, "take it into the table")
    assert list(wizard.draft.table.rows)[-1] == 7
    assert wizard.draft.step == "file"
    choose(7, "Set this row aside again")
    assert list(wizard.draft.table.rows)[-1] == 6


def test_each_guess_says_how_sure_it_is_and_why(opened: Any, qtbot: QtBot) -> None:
    rows = [(*row, ("Town", "York", "Hull", "York", "Hull", "York")[number]) for number, row in enumerate(MEMBERS)]
    wizard = opened(rows)
    walk_to(qtbot, wizard, "shape")
    assert "certain" in wizard.pages.shape.cards["customers"].reason.text()
    walk_to(qtbot, wizard, "columns")
    columns = wizard.pages.columns
    told = [columns.model.index(row, REASON).data() for row in range(5)]
    assert told[1] == "certain: The heading “Joined” says so."
    assert "sure" in told[3]
    columns.list.setCurrentIndex(columns.model.index(3, ROLE))
    assert "sure" in columns.detail.reason.text()


def test_what_was_noticed_stands_at_the_file_and_in_the_check(opened: Any, qtbot: QtBot) -> None:
    wizard = opened(MEMBERS)
    remarks = [say(remark) for remark in wizard.draft.suggestion.remarks]
    assert remarks[0] in wizard.pages.file.remark.text.text()
    answer_all(qtbot, wizard)
    walk_to(qtbot, wizard, "check")
    listed = wizard.pages.check.side.list
    assert remarks[0] in [listed.item(row).text() for row in range(listed.count())]


def test_what_is_remembered_can_be_refused(opened: Any, document: Document, qtbot: QtBot) -> None:
    first = opened(AMBIGUOUS, "march.csv")
    walk_to(qtbot, first, "columns")
    press(qtbot, next(iter(first.pages.columns.cards.values())).answers["dmy"].button)
    answer_all(qtbot, first)
    press(qtbot, first.foot.finish)
    second = opened(AMBIGUOUS, "april.csv")
    second.rail.buttons["file"].click()
    assert second.pages.file.recalled.isVisible()
    press(qtbot, second.pages.file.recalled.button)
    assert not second.draft.recalled
    assert not second.pages.file.recalled.isVisible()
    assert [doubt.about for doubt in importing.unsettled(second.draft)]
    assert not second.rail.buttons["changes"].isVisible()


@pytest.mark.usefixtures("nothing_flashes")
def test_a_sheet_a_month_is_one_table_and_every_sheet_can_be_mended(
    opened: Any, document: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for month, name in enumerate(("Jan", "Feb", "Mar"), start=1):
        sheet = book.create_sheet(name)
        sheet.append(("Customer", "Order date", "Total"))
        for number in range(4):
            sheet.append((f"C{number}", date(2024, month, 10 + number), 20 + number))
    book["Mar"]["B3"] = "soon"
    book.save(tmp_path / "orders.xlsx")
    wizard = opened.path(tmp_path / "orders.xlsx")
    bar = wizard.pages.file.together
    assert bar.together.isChecked()
    assert [action.text() for action in bar.which.menu().actions()] == ["Feb", "Mar"]
    answer_all(qtbot, wizard)
    walk_to(qtbot, wizard, "check")
    check = wizard.pages.check
    assert [check.which.itemText(place) for place in range(3)] == [
        f"orders.xlsx, sheet “{name}”" for name in ("Jan", "Feb", "Mar")
    ]
    assert check.which.currentIndex() == 2
    assert check.table.currentIndex().data() == "soon"
    check.cells.setData(check.table.currentIndex(), "2024-03-11")
    assert check.cells.index(1, 1).data() == "2024-03-11"
    check.which.setCurrentIndex(1)
    check.which.activated.emit(1)
    assert check.cells.index(1, 1).data() == "2024-02-11"
    press(qtbot, wizard.foot.finish)
    project = document.project
    assert [source.rows_used for source in project.dataset.sources] == [4, 4, 4]
    assert project.sources[0].mapping.edits(2).fixes == ((3, 1, "2024-03-11"),)


def test_more_files_are_added_where_the_first_one_is_shown(
    opened: Any, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("Member,Joined,Left,Fee\nB1,2024-01-10,,40\nB2,2024-01-10,2024-05-02,40\n", "utf-8")
    other = tmp_path / "other.csv"
    other.write_text("A,B\n1,2\n", "utf-8")
    wizard = opened(MEMBERS)
    file = wizard.pages.file
    monkeypatch.setattr(ask, "open_files", lambda *_: (more,))
    press(qtbot, file.add_files)
    assert file.together.files.text() == "2 files are read together: members.csv and more.csv."
    monkeypatch.setattr(ask, "open_files", lambda *_: (other,))
    press(qtbot, file.add_files)
    assert "same headings" in file.refusal.text.text()
    assert len(wizard.draft.paths) == 2
    press(qtbot, wizard.foot.finish)
    assert len(document.project.dataset.customers) == 7
    assert len(document.project.sources) == 2


def test_the_second_table_of_a_file_can_be_chosen(opened: Any, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "two.csv"
    plans = "Plan,Price\nBasic,10\nPro,20\nMax,30\n"
    path.write_text("\n".join(",".join(row) for row in MEMBERS) + "\n\n" + plans, "utf-8")
    wizard = opened.path(path)
    file = wizard.pages.file
    assert "row 8" in file.tables.text.text()
    press(qtbot, file.tables.button)
    assert wizard.draft.preview.table.headings == ("Plan", "Price")
    press(qtbot, file.tables.button)
    assert wizard.draft.preview.table.headings == MEMBERS[0]


def test_a_row_is_left_out_on_the_preview_and_a_heading_tells_role_and_format(opened: Any, qtbot: QtBot) -> None:
    wizard = opened(MEMBERS)
    menu = wizard.pages.file.row_menu(3)
    next(one for one in menu.actions() if one.text() == "Leave this row out").trigger()
    assert wizard.draft.chosen.skip == (3,)
    assert wizard.pages.file.model.state(2) == "skipped"
    walk_to(qtbot, wizard, "columns")
    columns = wizard.pages.columns
    menu = columns.role_menu(1)
    ways = menu.findChild(QMenu)
    assert [one.text() for one in ways.actions() if one.isChecked()] == ["year, month, day"]
    next(one for one in ways.actions() if one.text() == "day, month, year").trigger()
    assert wizard.draft.mapping.columns[1].format == "dmy"
    next(one for one in columns.role_menu(3).actions() if one.text() == "not used").trigger()
    assert wizard.draft.mapping.columns[3].role is None


@pytest.mark.usefixtures("nothing_flashes")
def test_customers_in_two_spellings_are_one_or_two_as_the_owner_says(
    opened: Any, document: Document, qtbot: QtBot
) -> None:
    rows = [
        ("Email", "Order date", "Total"),
        *((f"c{n % 6}@example.org", f"2024-{1 + n % 12:02d}-11", "20.50") for n in range(48)),
        ("C1@Example.org ", "2024-12-20", "20.50"),
    ]
    wizard = opened(rows)
    walk_to(qtbot, wizard, "columns")
    card = next(card for key, card in wizard.pages.columns.cards.items() if key[0] == "ids-alike")
    assert set(card.answers) == {"join", "keep"}
    assert all(answer.outcome.text() for answer in card.answers.values())
    counted = {}
    for said in ("keep", "join"):
        press(qtbot, card.answers[said].button)
        answer_all(qtbot, wizard)
        counted[said] = len(wizard.draft.dataset.customers)
    assert counted == {"keep": 7, "join": 6}
    press(qtbot, wizard.foot.finish)
    document.history.undo()
    assert document.project.dataset is None


@pytest.mark.usefixtures("nothing_flashes")
def test_a_file_is_imported_with_keys_alone(opened: Any, document: Document, qtbot: QtBot) -> None:
    rows = [list(row) for row in AMBIGUOUS]
    rows.append(["A6", "soon", ""])
    wizard = opened(rows)

    def tab_to(wanted: Any) -> None:
        for _ in range(60):
            if wizard.focusWidget() is wanted:
                return
            qtbot.keyClick(wizard.focusWidget() or wizard, Qt.Key.Key_Tab)
        raise AssertionError(f"no way to {wanted.objectName() or type(wanted).__name__} by the Tab key")

    def go_on() -> None:
        before = wizard.draft.step
        tab_to(wizard.foot.next)
        qtbot.keyClick(wizard.foot.next, Qt.Key.Key_Return)
        assert wizard.draft.step != before

    go_on()
    go_on()
    card = next(iter(wizard.pages.columns.cards.values()))
    tab_to(card.answers["dmy"].button)
    qtbot.keyClick(card.answers["dmy"].button, Qt.Key.Key_Space)
    while importing.unsettled(wizard.draft):
        doubt = importing.unsettled(wizard.draft)[0]
        button = wizard.pages.columns.cards[importing_question(doubt)].answers
        first = next(iter(button.values())).button
        tab_to(first)
        qtbot.keyClick(first, Qt.Key.Key_Space)
    go_on()
    check = wizard.pages.check
    tab_to(check.side.list)
    tab_to(check.table)
    assert check.table.currentIndex().data() == "soon"
    qtbot.keyClick(check.table, Qt.Key.Key_F2)
    editor = check.table.viewport().findChild(QLineEdit)
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "05/03/2024")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.draft.chosen.fixes == ((7, 1, "05/03/2024"),))
    go_on()
    tab_to(wizard.foot.finish)
    qtbot.keyClick(wizard.foot.finish, Qt.Key.Key_Return)
    assert len(document.project.dataset.customers) == 6


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_menus_of_rows_and_columns_open_by_keys(opened: Any, qtbot: QtBot) -> None:
    wizard = opened(MEMBERS)
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)

    def chosen_by_keys(table: Any, key: Any, modifier: Any, text: str) -> None:
        """Opens the menu where the keyboard is, goes to an entry and takes it."""
        table.setFocus()
        qtbot.keyClick(table, key, modifier)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        for _ in menu.actions():
            qtbot.keyClick(menu, Qt.Key.Key_Down)
            if menu.activeAction() is not None and menu.activeAction().text() == text:
                break
        qtbot.keyClick(menu, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)

    file = wizard.pages.file
    file.table.setCurrentIndex(file.model.index(2, 1))
    chosen_by_keys(file.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier, "Leave this row out")
    assert wizard.draft.chosen.skip == (3,)
    walk_to(qtbot, wizard, "columns")
    table = wizard.pages.columns.table
    for key, modifier, role in (
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier, "not used"),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier, "Amount"),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier, "not used"),
    ):
        table.setCurrentIndex(wizard.pages.columns.cells.index(1, 3))
        chosen_by_keys(table, key, modifier, role)
        assert wizard.draft.mapping.columns[3].role == ("amount" if role == "Amount" else None)
    walk_to(qtbot, wizard, "check")
    check = wizard.pages.check
    check.table.setCurrentIndex(check.cells.index(3, 2))
    number = check.cells.row_number(3)
    chosen_by_keys(check.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier, "Leave this row out")
    assert number in wizard.draft.chosen.skip


def test_an_answer_that_is_compared_late_finds_its_own_step(opened: Any, qtbot: QtBot) -> None:
    wizard = opened(AMBIGUOUS)
    walk_to(qtbot, wizard, "columns")
    doubt = importing.unsettled(wizard.draft)[0]
    outcomes = importing.readings(wizard.draft, doubt)
    answer_all(qtbot, wizard)
    walk_to(qtbot, wizard, "check")
    wizard.pages.show_outcomes(((doubt, outcomes),))
    card = wizard.pages.columns.cards[importing_question(doubt)]
    assert all("%" in answer.outcome.text() for answer in card.answers.values())


def test_how_a_row_was_mended_is_shown_with_its_line_and_can_be_refused(
    opened: Any, document: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = [f"A{n},Person {n},2024-01-{n:02d},,{n}.50" for n in range(10, 25)]
    rows[4] = "A14,Smith, Person 14,2024-01-14,,14.50"
    path = tmp_path / "members.csv"
    path.write_text("\n".join(("Member,Name,Joined,Left,Fee", *rows)) + "\n", "utf-8")
    wizard = opened.path(path)
    answer_all(qtbot, wizard)
    walk_to(qtbot, wizard, "check")
    side = wizard.pages.check.side
    place = next(row for row in range(side.list.count()) if "was mended" in side.list.item(row).text())
    side.list.setCurrentRow(place)
    assert rows[4] in side.original.text()
    press(qtbot, side.as_written)
    assert wizard.draft.step == "check"
    assert wizard.draft.chosen.as_written == (6,)
    assert not [one for one in wizard.draft.table.problems if one.code == "repaired"]
    again = next(one for one in wizard.pages.check.row_menu(6).actions() if one.text() == "Mend this row again")
    again.trigger()
    assert [one.row for one in wizard.draft.table.problems if one.code == "repaired"] == [6]
