"""Each rule: where it holds, what it says, where it doesn't hold, and that it is silent without data."""

from __future__ import annotations

import pytest

from churndesk.strategies import (
    TRIGGERS,
    Benchmark,
    Complaints,
    Contrast,
    EarlyLoss,
    Evidence,
    Offer,
    Reasons,
    Share,
    catalogue,
    suggest,
)
from churndesk.strategies.triggers import excess, shortfall
from churndesk.words import Language, message

SMALL_SOFTWARE = Benchmark(0.10, message("software for small businesses"))
WORSE = Contrast("Basic", Share(30, 100), Share(20, 200), 0.001)
BY_CHANCE = Contrast("Basic", Share(3, 10), Share(2, 10), 0.6)
BETTER = Contrast("Basic", Share(2, 100), Share(40, 200), 0.001)

HOLDS: list[tuple[str, Evidence, str]] = [
    (
        "reasons",
        Evidence(reasons=Reasons(40, (("moved away", 10),))),
        "40 customers left, and a reason is recorded for 10 of them (25%).",
    ),
    (
        "reasons",
        Evidence(churn=0.123, benchmark=SMALL_SOFTWARE),
        "Your churn is 12.3%; above 10.0% it is high for software for small businesses.",
    ),
    (
        "engage",
        Evidence(inactive=Share(30, 100)),
        "30 of 100 customers (30%) had no activity or contact lately.",
    ),
    (
        "educate",
        Evidence(early_loss=EarlyLoss(0.2, 0.1)),
        "20.0% of your customers leave in their first 90 days, later on 10.0% in 90 days.",
    ),
    (
        "educate",
        Evidence(early_loss=EarlyLoss(0.167, 0.048, by_chance=True)),
        (
            "16.7% of your customers left in their first 90 days, later on 4.8% in 90 days. "
            "So few left that this can still be chance."
        ),
    ),
    (
        "at-risk",
        Evidence(uncontacted_at_risk=1),
        "1 customer is at risk of leaving, and no contact is planned.",
    ),
    (
        "valuable",
        Evidence(churn=0.02, revenue_churn=0.035),
        ("You lost 3.5% of your revenue but 2.0% of your customers."),
    ),
    (
        "valuable",
        Evidence(churn=0.02, revenue_churn=0.035, revenue_left=0.03),
        (
            "Those who left brought 3.0% of your revenue but were 2.0% of your customers: "
            "they paid more than the others."
        ),
    ),
    (
        "valuable",
        Evidence(churn=0.1, revenue_churn=0.28, revenue_left=0.1),
        "You lost 28.0% of your revenue and 10.0% of your customers: some who stayed pay less now.",
    ),
    (
        "valuable",
        Evidence(concentration=0.71),
        "The top 20% of your customers bring 71% of your revenue.",
    ),
    (
        "incentives",
        Evidence(offer=Offer("Basic", 1234.4, "EUR")),
        "An offer to the group “Basic” would bring €1,234 more than it costs.",
    ),
    (
        "audience",
        Evidence(segments=(BETTER, BY_CHANCE, WORSE)),
        ("Customers of the group “Basic” leave more often: 30.0%, all others 10.0%. Chance alone doesn't explain it."),
    ),
    (
        "service",
        Evidence(reasons=Reasons(10, (("slow support", 3), ("too expensive", 5), ("goal reached", 2)))),
        "3 of 10 customers who gave a reason left because of service.",
    ),
    ("service", Evidence(nps=-4.0), "More of your customers would warn of you than recommend you."),
    (
        "complaints",
        Evidence(complaints=Complaints((3, 8, 20))),
        "2 complaints have been open for more than 7 days.",
    ),
    (
        "complaints",
        Evidence(complaints=Complaints((), WORSE)),
        "Customers who complained leave more often: 30.0%, all others 10.0%. Chance alone doesn't explain it.",
    ),
    (
        "best-people",
        Evidence(asked=4),
        "4 customers have asked to cancel and are still here: there is time for a talk.",
    ),
    (
        "best-people",
        Evidence(asked=0, saved=Share(1, 10)),
        "Of 10 customers who wanted to cancel, you kept 1 (10%).",
    ),
    (
        "advantages",
        Evidence(reasons=Reasons(10, (("too expensive", 2), ("went to a competitor", 2), ("moved", 6)))),
        "4 of 10 customers who gave a reason named a competitor, the price or the value (40%).",
    ),
    (
        "long-term",
        Evidence(contracts=WORSE),
        (
            "Customers with monthly contracts leave more often: 30.0%, those with longer ones 10.0%. "
            "Chance alone doesn't explain it."
        ),
    ),
]

DOES_NOT_HOLD: list[tuple[str, Evidence]] = [
    ("reasons", Evidence(reasons=Reasons(10, (("moved", 8),)), churn=0.1, benchmark=SMALL_SOFTWARE)),
    ("reasons", Evidence(reasons=Reasons(0, ()))),
    ("engage", Evidence(inactive=Share(20, 100))),
    ("engage", Evidence(inactive=Share(0, 0))),
    ("educate", Evidence(early_loss=EarlyLoss(0.15, 0.1))),
    ("at-risk", Evidence(uncontacted_at_risk=0)),
    ("valuable", Evidence(churn=0.03, revenue_churn=0.03, concentration=0.60)),
    ("valuable", Evidence(revenue_churn=0.9)),
    ("incentives", Evidence(offer=Offer("Basic", -3))),
    ("audience", Evidence(segments=(BY_CHANCE, BETTER))),
    ("audience", Evidence(segments=())),
    (
        "service",
        Evidence(reasons=Reasons(9, (("price", 4), ("goal", 3), ("competitor", 2), ("service", 1))), nps=0.0),
    ),
    ("complaints", Evidence(complaints=Complaints((7,), BY_CHANCE))),
    ("best-people", Evidence(asked=0, saved=Share(2, 10))),
    ("best-people", Evidence(saved=Share(0, 0))),
    ("advantages", Evidence(reasons=Reasons(10, (("price", 3), ("moved", 7))))),
    ("advantages", Evidence(reasons=Reasons(10, ()))),
    ("long-term", Evidence(contracts=BETTER)),
]


@pytest.mark.parametrize(("key", "evidence", "sentence"), HOLDS)
def test_a_rule_that_holds_says_so_with_the_figures(key: str, evidence: Evidence, sentence: str) -> None:
    found = {one.strategy: one for one in suggest(evidence, catalogue())}
    assert Language("en").say(found[key].sentence) == sentence
    assert 0 <= found[key].urgency <= 1


@pytest.mark.parametrize(("key", "evidence"), DOES_NOT_HOLD)
def test_a_rule_that_does_not_hold_is_silent(key: str, evidence: Evidence) -> None:
    assert key not in {one.strategy for one in suggest(evidence, catalogue())}


def test_without_data_nothing_is_suggested() -> None:
    assert suggest(Evidence(), catalogue()) == ()


def test_every_rule_is_tried_both_ways() -> None:
    keys = {key for key, _ in TRIGGERS}
    assert {key for key, _, _ in HOLDS} == keys
    assert {key for key, _ in DOES_NOT_HOLD} == keys


def test_the_most_urgent_comes_first_and_ties_keep_the_catalogues_order() -> None:
    evidence = Evidence(inactive=Share(22, 100), asked=3, concentration=0.9, uncontacted_at_risk=5)
    assert [one.strategy for one in suggest(evidence, catalogue())] == ["at-risk", "best-people", "valuable", "engage"]


def test_urgency_grows_with_the_distance_from_the_threshold() -> None:
    assert excess(0.2, 0.2) == 0
    assert excess(0.3, 0.2) == pytest.approx(0.5)
    assert excess(0.9, 0.2) == 1
    assert excess(0.1, 0) == 1
    assert shortfall(0.8, 0.8) == 0
    assert shortfall(0.2, 0.8) == pytest.approx(0.75)
    assert shortfall(0.0, 0.8) == 1
