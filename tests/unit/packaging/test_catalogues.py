"""The translators' files: every marked sentence is in the template, and every translation fits its original."""

from __future__ import annotations

import gettext
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "packaging" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def template(tool: ModuleType) -> Catalog:
    return tool.template()


@pytest.fixture
def elsewhere(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tool, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(tool, "TEMPLATE", tmp_path / "churndesk.pot")
    return tmp_path


def test_the_catalogues_are_up_to_date(tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["check"]) == 0, capsys.readouterr().out


def test_sentences_of_code_and_data_are_found(tool: ModuleType, template: Catalog) -> None:
    found = {key for _, key in tool.keys(template)}
    assert "{count} customer left, and a reason is recorded for {recorded} ({share})." in found
    assert "Find out why customers leave" in found, "from a data file"
    assert "Call the last ten customers who left. Don't only send a form." in found
    assert ("page", "Churn") in tool.keys(template), "with its context"


def test_keys_and_numbers_of_data_files_are_no_sentences(tool: ModuleType) -> None:
    content = {"key": "a", "title": "B", "step": [{"key": "c", "text": "D"}], "thresholds": {"n": 1}}
    assert list(tool.texts_of(content, {"title", "text"})) == ["B", "D"]


def test_plurals_have_both_forms(template: Catalog) -> None:
    (entry,) = (one for one in template if one.id and one.id[0].startswith("{count} customer left, and a reason"))
    assert entry.id[1].startswith("{count} customers left")


def test_a_run_twice_changes_nothing(tool: ModuleType, elsewhere: Path) -> None:
    assert tool.main(["start", "pl"]) == 0
    files = {file: file.read_bytes() for file in elsewhere.rglob("churndesk.*")}
    assert len(files) == 3
    assert tool.main([]) == 0
    assert {file: file.read_bytes() for file in elsewhere.rglob("churndesk.*")} == files


def test_a_translation_is_compiled_and_kept(tool: ModuleType, elsewhere: Path) -> None:
    tool.main(["start", "pl"])
    file = tool.po_file("pl")
    text = file.read_text("utf-8")
    file.write_text(text.replace('msgid "Actions"\nmsgstr ""', 'msgid "Actions"\nmsgstr "Działania"'), "utf-8")
    tool.main([])
    said = gettext.translation("churndesk", str(elsewhere), ["pl"])
    assert said.gettext("Actions") == "Działania"
    assert said.gettext("Retention rate") == "Retention rate"


def test_what_is_wrong_is_named(tool: ModuleType, elsewhere: Path) -> None:
    tool.main(["start", "pl"])
    file = tool.po_file("pl")
    text = file.read_text("utf-8")
    lost = 'msgid "Due {day}"\nmsgstr "Termin"'
    assert 'msgid "Due {day}"\nmsgstr ""' in text
    text = text.replace('msgid "Due {day}"\nmsgstr ""', lost).replace('msgid "Actions"\nmsgstr ""\n', "")
    file.write_text(text + '\nmsgid "No page says this"\nmsgstr "Nie"\n', "utf-8")
    faults = list(tool.problems_of("pl", tool.template()))
    assert "pl: a place is lost: Due {day}" in faults
    assert "pl: not in the catalogue: Actions" in faults
    assert "pl: no longer said: No page says this" in faults
    assert "pl: not translated: Retention rate" in faults


def test_a_stale_template_is_named(tool: ModuleType, elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["check"]) == 1
    assert "churndesk.pot is stale" in capsys.readouterr().out
    assert tool.main(["fly"]) == 2
    assert tool.main(["start", "xx"]) == 2
