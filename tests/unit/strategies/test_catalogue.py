"""The catalogue holds every strategy, step and claim, and refuses what it can't show."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from churndesk import resources
from churndesk.metrics import METRICS
from churndesk.strategies import TRIGGERS, CatalogueError, catalogue, load
from churndesk.words import Language

if TYPE_CHECKING:
    from pathlib import Path

#: Steps and claims of each strategy: nothing may get lost when the texts are edited.
HOLDS = {
    "reasons": (7, 3),
    "engage": (8, 1),
    "educate": (8, 1),
    "at-risk": (7, 2),
    "valuable": (5, 3),
    "incentives": (5, 2),
    "audience": (5, 0),
    "service": (6, 5),
    "complaints": (5, 4),
    "best-people": (5, 1),
    "advantages": (5, 1),
    "long-term": (4, 2),
}

#: The figures that the claims at large make, in their order.
AT_LARGE = (
    "5 times",
    "up to 7 times",
    "16 times",
    "+25–95% profit",
    "−10% cost",
    "60–70% against 5–20%",
    "1.6 trillion dollars",
    "289 dollars",
    "85–90%",
    "82%",
    "A good goodbye",
)

GOOD = """
[[source]]
key = "paper"
name = "a paper"

[[strategy]]
key = "listen"
icon = "eye"
title = "Listen"
why = "It helps."
metrics = ["churn_rate"]
target = "churn_rate"
when = "Over {most_share} left."
measured = "By churn."
[strategy.thresholds]
most_share = 0.5
[[strategy.step]]
key = "ask"
text = "Ask."
[[strategy.claim]]
figure = "9%"
text = "9% leave."
covers = "everybody"
told_in = ["paper"]
"""


def test_every_strategy_has_all_its_steps_and_claims() -> None:
    held = {one.key: (len(one.steps), len(one.claims)) for one in catalogue().strategies}
    assert held == HOLDS


def test_the_claims_at_large_are_all_there() -> None:
    assert tuple(claim.figure.text for claim in catalogue().claims) == AT_LARGE


def test_every_strategy_has_a_rule_and_every_rule_a_strategy() -> None:
    assert tuple(key for key, _ in TRIGGERS) == tuple(HOLDS)


def test_strategies_are_linked_with_metrics_that_exist() -> None:
    for strategy in catalogue().strategies:
        assert set(strategy.metrics) <= {metric.key for metric in METRICS}, strategy.key
        assert strategy.target in strategy.metrics, strategy.key
    assert {one.key for one in catalogue().linked("churn_rate")} >= {"reasons", "educate", "service"}
    assert catalogue().linked("no such metric") == ()


def test_every_icon_is_there() -> None:
    assert all(resources.path("icons", f"{one.icon}.svg").exists() for one in catalogue().strategies)


def test_every_claim_says_who_said_it_and_whom_it_covers() -> None:
    claims = [claim for one in catalogue().strategies for claim in one.claims] + list(catalogue().claims)
    assert all(claim.told_in and claim.covers.text for claim in claims)
    named = {claim.said_by for claim in claims} - {""}
    assert named == {
        "Access Development",
        "Forrester",
        "Forum Corp.",
        "Gartner",
        "Harvard Business School",
        "Marketing Metrics",
        "Marketo",
        "NG Data",
        "Oracle",
        "Stauss and Seidel",
        "US Small Business Administration",
    }


def test_the_rule_is_said_with_its_thresholds() -> None:
    said = Language("en").say(catalogue().strategy("reasons").when)
    assert "under 80% of the customers" in said
    assert "1.5 times" in Language("en").say(catalogue().strategy("educate").when)


def test_every_text_can_be_said() -> None:
    english = Language("en")
    for strategy in catalogue().strategies:
        texts = [
            strategy.title,
            strategy.why,
            strategy.when,
            strategy.measured,
            *(step.text for step in strategy.steps),
        ]
        for text in texts:
            assert not re.search(r"[{}]", english.say(text))


def test_texts_are_short_and_close_with_a_full_stop() -> None:
    for strategy in catalogue().strategies:
        assert len(strategy.title.text) <= 45
        assert len(strategy.why.text) <= 260
        for step in strategy.steps:
            assert step.text.text[-1] in ".?", step.text.text
            assert len(step.text.text) <= 160
        assert "!" not in strategy.why.text


def test_a_good_entry_is_read(tmp_path: Path) -> None:
    read = _loaded(tmp_path, GOOD)
    assert read.strategy("listen").threshold("most_share") == 0.5
    assert read.linked("churn_rate") == read.strategies
    assert read.strategies[0].claims[0].told_in[0].text == "a paper"
    assert read.strategies[0].claims[0].year is None
    with pytest.raises(KeyError):
        read.strategy("shout")


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('title = "Listen"', "", r"strategies.toml, strategy 1 \(listen\) needs a text title"),
        ('title = "Listen"', "title = 5", "needs a text title"),
        ('title = "Listen"', 'titel = "Listen"', "has a key titel, which nothing reads"),
        ("{most_share}", "{most}", "names most in when, which it doesn't have"),
        ("[[strategy.step]]", "[strategy.step]", r"needs \[\[step\]\] with two brackets"),
        ('told_in = ["paper"]', 'told_in = ["letter"]', "names the source letter, which isn't there"),
        ('told_in = ["paper"]', "told_in = []", "needs a list of texts told_in"),
        ("most_share = 0.5", 'most_share = "half"', "needs numbers in thresholds"),
        ('text = "Ask."', 'text = "Ask."\n[[strategy.step]]\nkey = "ask"\ntext = "Again."', "has the step ask twice"),
        ("[[source]]", "[[source", "strategies.toml: "),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, good: str, bad: str, fault: str) -> None:
    assert good in GOOD
    with pytest.raises(CatalogueError, match=fault):
        _loaded(tmp_path, GOOD.replace(good, bad))


def test_the_file_is_one_that_other_tools_can_read() -> None:
    content = tomllib.loads(resources.path("strategies.toml").read_text("utf-8"))
    assert len(content["strategy"]) == 12


def _loaded(folder: Path, text: str):  # noqa: ANN202  (the catalogue, as load says)
    file = folder / "strategies.toml"
    file.write_text(text, "utf-8")
    return load(file)
