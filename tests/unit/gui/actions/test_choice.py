from __future__ import annotations

from datetime import date, timedelta

import pytest

from churndesk.gui.actions.choice import Choice, admits, groups
from churndesk.project.project import Action, Project
from churndesk.strategies import Suggested, catalogue
from churndesk.words import message

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("choice", "action", "suggested", "admitted"),
    [
        (Choice(), Action("reasons"), False, True),
        (Choice(metric="churn_rate"), Action("reasons"), False, True),
        (Choice(metric="nrr"), Action("reasons"), False, False),
        (Choice(state="suggested"), Action("reasons"), False, False),
        (Choice(state="suggested"), Action("reasons", "doing"), True, True),
        (Choice(state="doing"), Action("reasons", "doing"), False, True),
        (Choice(state="done"), Action("reasons", "doing"), False, False),
        (Choice(due="overdue"), Action("reasons", due=DAY), False, False),
        (Choice(due="overdue"), Action("reasons", due=DAY - timedelta(days=1)), False, True),
        (Choice(due="week"), Action("reasons", due=DAY + timedelta(days=7)), False, True),
        (Choice(due="week"), Action("reasons", due=DAY + timedelta(days=8)), False, False),
        (Choice(due="month"), Action("reasons", due=DAY + timedelta(days=8)), False, True),
        (Choice(due="month"), Action("reasons"), False, False),
        (Choice(due="none"), Action("reasons"), False, True),
        (Choice(due="none"), Action("reasons", due=DAY), False, False),
    ],
)
def test_a_strategy_is_shown_where_it_has_all_that_is_asked(
    choice: Choice, action: Action, suggested: bool, admitted: bool
) -> None:
    strategy = catalogue().strategy("reasons")
    project = Project(actions=(action,))
    assert admits(choice, strategy, project, suggested=suggested, day=DAY) is admitted


def test_strategies_are_grouped_by_what_one_wants_to_see_first() -> None:
    suggested = {
        key: Suggested(key, message("So it is."), urgency) for key, urgency in (("service", 0.2), ("valuable", 0.9))
    }
    project = Project(actions=(Action("engage", "doing"), Action("reasons", "done"), Action("educate", "not-for-us")))
    found = groups(catalogue().strategies, project, suggested)
    keys = [[one.key for one in group.strategies] for group in found]
    assert keys[0] == ["engage"]
    assert keys[1] == ["valuable", "service"], "the most urgent first"
    assert keys[3] == ["reasons", "educate"]
    assert sum(len(group) for group in keys) == 12


def test_nothing_is_grouped_under_an_empty_heading() -> None:
    (one,) = groups(catalogue().strategies, Project(), {})
    assert len(one.strategies) == 12
    assert groups((), Project(), {}) == ()
