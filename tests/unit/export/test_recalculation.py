"""What was written is what the formulas give: LibreOffice computes every cell anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk import resources
from churndesk.cli import run
from churndesk.export import write_workbook
from churndesk.words import Language
from tests.torture.recalculate import charts, differences, office, recalculate
from tests.unit.export import studies

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    office() is None, reason="LibreOffice isn't installed, so nothing can compute the cells"
)

#: A kind for each of the other languages, in whose words formulas look for states and name sheets.
LANGUAGES = {"ja": "stays", "ko": "payments", "zh_TW": "snapshot", "pl": "summary"}
SAMPLES = tuple(sorted(path.name for path in resources.path("samples").iterdir()))


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every kind of workbook and every sample's, and the same computed anew in its folder `again`."""
    folder = tmp_path_factory.mktemp("recalculation")
    for number, make in enumerate(studies.EVERY_KIND.values()):
        write_workbook(make(), Language("en"), folder / f"kind{number}.xlsx")
    for code, kind in LANGUAGES.items():
        write_workbook(studies.EVERY_KIND[kind](), Language(code), folder / f"{code}.xlsx")
    for name in SAMPLES:
        assert run(["report", str(resources.path("samples") / name), "-o", str(folder / f"{name}.xlsx"), "--yes"]) == 0
    recalculate(sorted(folder.glob("*.xlsx")), folder / "again")
    return folder


@pytest.mark.parametrize(
    "name", [*(f"kind{number}" for number in range(len(studies.EVERY_KIND))), *LANGUAGES, *SAMPLES],
    ids=[*studies.EVERY_KIND, *LANGUAGES, *SAMPLES],
)  # fmt: skip
def test_every_formula_gives_the_figure_that_stands_beside_it(name: str, workbooks: Path) -> None:
    formulas, wrong = differences(workbooks / f"{name}.xlsx", workbooks / "again" / f"{name}.xlsx")
    assert formulas
    assert wrong == []


@pytest.mark.parametrize("kind", [kind for kind in studies.EVERY_KIND if kind != "numbers alone"])
def test_every_report_on_a_table_has_at_least_three_charts(kind: str, workbooks: Path) -> None:
    assert charts(workbooks / f"kind{list(studies.EVERY_KIND).index(kind)}.xlsx") >= 3


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_has_at_least_three_charts(name: str, workbooks: Path) -> None:
    assert charts(workbooks / f"{name}.xlsx") >= 3
