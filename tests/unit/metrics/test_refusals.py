from __future__ import annotations

import pytest

from churndesk.metrics import metric
from churndesk.words import Language

SAY = Language("en").say


@pytest.mark.parametrize(
    ("key", "inputs", "code"),
    [
        ("churn_rate", {"opening": 0, "lost": 0}, "nothing-at-start"),
        ("churn_rate", {"opening": 10, "lost": 11}, "lost-over-opening"),
        ("retention_rate", {"opening": 0, "closing": 5, "new": 5}, "nothing-at-start"),
        ("retention_rate", {"opening": 10, "closing": 5, "new": 6}, "new-over-closing"),
        ("retention_rate", {"opening": 10, "closing": 15, "new": 4}, "kept-over-opening"),
        ("growth_rate", {"opening": 0, "new": 4}, "nothing-at-start"),
        ("net_growth", {"opening": 0, "closing": 4}, "nothing-at-start"),
        ("gross_churn", {"opening": 0, "churned": 0}, "nothing-at-start"),
        ("gross_churn", {"opening": 10, "churned": 6, "contraction": 5}, "lost-over-opening"),
        ("nrr", {"opening": 0, "churned": 0}, "nothing-at-start"),
        ("arpa", {"closing_amount": 0, "closing": 0}, "nobody-at-end"),
        ("ltv", {"arpa": 10, "opening": 0, "lost": 0}, "nothing-at-start"),
        ("ltv", {"arpa": 10, "opening": 5, "lost": 6}, "lost-over-opening"),
        ("ltv", {"arpa": 10, "opening": 50, "lost": 0}, "nobody-left"),
        ("quick_ratio", {"new": 5, "churned": 0}, "nothing-lost"),
    ],
)
def test_what_can_not_be_computed_says_why(key: str, inputs: dict[str, float], code: str) -> None:
    result = metric(key).compute(inputs, "EUR")
    assert (result.value, result.low, result.high) == (None, None, None)
    assert result.undefined is not None
    assert result.undefined.code == code
    assert SAY(result.sentence).endswith(".")


def test_retention_says_what_the_new_ones_must_be() -> None:
    new = next(place for place in metric("retention_rate").inputs if place.key == "new")
    assert "joined or returned in the period and stayed" in SAY(new.help)
    result = metric("retention_rate").compute({"opening": 10, "closing": 15, "new": 4}, None)
    assert SAY(result.sentence).startswith("15 at the end less 4 new ones leaves 11, but only 10 were there")


def test_nobody_left_gives_the_least_a_customer_is_worth() -> None:
    result = metric("ltv").compute({"arpa": 10, "opening": 96, "lost": 0, "margin": 0.5}, "EUR")
    # Wilson's upper end of 0 of 96 is 3.8415 / (96 + 3.8415) = 3.8476 %, and 10 × 0.5 / 0.038476 = 129.95.
    assert SAY(result.sentence).endswith("It is worth at least €129.95.")


def test_a_negative_net_churn_is_said_to_be_good() -> None:
    result = metric("net_churn").compute({"opening": 100, "churned": 1, "expansion": 5}, None)
    assert result.value == pytest.approx(-0.04)
    assert "Below 0 is good" in SAY(result.notes[0])


@pytest.mark.parametrize(("lost", "verdict"), [(5, "makes up for"), (6, "doesn't make up for")])
def test_growth_is_held_against_churn(lost: int, verdict: str) -> None:
    result = metric("growth_rate").compute({"opening": 100, "new": 5, "lost": lost}, None)
    assert verdict in SAY(result.notes[0])
