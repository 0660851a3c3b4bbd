from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.data.figures.make import SAMPLES, figures_of, stored

if TYPE_CHECKING:
    from pathlib import Path


def differences(was: Any, now: Any, at: str = "") -> list[str]:
    """Every place at which two records differ; numbers by less than a billionth are the same."""
    if isinstance(was, dict) and isinstance(now, dict):
        missing = [f"{at}/{key}" for key in was.keys() ^ now.keys()]
        return missing + [
            one for key in was.keys() & now.keys() for one in differences(was[key], now[key], f"{at}/{key}")
        ]
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        return [one for n, pair in enumerate(zip(was, now, strict=True)) for one in differences(*pair, f"{at}/{n}")]
    numbers = isinstance(was, (int, float)) and isinstance(now, (int, float))
    same = now == pytest.approx(was, rel=1e-9, abs=1e-9) if numbers else was == now
    return [] if same else [f"{at}: {was!r} is {now!r}"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_figure_of_a_sample_changes_unseen(sample: str, tmp_path: Path) -> None:
    kept = json.loads(stored(sample).read_text(encoding="utf-8"))
    assert differences(kept, figures_of(sample, tmp_path)) == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_stored_figures_add_up(sample: str) -> None:
    periods = json.loads(stored(sample).read_text(encoding="utf-8"))["periods"]
    for now in periods:
        assert now["opening"] + now["new"] + now["returned"] - now["lost"] == now["closing"]
        money = now["revenue"]
        if money["opening"] is not None:
            grown = money["opening"] + money["new"] + money["returned"] + money["expansion"]
            assert grown - money["contraction"] - money["churned"] == pytest.approx(money["closing"], abs=0.005)
        if isinstance(now["churn_rate"], float):
            assert now["churn_rate"] + now["retention_rate"] == pytest.approx(1)
            assert now["churn_low"] <= now["churn_rate"] <= now["churn_high"]
    for before, after in pairwise(periods):
        assert before["closing"] == after["opening"]
