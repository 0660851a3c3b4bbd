from __future__ import annotations

from dataclasses import replace

import pytest

from churndesk.analysis import study
from churndesk.metrics.result import Undefined
from churndesk.project.project import Project
from tests.unit.gui import projects


def test_a_choice_of_period_keeps_the_history() -> None:
    first = study(projects.spells())
    looked = replace(first.project.view, period=first.periods[0].start)
    assert study(replace(first.project, view=looked), first).history is first.history


def test_another_segment_has_a_history_of_its_own() -> None:
    everybody = study(projects.spells())
    view = replace(everybody.project.view, segment=("Plan", "Pro"))
    pro = study(replace(everybody.project, view=view), everybody)
    assert [cohort.size for cohort in pro.history.cohorts.cohorts] == [4, 1]
    assert [cohort.size for cohort in everybody.history.cohorts.cohorts] == [10, 1]
    assert pro.history.survival.customers == 5


def test_groups_are_computed_once() -> None:
    history = study(projects.spells()).history
    assert history.survival_by("Plan") is history.survival_by("Plan")


@pytest.mark.parametrize("figure", ["cohorts", "survival", "early_loss", "rolling_days", "rolling_months"])
def test_without_data_everything_is_undefined(figure: str) -> None:
    assert isinstance(getattr(study(Project()).history, figure), Undefined)


def test_the_financial_year_begins_where_the_view_says() -> None:
    project = projects.spells()
    by_year = study(replace(project, view=replace(project.view, by="year", first_month=3)))
    assert [period.start.isoformat() for period in by_year.periods] == ["2023-03-01", "2024-03-01"]
