from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from churndesk.metrics.offer import OfferWorth, offer_worth
from churndesk.metrics.result import Undefined

GIVEN: dict[str, float | None] = {
    "customers": 100.0, "leaving": 0.3, "saved": 0.4, "cost": 25.0, "arpa": 20.0, "churn": 0.05,
}  # fmt: skip


def of(**more: Any) -> OfferWorth:
    found = offer_worth({**GIVEN, **more})
    assert isinstance(found, OfferWorth)
    return found


def test_the_worked_example() -> None:
    """12 of the 30 who would leave are saved at 400 each; 82 take the offer at 25."""
    found = of()
    assert (found.lifetime, found.worth, found.saved, found.takers) == pytest.approx((20, 400, 12, 82))
    assert found.gain == pytest.approx(12 * 400 - 82 * 25)
    assert found.break_even == pytest.approx(70 * 25 / (30 * 375))
    assert found.pays
    assert "Do it" in found.sentence.text


def test_a_saved_customer_is_counted_on_for_five_years_at_most() -> None:
    assert [of(churn=churn).lifetime for churn in (0.0, 0.001, 1 / 60, 0.02, 1.0)] == pytest.approx([60, 60, 60, 50, 1])


def test_those_who_would_have_stayed_cost_too() -> None:
    assert of(taking=0.0).takers == pytest.approx(12)
    assert of(taking=0.5).gain == pytest.approx(12 * 400 - (12 + 35) * 25)


def test_an_offer_that_loses_money_is_advised_against() -> None:
    found = of(saved=0.1)
    assert found.gain == pytest.approx(3 * 400 - 73 * 25)
    assert not found.pays
    assert found.sentence.text.startswith("Don't")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"leaving": 0.0}, "nobody-leaves"),
        ({"cost": 400.0}, "costs-more-than-it-keeps"),
        ({"leaving": 0.01}, "never-pays"),
    ],
)
def test_where_no_save_rate_pays_the_reason_is_said(more: dict[str, float], code: str) -> None:
    found = of(**more)
    assert isinstance(found.break_even, Undefined)
    assert found.break_even.code == code
    assert found.sentence.text.startswith("Don't")
    assert not found.pays


def test_an_offer_that_brings_what_it_costs() -> None:
    found = of(cost=0.0, saved=0.0)
    assert (found.gain, found.pays) == (0, False)
    assert "exactly" in found.sentence.text


@given(
    st.fixed_dictionaries(
        {
            "leaving": st.floats(0.01, 1),
            "taking": st.floats(0, 1),
            "cost": st.floats(0.1, 100),
            "arpa": st.floats(0.1, 100),
            "margin": st.floats(0, 1),
            "churn": st.floats(0.001, 1),
        }
    )
)
def test_at_the_break_even_rate_nothing_is_gained_or_lost(numbers: dict[str, float]) -> None:
    rate = of(**numbers).break_even
    assume(not isinstance(rate, Undefined))
    found = of(**numbers, saved=rate)
    assert found.gain == pytest.approx(0, abs=1e-6 * (1 + found.takers * found.cost))


def test_a_missing_number_is_named() -> None:
    found = offer_worth({**GIVEN, "arpa": None})
    assert isinstance(found, Undefined)
    assert found.code == "missing"
