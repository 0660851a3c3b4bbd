from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from churndesk.metrics import CustomerMovement, Period, comparison, metric, revenue_comparison
from churndesk.words import Language

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31), "month")
APRIL = Period(date(2026, 4, 1), date(2026, 4, 30), "month")


def moved(period: Period, opening: int | None, lost: int | None) -> CustomerMovement:
    return CustomerMovement(period, opening, 0, 0, lost, 0, opening)


@pytest.mark.parametrize(
    ("lost", "before", "words"),
    [
        (5, 2, "within what chance alone does with so few customers"),
        (20, 2, "is different"),
        (2, 20, "is only 2.0% now"),
    ],
)
def test_only_what_chance_does_not_explain_is_called_different(lost: int, before: int, words: str) -> None:
    said = comparison(moved(APRIL, 100, lost), moved(MARCH, 100, before))
    assert said is not None
    assert words in Language("en").say(said)
    assert ("different" in Language("en").say(said)) == (lost + before == 22)


def test_there_is_nothing_to_compare_with_a_period_without_a_rate() -> None:
    assert comparison(moved(APRIL, 100, 5), moved(MARCH, 0, 0)) is None
    assert comparison(moved(APRIL, 100, None), moved(MARCH, 10, 0)) is None
    running = Period(APRIL.start, APRIL.end, "month", complete=False)
    assert comparison(moved(running, 100, 5), moved(MARCH, 100, 5)) is None


def test_retention_and_growth_are_held_against_chance_too() -> None:
    now, before = moved(APRIL, 100, 20), moved(MARCH, 100, 2)
    said = comparison(now, before, "retention_rate")
    assert said is not None
    assert Language("en").say(said) == (
        "Retention is different from March 2026: it was 98.0% then and is 80.0% now, more than chance explains."
    )
    grown = comparison(replace(now, new=5), replace(before, new=4), "growth_rate")
    assert grown is not None
    assert "within what chance alone does" in Language("en").say(grown)
    assert comparison(replace(now, new=101), replace(before, new=4), "growth_rate") is None


def test_amounts_are_no_counts_so_only_the_customers_are_tested() -> None:
    churn = metric("gross_churn").compute({"opening": 100.0, "churned": 20.0, "contraction": 0.0}, None)
    few, many = moved(APRIL, 100, 20), moved(MARCH, 100, 2)
    said = revenue_comparison((few, churn), (many, churn))
    assert said is not None
    assert "It was 20.0% in March 2026." in Language("en").say(said)
    assert "more than chance explains" in Language("en").say(said)
