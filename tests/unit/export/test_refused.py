"""Nothing stands in a workbook that Excel refuses, whatever the owner's file held."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from churndesk.export import workbook as workbooks
from churndesk.export import write_workbook
from churndesk.project.project import Action
from churndesk.words import LANGUAGES, Language
from tests.torture.refused import refused
from tests.unit.export import studies

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: What strangers' cells hold that no workbook may: too much of it, controls, half characters, escapes, sheet signs.
HOSTILE = (
    "x" * 40_000,
    "😀" * 20_000,
    "".join(map(chr, range(1, 32))) + "end",
    "_x0001_ _x000D_",
    "half \ud800 \ufffe",
    "[a]:b*c?d/e\\f'g",
    "'quoted'",
    "</t></si><x>&amp;",
    "History",
    '"a";"b",c',
)


@pytest.mark.parametrize("code", [code for code, _ in LANGUAGES])
@pytest.mark.parametrize("kind", studies.EVERY_KIND)
def test_nothing_in_it_is_refused(kind: str, code: str, tmp_path: Path) -> None:
    write_workbook(studies.EVERY_KIND[kind](), Language(code), tmp_path / "report.xlsx")
    assert refused(tmp_path / "report.xlsx") == []


@pytest.mark.parametrize("many", [0, 10**6])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_of_a_stranger_breaks_it(text: str, many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MANY_ROWS", many)
    ids = [f"{text}{number}" for number in range(12)]
    data = studies.stays(ids=ids, problems=(studies.problem(text),))
    made = studies.of(data, name=text, actions=(Action("reasons", "doing", text, note=text),))
    write_workbook(made, Language("en"), tmp_path / "report.xlsx")
    assert refused(tmp_path / "report.xlsx") == []


def _changed(path: Path, part: str, change: Callable[[str], str]) -> list[str]:
    """What is found in the file once a part of it was changed."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    changed = change(parts[part].decode())
    assert changed != parts[part].decode()
    parts[part] = changed.encode()
    with zipfile.ZipFile(path.with_name("changed.xlsx"), "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return refused(path.with_name("changed.xlsx"))


#: What is changed in which part, and what must be said of it.
BREAKS = (
    ("xl/workbook.xml", lambda text: text.replace('name="Periods"', f'name="{"x" * 32}"', 1), "32 characters"),
    ("xl/workbook.xml", lambda text: text.replace('name="Periods"', 'name="summary"', 1), "two sheets"),
    ("xl/workbook.xml", lambda text: text.replace('name="Periods"', 'name="a/b"', 1), "may not be called"),
    ("xl/workbook.xml", lambda text: text.replace('name="churn_rate"', 'name="AB12"', 1), "can't be a name"),
    ("xl/workbook.xml", lambda text: text.replace('name="growth_rate"', 'name="churn_rate"', 1), "defined twice"),
    ("xl/sharedStrings.xml", lambda text: text.replace("Customer 00001", "x" * 32_768, 1), "32768 characters"),
    ("xl/sharedStrings.xml", lambda text: text.replace("Customer 00001", "a_x0001_b", 1), "control character"),
    ("xl/worksheets/sheet2.xml", lambda text: re.sub(r'<row r="6"', '<row r="1048577"', text, count=1), "after row"),
    ("xl/worksheets/sheet2.xml", lambda text: re.sub(r"</f><v>[^<]*</v>", "</f><v></v>", text, count=1), "without a v"),
    ("xl/worksheets/sheet2.xml", lambda text: re.sub(r"</f><v>[^<]*</v>", "</f><v>nan</v>", text, count=1), "'nan'"),
    ("xl/worksheets/sheet2.xml", lambda text: re.sub(r"<f>[^<]*</f>", "<f>Gone!A1</f>", text, count=1), "'Gone'"),
    ("xl/charts/chart1.xml", lambda text: text.replace("Periods!", "Gone!"), "'Gone'"),
    (
        "[Content_Types].xml",
        lambda text: text.replace("/xl/charts/chart1.xml", "/xl/charts/chart99.xml"),
        "isn't there",
    ),
)


@pytest.mark.parametrize(("part", "change", "said"), BREAKS, ids=[f"{said}" for _, _, said in BREAKS])
def test_what_is_refused_is_found(part: str, change: Callable[[str], str], said: str, tmp_path: Path) -> None:
    write_workbook(studies.EVERY_KIND["stays"](), Language("en"), tmp_path / "report.xlsx")
    assert any(said in fault for fault in _changed(tmp_path / "report.xlsx", part, change))
