"""The samples are made by the script that stands beside them, and hold what their descriptions promise."""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from churndesk import resources

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "packaging" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(maker: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    assert maker.main([str(folder)]) == 0
    return folder


def _cells(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def test_the_script_makes_the_same_shop_again(made: Path) -> None:
    kept = resources.path("samples", "shop.csv").read_bytes()
    assert (made / "shop.csv").read_bytes() == kept


def test_the_script_makes_the_same_school_again(made: Path) -> None:
    assert _cells(made / "subscriptions.xlsx") == _cells(resources.path("samples", "subscriptions.xlsx"))


def test_the_shop_has_eighteen_months_of_orders_refunds_and_cities() -> None:
    with resources.path("samples", "shop.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert 3500 <= len(rows) <= 4500
    assert len({row["Order date"][:7] for row in rows}) == 18
    assert len({row["City"] for row in rows}) == 4
    refunds = [row for row in rows if row["Status"] == "Refunded"]
    assert refunds
    assert all(row["Total (EUR)"].startswith("-") for row in refunds)
    names = {(row["Customer no."], row["Customer name"]) for row in rows}
    assert len(names) == len({number for number, _ in names}) == len({name for _, name in names})


def test_the_school_has_contracts_trials_changes_and_reasons() -> None:
    rows = _cells(resources.path("samples", "subscriptions.xlsx"))
    headings, stays = rows[2], rows[3:]
    assert 800 <= len(stays) <= 1000
    column = {str(heading): index for index, heading in enumerate(headings)}
    assert {stay[column["Contract"]] for stay in stays} == {"Monthly", "Yearly"}
    assert sum(stay[column["Trial"]] == "yes" for stay in stays) > 100
    assert sum(stay[column["Reason"]] == "Changed plan" for stay in stays) > 30
    waiting = [stay for stay in stays if stay[column["Cancellation requested"]] and not stay[column["End"]]]
    assert waiting, "some have asked to cancel and are still here"
    assert all(stay[column["End"]] >= stay[column["Start"]] for stay in stays if stay[column["End"]])
