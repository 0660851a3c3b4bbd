from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from churndesk import importing
from churndesk.gui.data import DataPage
from churndesk.gui.desk import Desk
from churndesk.gui.importing.jobs import finished
from churndesk.gui.importing.keeping import with_import
from churndesk.gui.widgets import Text
from churndesk.progress import silent
from churndesk.words import message

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks

MEMBERS = "Member,Joined,Left,Fee\nA1,2024-01-10,,40\nA2,soon,2024-03-20,40\nA3,2024-02-03,2024-05-02,60\nTotal,,,140\n"
ORDERS = "Order ID,Customer,Order date,Total\n" + "".join(
    f"{n},C{n % 4},2024-{1 + n % 12:02d}-{1 + n % 28:02d},20\n" for n in range(40)
)


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def page(document: Document, tasks: Tasks, store: Store, done: list[str], qtbot: QtBot) -> DataPage:
    made = DataPage(Desk(document, tasks, store, done.append, done.append, lambda path: done.append(str(path))))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def imported(document: Document, folder: Path, rows: str) -> None:
    path = folder / "table.csv"
    path.write_text(rows, "utf-8")
    draft = importing.checked(importing.loaded(importing.begin(path)))
    answer, blobs = finished(draft, silent)
    document.blobs.by_digest.update(blobs.by_digest)
    document.change(message("Import"), with_import(document.project, answer))


def said(page: DataPage) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def test_without_data_it_invites_to_import(page: DataPage, done: list[str]) -> None:
    assert page.currentWidget() is page.empty
    page.empty.button.click()
    assert done == ["import"]


def test_it_tells_what_became_of_the_file(page: DataPage, document: Document, tmp_path: Path, qtbot: QtBot) -> None:
    imported(document, tmp_path, MEMBERS)
    qtbot.waitUntil(lambda: "table.csv" in said(page))
    text = said(page)
    assert "3 rows read: 2 used, 1 left out." in text
    assert "1 total" in text
    assert "“soon”" in text
    assert "Kind of table: Customer list" in text


def test_a_changed_rule_is_one_step_that_can_be_undone(page: DataPage, document: Document, tmp_path: Path) -> None:
    imported(document, tmp_path, MEMBERS)
    page.editor.answers["end_is"].buttons["last_paid_day"].click()
    assert document.project.policy.end_is == "last_paid_day"
    document.history.undo()
    assert document.project.policy.end_is == "leaving_day"
    assert page.editor.answers["end_is"].buttons["leaving_day"].isChecked()


def test_a_log_is_asked_for_its_limit_with_what_each_would_get_wrong(
    page: DataPage, document: Document, tmp_path: Path
) -> None:
    imported(document, tmp_path, ORDERS)
    (answer,) = page.editor.answers.values()
    assert set(answer.buttons) >= {30, 60, 90, 180, 365}
    assert "%" in answer.buttons[30].accessibleDescription()
    answer.buttons[30].click()
    assert document.project.policy.inactivity_days == 30
    answer.field.box.setValue(47)
    assert document.project.policy.inactivity_days == 47
    assert answer._own.isChecked()


def test_the_currency_belongs_to_project_and_data(page: DataPage, document: Document, tmp_path: Path) -> None:
    imported(document, tmp_path, MEMBERS)
    page.currency.chosen.emit("PLN")
    assert (document.project.currency, document.project.dataset.currency) == ("PLN", "PLN")


def test_the_policy_chip_finds_the_rules(page: DataPage, document: Document, tmp_path: Path) -> None:
    imported(document, tmp_path, MEMBERS)
    page.activateWindow()
    page.show_policy()
    assert page.rules.isAncestorOf(page.window().focusWidget())


def test_it_says_that_the_sums_agree_and_which_does_not(
    page: DataPage, document: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not page.sums.isVisible()
    imported(document, tmp_path, MEMBERS)
    qtbot.waitUntil(lambda: "All sums agree: customers" in said(page))
    assert not page.sums.notice.isVisible()
    study = document.study
    broken = replace(study.customers[1], lost=7)
    page.sums.show_study(replace(study, customers=(study.customers[0], broken, *study.customers[2:])))
    assert page.sums.notice.isVisible()
    assert "February 2024" in page.sums.notice.text.text()
    assert "All sums agree" not in said(page)
