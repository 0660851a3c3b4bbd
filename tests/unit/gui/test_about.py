"""Whose work the program stands on, told in the window, in the README and in pyproject.toml alike."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDesktopServices

from churndesk.gui import about
from churndesk.gui.about import LICENCES, AboutDialog

if TYPE_CHECKING:
    import pytest

    from churndesk.gui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[3]
#: Qt comes in parts; some packages bring others, which are worth their names, too.
CALLED = {"PySide6-Essentials": "PySide6"}
BESIDES = {"ChurnDesk", "NumPy", "Lucide", "cryptography", "olefile"}


def needed() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    return {CALLED.get(name, name) for name in names}


def test_the_list_names_exactly_what_the_program_needs() -> None:
    listed = {"PySide6" if "PySide6" in name else name for name, _licence, _where in LICENCES}
    assert listed == needed() | BESIDES


def test_the_readme_names_the_same_with_the_same_licences() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").partition("## Licence\n")[2]
    for name in needed() | BESIDES:
        assert name in readme, name
    for _name, licence, _where in LICENCES:
        family = re.match(r"[A-Za-z]+(-\d)?", licence)[0]
        assert family in readme, licence


def test_a_program_that_brings_the_texts_opens_them(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "licences.html"
    page.write_text("<h1>Licences</h1><pre>Permission is hereby granted</pre>", "utf-8")
    monkeypatch.setattr(about, "PAGE", page)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())) or True)
    window.show_about()
    dialog = window.findChild(AboutDialog)
    assert dialog.texts.isVisible()
    dialog.texts.click()
    assert opened == [str(page)]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog.texts.click()
    assert "Permission is hereby granted" in dialog.licences.toPlainText()
    dialog.reject()


def test_where_there_is_no_such_page_none_is_offered(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(about, "PAGE", Path("nowhere"))
    window.show_about()
    dialog = window.findChild(AboutDialog)
    assert not dialog.texts.isVisible()
    dialog.reject()
