from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from churndesk.analysis import study
from churndesk.ledger.policy import Policy
from churndesk.project.project import Project, View
from churndesk.words import Language
from tests.unit.tables import payments, stays

ENGLISH = Language("en")
#: B leaves in March, C comes in February and stays.
ROWS = (
    {"customer": "A", "start": "2024-01-05", "amount": 10.0},
    {"customer": "B", "start": "2024-01-10", "end": "2024-03-08", "amount": 20.0},
    {"customer": "C", "start": "2024-02-01", "amount": 30.0},
)


def project(**changes: object) -> Project:
    return Project(dataset=stays(ROWS), as_of=date(2024, 4, 30), currency="EUR", **changes)


def test_the_latest_complete_period_is_chosen_unless_another_is_wanted() -> None:
    done = study(project())
    assert done.chosen == 3
    wanted = study(project(view=View(period=date(2024, 3, 1))))
    assert wanted.chosen == 2
    assert wanted.result("churn_rate").value == pytest.approx(1 / 3)


def test_a_typed_number_takes_the_place_of_the_datas_in_the_chosen_period_alone() -> None:
    typed = project(view=View(period=date(2024, 3, 1)), typed=((("churn_rate", "lost"), 2.0),))
    done = study(typed)
    assert done.result("churn_rate").value == pytest.approx(2 / 3)
    assert done.result("churn_rate", 3).value == 0.0


def test_who_left_stands_behind_the_count() -> None:
    done = study(project(view=View(period=date(2024, 3, 1))))
    lost = done.members("lost")
    assert lost.ids.tolist() == ["B"]
    assert (str(lost.start[0]), str(lost.end[0]), lost.amount[0]) == ("2024-01-10", "2024-03-08", 20.0)
    assert done.members("closing").ids.tolist() == ["A", "C"]


def test_what_lost_customers_cost_is_theirs_and_the_typed_terms_count() -> None:
    view = View(period=date(2024, 3, 1))
    assert study(project(view=view)).result("loss_cost").value == pytest.approx(240.0)
    typed = project(view=view, typed=((("loss_cost", "cac"), 60.0),))
    assert study(typed).result("loss_cost").value == pytest.approx(300.0)
    assert study(typed).loss_cost().total == pytest.approx(300.0)


def test_another_rule_makes_another_ledger_and_a_typed_number_does_not() -> None:
    first = study(project())
    second = study(replace(first.project, typed=((("churn_rate", "lost"), 1.0),)), first)
    assert second.ledger is first.ledger
    assert second.customers is first.customers
    assert second.findings is first.findings
    third = study(replace(first.project, policy=Policy(grace_days=30)), first)
    assert third.ledger is not first.ledger
    assert [moved.lost for moved in third.customers] == [0, 0, 0, 1]


def test_typed_numbers_alone_are_enough() -> None:
    done = study(Project(typed=((("churn_rate", "opening"), 110.0), (("churn_rate", "lost"), 2.0))))
    assert ENGLISH.say(done.result("churn_rate").formula) == "2 / 110 = 1.8%"
    assert done.periods == ()
    assert done.suggestions == ()


def test_a_log_fills_in_its_inactivity_limit() -> None:
    done = study(Project(dataset=payments((("A", "2024-01-01", 5.0), ("A", "2024-02-01", 5.0)))))
    assert done.policy.inactivity_days == 90
    assert done.ruled_by == "payments"


def test_looking_at_another_granularity_keeps_the_ledger() -> None:
    first = study(project())
    quarters = study(replace(first.project, view=View(by="quarter")), first)
    assert quarters.ledger is first.ledger
    assert [period.by for period in quarters.periods] == ["quarter", "quarter"]


def test_nobody_lost_costs_nothing_that_could_be_a_figure() -> None:
    done = study(project(view=View(period=date(2024, 2, 1))))
    refused = done.result("lost_customer_cost").undefined
    assert refused is not None
    assert refused.code == "nobody-lost"
    typed = replace(done.project, typed=((("lost_customer_cost", "yearly_value"), 100.0),))
    assert study(typed).result("lost_customer_cost").value == 100.0
