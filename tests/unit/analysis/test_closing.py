from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from churndesk.analysis import study
from churndesk.analysis.closing import closed_at, closed_now, restatements, with_closed
from churndesk.export.figures import figures
from churndesk.ledger.policy import Policy
from churndesk.project.closed import unpack
from churndesk.project.project import Project
from churndesk.words import Language
from tests.unit import reference
from tests.unit.metrics.random_tables import TABLES
from tests.unit.tables import stays, summary

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.ledger.dataset import Dataset

TODAY = date(2024, 6, 3)
AS_OF = date(2024, 5, 31)


def rows(**changed: dict[str, object]) -> Dataset:
    """A hundred customers of January at 10 a month, of whom c00 to c03 leave in March."""
    table = [{"customer": f"c{n:02}", "start": "2024-01-05", "amount": 10.0} for n in range(100)]
    for n in range(4):
        table[n]["end"] = "2024-03-15"
    by_name = {row["customer"]: row for row in table}
    for name, change in changed.items():
        by_name.setdefault(name, {"customer": name, "start": "2024-01-05", "amount": 10.0}).update(change)
    return stays([row for row in by_name.values() if "gone" not in row], latest="2024-05-31")


def closed_in_march() -> tuple[Project, Study]:
    found = study(Project(dataset=rows(), currency="EUR"))
    march = next(n for n, period in enumerate(found.periods) if period.start == date(2024, 3, 1))
    project = replace(found.project, closed=with_closed((), closed_now(found, march, TODAY)))
    return project, study(project, found)


def test_a_closed_period_keeps_its_figures_and_customers() -> None:
    project, found = closed_in_march()
    closed = project.closed[0]
    kept = dict(closed.figures)
    assert (kept["opening"], kept["lost"], kept["closing"]) == (100, 4, 96)
    assert kept["churn_rate"] == 0.04
    assert (kept["revenue.opening"], kept["revenue.churned"]) == (1000, 40)
    assert "revenue.paid" not in kept
    assert sorted(one.id for one in unpack(closed.customers) if one.part == "lost") == ["c00", "c01", "c02", "c03"]
    assert closed_at(found, 2) is closed
    assert closed_at(found, 1) is None
    assert found.restatements == ()


def test_later_data_says_what_was_what_is_and_because_of_whom() -> None:
    project, before = closed_in_march()
    later = replace(project, dataset=rows(c50={"end": "2024-03-31"}, c02={"end": None}, c61={"end": "2024-03-02"}))
    (one,) = study(later, before).restatements
    assert Language().say(one.sentence) == (
        "March 2024, closed on Jun 3, 2024: Churn rate was 4.0% and is now 5.0%. "
        "Because of 3 customers: c02, c50, and c61."
    )
    assert [(who.id, who.was, who.now) for who in one.customers] == [
        ("c02", "lost", "kept"), ("c50", "kept", "lost"), ("c61", "kept", "lost"),
    ]  # fmt: skip
    changed = {figure.key: (figure.was, figure.now) for figure in one.figures}
    assert changed["lost"] == (4, 5)
    assert changed["revenue.churned"] == (40, 50)
    assert "opening" not in changed


def test_who_vanished_from_the_file_and_who_turned_up_are_named() -> None:
    project, _before = closed_in_march()
    later = replace(project, dataset=rows(c50={"gone": True}, zoe={"start": "2023-11-01"}, c04={"amount": 30.0}))
    (one,) = study(later).restatements
    assert [(who.id, who.was, who.now) for who in one.customers] == [
        ("c50", "kept", ""), ("zoe", "", "kept"), ("c04", "kept", "kept"),
    ]  # fmt: skip
    assert (one.customers[2].before_was, one.customers[2].before_now) == (10, 30)
    assert [Language().say(said) for said in one.customers[0].told] == ["Stayed", "Not in this period"]


def test_data_that_changes_other_months_alone_restates_nothing() -> None:
    project, _before = closed_in_march()
    later = replace(project, dataset=rows(c50={"end": "2024-04-02"}, zoe={"start": "2024-04-09"}))
    assert study(later).restatements == ()


def test_other_rules_are_named_as_the_cause() -> None:
    project, before = closed_in_march()
    (one,) = study(replace(project, policy=Policy(grace_days=30)), before).restatements
    assert one.other_rules
    assert Language().say(one.sentence) == (
        "March 2024, closed on Jun 3, 2024: Churn rate was 4.0% and is now 0.0%. Other rules are in force than then."
    )
    assert {who.id for who in one.customers} == {"c00", "c01", "c02", "c03"}


def test_a_table_of_totals_has_figures_and_no_names() -> None:
    totals = {"opening": [100.0, 104], "new": [6.0, 8], "lost": [2.0, 3], "closing": [104.0, 109]}
    found = study(Project(dataset=summary("month", ["2024-01-01", "2024-02-01"], **totals)))
    project = replace(found.project, closed=(closed_now(found, 0, TODAY),))
    other = summary("month", ["2024-01-01", "2024-02-01"], **{**totals, "lost": [3.0, 3], "closing": [103.0, 108]})
    (one,) = study(replace(project, dataset=other)).restatements
    assert one.customers == ()
    assert Language().say(one.sentence) == ("January 2024, closed on Jun 3, 2024: Churn rate was 2.0% and is now 3.0%.")


def test_a_period_that_is_not_over_cannot_be_closed() -> None:
    found = study(Project(dataset=rows(), as_of=date(2024, 5, 20)))
    with pytest.raises(ValueError, match="over"):
        closed_now(found, len(found.periods) - 1, TODAY)


def test_the_json_has_the_closed_periods() -> None:
    project, before = closed_in_march()
    assert "closed" not in figures(study(Project(dataset=rows())), Language())
    later = study(replace(project, dataset=rows(c50={"end": "2024-03-31"})), before)
    (record,) = json.loads(json.dumps(figures(later, Language())))["closed"]
    assert (record["start"], record["end"], record["closed_on"]) == ("2024-03-01", "2024-03-31", "2024-06-03")
    assert record["figures"]["churn_rate"] == 0.04
    assert record["restated"]["figures"]["churn_rate"] == {"was": 0.04, "is": 0.05}
    assert record["restated"]["customers"] == [{"customer": "c50", "was": "kept", "is": "lost"}]


@given(TABLES, TABLES)
def test_exactly_those_are_named_whom_the_reference_counts_otherwise(
    then: tuple[Dataset, Policy], now: tuple[Dataset, Policy]
) -> None:
    first = study(Project(dataset=then[0], policy=then[1], as_of=AS_OF))
    at = next((n for n, period in enumerate(first.periods) if period.start == date(2024, 3, 1)), None)
    if at is None:
        return
    closed = closed_now(first, at, TODAY)
    second = study(Project(dataset=now[0], policy=now[1], as_of=AS_OF, closed=(closed,)))
    was, is_now = (_told(*table) for table in (then, now))
    names = {one.id for restated in restatements(second) for one in restated.customers}
    differ = {name for name in was.keys() | is_now.keys() if was.get(name) != is_now.get(name)}
    if names:
        assert names == differ
    else:
        assert _totals(was) == _totals(is_now)


def _told(dataset: Dataset, policy: Policy) -> dict[str, tuple[str, int, int]]:
    """Part and amounts in tenths of a cent of everybody who is in the reference's March."""
    lives = reference.lives(dataset, policy, AS_OF)
    counted = reference.movement(lives, date(2024, 3, 1), date(2024, 3, 31), AS_OF)
    told = {}
    for number, life in enumerate(lives):
        parts = [part for part in ("lost", "new", "returned", "passed_through") if number in counted.who[part]]
        if not parts and number in counted.who["opening"]:
            parts = ["kept"]
        if parts:
            before, after = (max(0.0, life.brings.get(day, 0.0)) for day in (date(2024, 2, 29), date(2024, 3, 31)))
            told[str(dataset.customers.ids[number])] = (parts[0], round(before * 1000), round(after * 1000))
    return told


def _totals(told: dict[str, tuple[str, int, int]]) -> tuple[int, ...]:
    parts = [part for part, _before, _after in told.values()]
    return tuple(parts.count(part) for part in ("kept", "lost", "new", "returned", "passed_through"))
