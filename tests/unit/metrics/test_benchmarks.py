from __future__ import annotations

import tomllib

import pytest

from churndesk import resources
from churndesk.metrics import METRICS, benchmarks_for, contrasts_for
from churndesk.metrics.benchmarks import TEXT_KEYS
from churndesk.words import Language

SAY = Language("en").say


def test_every_entry_names_a_metric_and_a_known_source() -> None:
    content = tomllib.loads(resources.path("benchmarks.toml").read_text("utf-8"))
    sources = {source["key"] for source in content["source"]}
    for entry in content["benchmark"] + content["contrast"]:
        assert entry["metric"] in {metric.key for metric in METRICS}
        assert entry["source"] in sources
        assert TEXT_KEYS & set(entry)


def test_a_months_benchmark_stands_as_it_is_for_months() -> None:
    fine, urgent, *_ = benchmarks_for("churn_rate", "month")
    assert (fine.low, fine.high, fine.tone, fine.converted) == (None, 0.05, "good", None)
    assert (urgent.low, urgent.high, urgent.tone) == (0.10, None, "bad")
    assert SAY(fine.origin).endswith("speaks of software subscriptions and online shops; year not stated.")


def test_a_months_benchmark_is_converted_for_years_and_says_so() -> None:
    fine = benchmarks_for("churn_rate", "year")[0]
    assert fine.high == pytest.approx(1 - 0.95**12)
    assert fine.converted is not None
    assert SAY(fine.converted) == "The source's 5.0% a month come to 46.0% here."


def test_a_years_retention_is_converted_for_months() -> None:
    aim = benchmarks_for("retention_rate", "month")[0]
    assert aim.low == pytest.approx(0.85 ** (1 / 12))
    assert benchmarks_for("retention_rate", "year")[0].low == 0.85


def test_what_has_no_benchmark_has_none() -> None:
    assert benchmarks_for("quick_ratio", "month") == ()
    assert contrasts_for("quick_ratio") == ()
    assert len(contrasts_for("churn_rate")) == 2
