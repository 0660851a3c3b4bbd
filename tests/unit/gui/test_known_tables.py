from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk.gui.known_tables import KnownTables
from churndesk.gui.settings.dialog import SettingsDialog
from churndesk.importing import Known
from churndesk.shapes.mapping import ColumnUse, Mapping

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.settings import Store

LIST = Mapping("customers", (ColumnUse("Klient", "customer"), ColumnUse("Od", "start", "dmy", divide=1.0)))


def test_what_is_kept_is_there_for_the_next_start(tmp_path: Path) -> None:
    KnownTables(tmp_path / "own" / "known.json").keep("klienci.csv", LIST)
    assert KnownTables(tmp_path / "own" / "known.json").all() == (Known("klienci.csv", LIST),)


@pytest.mark.parametrize(
    "text", ["", "nonsense", "{}", '[{"file": 1}]', '[{"file": "a", "mapping": {"": "Project"}}]', "[7]"]
)
def test_a_damaged_file_counts_as_none_and_is_written_anew(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, "utf-8")
    known = KnownTables(path)
    assert known.all() == ()
    known.keep("klienci.csv", LIST)
    assert len(known.all()) == 1


def test_a_folder_that_cant_be_written_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    known = KnownTables(tmp_path / "taken" / "known.json")
    known.keep("klienci.csv", LIST)
    assert known.all() == ()


def test_they_are_forgotten_in_the_settings(store: Store, qtbot: QtBot) -> None:
    store.known_tables.keep("klienci.csv", LIST)
    dialog = SettingsDialog(store)
    qtbot.addWidget(dialog)
    assert "1 table" in dialog.remembered.text()
    dialog.forget.click()
    assert store.known_tables.all() == ()
    assert not dialog.forget.isEnabled()
