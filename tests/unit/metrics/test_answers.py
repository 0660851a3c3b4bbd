from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics.answers import Answers, survey_answers
from churndesk.metrics.result import Undefined
from tests.unit.tables import category, payments, snapshot, stays, summary

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset


def with_scores(dataset: Dataset, scores: list[str], heading: str = "NPS") -> Dataset:
    return replace(dataset, rows=replace(dataset.rows, score=category(heading, scores)))


def asked(rows: list[tuple[str, str]], left: str = "", heading: str = "NPS") -> Answers | Undefined:
    table = [
        {"customer": who, "start": "2024-01-05", "plan": "p" if who < "c" else "q"}
        | ({"end": "2024-02-05"} if who in left else {})
        for who, _score in rows
    ]
    return survey_answers(build(with_scores(stays(table), [score for _who, score in rows], heading), Policy()))


def test_promoters_less_detractors_of_who_stayed_and_who_left() -> None:
    found = asked([("a", "10"), ("b", "9"), ("c", "7"), ("d", "3"), ("e", "")], left="d")
    assert isinstance(found, Answers)
    assert found.kind == "nps"
    assert (found.result.value, found.here.value, found.left.value) == (0.25, pytest.approx(2 / 3), -1)
    assert found.answers == 4
    assert dict(found.counts)[7] == 1
    assert found.share(9, 10) == 0.5


@pytest.mark.parametrize(
    ("scores", "heading", "kind"),
    [
        (["5", "4", "1"], "Rating", "csat"),
        (["5", "4", "1"], "NPS score", "nps"),
        (["5", "4", "0"], "Rating", "nps"),
        (["5", "9", "1"], "Rating", "nps"),
    ],
)
def test_the_scale_follows_from_heading_and_scores(scores: list[str], heading: str, kind: str) -> None:
    found = asked(list(zip("abc", scores, strict=True)), heading=heading)
    assert isinstance(found, Answers)
    assert found.kind == kind


def test_the_last_answer_of_a_customer_counts_and_every_one_in_a_log() -> None:
    found = asked([("a", "1"), ("a", "5"), ("b", "4"), ("b", "")], heading="Stars")
    assert isinstance(found, Answers)
    assert (found.answers, found.result.value) == (2, 1)
    log = with_scores(payments([("a", "2024-01-05", 1.0), ("a", "2024-02-05", 1.0)]), ["1", "5"], "Stars")
    found = survey_answers(build(log, Policy(inactivity_days=60)))
    assert isinstance(found, Answers)
    assert (found.answers, found.result.value) == (2, 0.5)


def test_one_segment_alone() -> None:
    table = [{"customer": who, "start": "2024-01-05", "plan": plan} for who, plan in (("a", "p"), ("b", "q"))]
    ledger = build(with_scores(stays(table), ["5", "1"], "Stars"), Policy())
    found = survey_answers(ledger, ("plan", "q"))
    assert isinstance(found, Answers)
    assert found.counts == ((1, 1), (2, 0), (3, 0), (4, 0), (5, 0))


def test_a_snapshot_tells_who_left_from_who_stayed() -> None:
    found = survey_answers(
        build(with_scores(snapshot([(True, 1, "x"), (False, 1, "x")]), ["2", "5"], "Stars"), Policy())
    )
    assert isinstance(found, Answers)
    assert (found.here.value, found.left.value) == (1, 0)


def test_without_a_column_or_an_answer_it_says_so() -> None:
    none = survey_answers(build(stays([{"customer": "a", "start": "2024-01-05"}]), Policy()))
    assert isinstance(none, Undefined)
    assert none.code == "no-scores"
    empty = asked([("a", "")])
    assert isinstance(empty, Undefined)
    assert empty.code == "no-answers"
    assert isinstance(survey_answers(build(summary("month", ["2024-01-01"]), Policy())), Undefined)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 10)), min_size=1, max_size=40))
def test_the_score_is_that_of_a_loop(rows: list[tuple[str, int]]) -> None:
    last = dict(rows)
    promoters = sum(score >= 9 for score in last.values())
    detractors = sum(score <= 6 for score in last.values())
    found = asked([(who, str(score)) for who, score in rows])
    assert isinstance(found, Answers)
    assert found.result.value == pytest.approx((promoters - detractors) / len(last))
