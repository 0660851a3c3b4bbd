from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from churndesk.gui import ask
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from churndesk.gui.customers.who import WhoTab
    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow


def february(window: MainWindow, document: Document, qtbot: QtBot) -> WhoTab:
    document.begin(projects.spells())
    window.go("customers")
    qtbot.mouseClick(window.context.period.before, Qt.MouseButton.LeftButton)
    return window.pages["customers"].who


def row(page: WhoTab, number: int) -> list[str]:
    return [page.list.model.index(number, column).data() for column in range(page.list.model.columnCount())]


def test_it_lists_who_was_lost_and_why(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    page = february(window, document, qtbot)
    assert page.list.count.text() == "2 customers"
    assert row(page, 0)[:4] == ["C000", "Customer 0", "Jan 1, 2024", "Feb 15, 2024"]
    assert row(page, 0)[4:] == ["€100.00", "price", "2", "members.csv"]


def test_every_part_is_listed_under_its_count(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    page = february(window, document, qtbot)
    assert [chip.text() for chip in page.chips.values()][:3] == ["Lost: 2", "New: 1", "Returned: 0"]
    window.go("customers", "new")
    assert row(page, 0)[:2] == ["C010", "Customer 10"]


def test_a_search_narrows_the_list(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    page = february(window, document, qtbot)
    qtbot.keyClicks(page.list.search, "price")
    assert page.list.count.text() == "1 customer"


def test_the_list_is_saved_as_it_is_shown(
    window: MainWindow, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = february(window, document, qtbot)
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "lost.csv")
    page.list.save.click()
    lines = (tmp_path / "lost.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Customer,Name,Since,Until")
    assert lines[1] == "C000,Customer 0,2024-01-01,2024-02-15,100,price,2,members.csv"


def test_without_data_it_says_what_to_do(window: MainWindow) -> None:
    window.go("customers")
    assert window.pages["customers"].empty.button.isVisible()
