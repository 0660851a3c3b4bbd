from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from churndesk import importing
from churndesk.gui import ask
from churndesk.gui.importing import ImportWizard
from churndesk.gui.importing.columns_model import ROLE
from churndesk.gui.importing.preview_table import PreviewTable
from churndesk.gui.importing.spellings_dialog import SpellingsDialog
from churndesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document

MEMBERS = "Member,Joined,Left,Fee\nA1,2024-01-10,,40\nA2,2024-01-12,2024-03-20,40\nA3,2024-02-03,2024-06-30,60\n"


@pytest.fixture(autouse=True)
def _leaves_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "yes", lambda *_: True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "members.csv"
    made.write_text(MEMBERS, "utf-8")
    return made


@pytest.fixture
def wizard(document: Document, tasks: Tasks, path: Path, qtbot: QtBot) -> ImportWizard:
    made = ImportWizard(document, tasks, path)
    qtbot.addWidget(made)
    made.open()
    return made


def test_the_rail_goes_to_every_step_that_can_be_reached(wizard: ImportWizard, qtbot: QtBot) -> None:
    for step in ("policy", "columns", "file", "check", "shape"):
        qtbot.mouseClick(wizard.rail.buttons[step], Qt.MouseButton.LeftButton)
        assert wizard.draft.step == step
        assert wizard.rail.buttons[step].isChecked()


def test_roles_are_chosen_on_the_headings(wizard: ImportWizard) -> None:
    wizard._go_to("columns")
    menu = wizard.pages.columns.role_menu(3)
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert checked == ["Amount"]
    next(action for action in menu.actions() if action.text() == "not used").trigger()
    assert wizard.draft.mapping.columns[3].role is None
    assert wizard.pages.columns.model.index(3, ROLE).data() == "not used"


def test_columns_that_nothing_can_be_made_of_say_so(wizard: ImportWizard) -> None:
    wizard._go_to("columns")
    wizard.pages.columns.role_chosen.emit(1, "")
    assert not wizard.foot.finish.isEnabled()
    asked = importing.unsettled(wizard.draft)
    assert [doubt.option for doubt in asked] == ["--map start=COLUMN"]
    card = next(iter(wizard.pages.columns.cards.values()))
    card.answered.emit(card.doubt, "#2")
    assert wizard.draft.mapping.columns[1].role == "start"
    assert wizard.foot.finish.isEnabled()


def test_the_rules_tell_what_they_come_to(wizard: ImportWizard) -> None:
    wizard._go_to("policy")
    rules = wizard.pages.rules
    before = rules.outcome.text()
    rules.editor.answers["grace_days"].field.box.setValue(60)
    assert wizard.draft.policy.grace_days == 60
    assert rules.outcome.text() != before


def test_the_day_of_the_list_can_be_put_back(wizard: ImportWizard) -> None:
    wizard._go_to("policy")
    field = wizard.pages.rules.day
    field.edit.setDate(field.edit.date().addDays(10))
    assert wizard.draft.as_of is not None
    assert field.back.isVisible()
    field.back.click()
    assert wizard.draft.as_of is None


def test_a_currency_can_be_chosen_or_typed(wizard: ImportWizard) -> None:
    wizard._go_to("policy")
    box = wizard.pages.rules.currency
    box.setCurrentText("isk")
    box.lineEdit().editingFinished.emit()
    assert wizard.draft.dataset.currency == "ISK"
    box.setCurrentText("no such money")
    box.lineEdit().editingFinished.emit()
    assert box.currentData() == "ISK"


def test_every_control_has_a_name(wizard: ImportWizard) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QTableView

    for kind in (QComboBox, QAbstractSpinBox, QTableView, QAbstractButton):
        for control in wizard.findChildren(kind):
            if control.objectName().startswith("qt_") or control.parent() is None:
                continue
            name = control.accessibleName() or getattr(control, "text", str)() or control.isHidden()
            inner = type(control.parent()).__name__ in {"QTableView", "PreviewTable", "QCalendarWidget"}
            assert name or inner, (kind, control.parent())


def test_work_off_the_window_ends_in_the_same_draft(document: Document, path: Path, qtbot: QtBot) -> None:
    tasks = Tasks()
    made = ImportWizard(document, tasks, path)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: made.draft is not None and importing.can_finish(made.draft), timeout=20_000)
    assert made.foot.finish.isEnabled()
    made.reject()
    tasks.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_role_is_chosen_and_given_up_with_the_keyboard_alone(wizard: ImportWizard, qtbot: QtBot) -> None:
    wizard._go_to("columns")
    columns = wizard.pages.columns
    place = columns.model.index(3, ROLE)
    columns.list.setFocus()
    columns.list.setCurrentIndex(place)
    qtbot.keyClick(columns.list, Qt.Key.Key_Return)
    box = columns.list.indexWidget(place)
    assert box.currentData() == "amount"
    box.hidePopup()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert columns.list.indexWidget(place) is None
    assert wizard.isVisible()
    assert columns.model.use(3).role == "amount"
    qtbot.keyClick(columns.list, Qt.Key.Key_F2)
    box = columns.list.indexWidget(place)
    box.hidePopup()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    assert columns.model.use(3).role is None


def test_a_date_has_room_enough_to_be_read(wizard: ImportWizard) -> None:
    table = wizard.findChildren(PreviewTable)[0]
    cells = [table.model().index(row, column) for row in range(3) for column in range(table.model().columnCount())]
    option = QStyleOptionViewItem()
    for cell in cells:
        assert table.columnWidth(cell.column()) >= table.itemDelegate().sizeHint(option, cell).width(), cell.data()


def test_the_day_of_the_list_is_written_with_the_whole_year(wizard: ImportWizard) -> None:
    assert "yyyy" in wizard.pages.rules.day.edit.displayFormat()


def test_customers_written_in_several_ways_are_looked_at_one_by_one(
    document: Document, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS.replace("A2", "a1 ") + "B 7,2024-02-03,,40\nb7,2024-02-04,,40\n", "utf-8")
    wizard = ImportWizard(document, tasks, path)
    qtbot.addWidget(wizard)
    wizard.open()
    wizard._go_to("columns")
    (card,) = [card for card in wizard.pages.columns.cards.values() if card.closer.isVisibleTo(wizard)]
    card.closer.click()
    dialog = wizard.findChild(SpellingsDialog)
    assert [dialog.list.item(row).text() for row in range(2)] == ["“A1”  ·  “a1”", "“B 7”  ·  “b7”"]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.take.click()
    assert [group.joined for group in importing.spellings(wizard.draft)] == [False, True]
    assert not importing.unsettled(wizard.draft)


def test_what_is_hidden_in_excel_is_shown_as_such(
    document: Document, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Members"
    for row in MEMBERS.splitlines():
        book.active.append([*row.split(","), "secret"])
    book.active.column_dimensions["E"].hidden = True
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("Old").sheet_state = "hidden"
    book.save(tmp_path / "members.xlsx")
    wizard = ImportWizard(document, tasks, tmp_path / "members.xlsx")
    qtbot.addWidget(wizard)
    wizard.open()
    page = wizard.pages.file
    assert [page.sheet.itemText(place) for place in range(2)] == ["Members", "Old (hidden in Excel)"]
    assert page.hidden.rows.text().startswith("Leave out the 1 row")
    assert "secret" in page.hidden.columns.text()
    page.hidden.columns.click()
    page.hidden.rows.click()
    assert (wizard.draft.chosen.skip, wizard.draft.chosen.roles) == ((3,), ((4, ""),))
    assert page.hidden.rows.isChecked()
    assert page.hidden.columns.isChecked()
