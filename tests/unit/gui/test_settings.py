from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk.gui.settings import SETTINGS
from churndesk.gui.settings.dialog import SettingsDialog
from churndesk.gui.theme import SCHEMES
from churndesk.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.settings import Store


def test_the_settings_offer_every_theme_and_language() -> None:
    choices = {one.key: [value for value, _title in one.choices] for one in SETTINGS}
    assert choices["theme"] == list(SCHEMES)
    assert choices["language"] == ["system", *(code for code, _name in LANGUAGES)]


def test_a_choice_holds_at_once_and_is_kept(store: Store, qtbot: QtBot) -> None:
    dialog = SettingsDialog(store)
    qtbot.addWidget(dialog)
    chosen: list[tuple[str, str]] = []
    dialog.chosen.connect(lambda key, value: chosen.append((key, value)))
    field = dialog.fields["theme"]
    field.setCurrentIndex(field.findData("dark"))
    assert chosen == [("theme", "dark")]
    assert store.value("theme") == "dark"


def test_a_choice_that_is_no_longer_on_offer_counts_as_none(store: Store) -> None:
    store.choose("theme", "solarized")
    assert store.value("theme") == "system"


@pytest.mark.parametrize(("chosen", "spoken"), [("system", "pl"), ("ja", "ja")])
def test_the_language_is_the_computers_until_one_is_chosen(
    store: Store, monkeypatch: pytest.MonkeyPatch, chosen: str, spoken: str
) -> None:
    monkeypatch.setenv("LANG", "pl_PL.UTF-8")
    store.choose("language", chosen)
    assert store.language == spoken


def test_recent_files_are_those_still_there_the_latest_first(store: Store, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.churndesk" for number in range(10)]
    for path in paths:
        path.touch()
        store.remember(path)
    store.remember(paths[3])
    paths[9].unlink()
    assert [path.stem for path in store.recent] == ["3", "8", "7", "6", "5", "4", "2"]
