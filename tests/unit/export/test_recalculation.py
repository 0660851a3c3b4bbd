"""What was written is what the formulas give: LibreOffice computes every cell anew."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

from churndesk.export import write_workbook
from churndesk.words import Language
from tests.unit.export import studies

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice isn't installed, so nothing can compute the cells")

#: Without this, LibreOffice shows the figures that stand in the file.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every kind of workbook, and the same computed anew in its folder `again`."""
    folder = tmp_path_factory.mktemp("recalculation")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    for number, make in enumerate(studies.EVERY_KIND.values()):
        write_workbook(make(), Language("en"), folder / f"{number}.xlsx")
    subprocess.run(
        [
            OFFICE or "", f"-env:UserInstallation={profile.parent.as_uri()}", "--headless",
            "--convert-to", "xlsx", "--outdir", str(folder / "again"),
            *(str(path) for path in sorted(folder.glob("*.xlsx"))),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder


@pytest.mark.parametrize(("number", "kind"), list(enumerate(studies.EVERY_KIND)))
def test_every_formula_gives_the_figure_that_stands_beside_it(number: int, kind: str, recalculated: Path) -> None:
    live = openpyxl.load_workbook(recalculated / f"{number}.xlsx")
    known = openpyxl.load_workbook(recalculated / f"{number}.xlsx", data_only=True)
    again = openpyxl.load_workbook(recalculated / "again" / f"{number}.xlsx", data_only=True)
    formulas = [
        (sheet.title, cell.coordinate) for sheet in live for row in sheet.iter_rows() for cell in row
        if cell.data_type == "f"
    ]  # fmt: skip
    assert formulas
    for sheet, cell in formulas:
        assert again[sheet][cell].value == pytest.approx(known[sheet][cell].value, abs=1e-9), (kind, sheet, cell)
