"""Every computation is held to the identities, and a figure that breaks one is said with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from churndesk.analysis import study
from churndesk.analysis.sums import sums_told
from churndesk.export.figures import figures
from churndesk.metrics.closes import Close
from churndesk.project.project import Project, View
from churndesk.words import Language
from tests.unit.export import studies

ENGLISH = Language("en")
KEYS = ["customers", "neighbours", "rates", "revenue", "groups", "longer_periods"]


def test_a_computation_brings_its_checks() -> None:
    done = study(studies.project(studies.stays()))
    assert "checks" in done.__dict__
    assert [check.key for check in done.checks] == KEYS
    assert all(check.holds for check in done.checks)
    told = sums_told(done.checks)
    assert told is not None
    assert ENGLISH.say(told) == (
        "All sums agree: customers, neighbouring periods, rates, revenue, groups, and longer periods."
    )


@pytest.mark.parametrize("rows", [studies.stays, studies.payments, studies.summary, studies.snapshot])
@pytest.mark.parametrize("by", ["month", "quarter", "year"])
def test_they_hold_for_every_shape(rows: object, by: str) -> None:
    done = study(studies.project(rows(), view=View(by=by)))
    assert done.checks
    assert [check.key for check in done.checks if not check.holds] == []


@pytest.mark.parametrize("value", ["basic", "plus"])
def test_they_hold_for_a_group(value: str) -> None:
    done = study(studies.project(studies.stays(), view=View(segment=("Plan", value))))
    assert [check.key for check in done.checks if check.holds] == KEYS


def test_a_broken_movement_is_said_with_its_period() -> None:
    done = study(studies.project(studies.stays(), as_of=date(2024, 12, 31)))
    broken = replace(done.customers[5], lost=(done.customers[5].lost or 0) + 1)
    wrong = replace(done, customers=(*done.customers[:5], broken, *done.customers[6:]))
    assert [(check.key, check.wrong) for check in wrong.checks if not check.holds] == [
        ("customers", (done.periods[5].name,)),
        ("rates", (done.periods[5].name,)),
    ]
    told = sums_told(wrong.checks)
    assert told is not None
    assert ENGLISH.say(told) == (
        "This should hold and doesn't: Customers at the start, and all who came less all who left, are those at the "
        "end. Look at June 2024, and use these figures with care."
    )
    record = figures(wrong, ENGLISH)["checks"][0]
    assert (record["check"], record["holds"], record["wrong"]) == ("customers", False, ["June 2024"])


def test_somebody_in_no_group_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Close.segments.func  # type: ignore[attr-defined]

    def lost_sight_of(close: Close) -> np.ndarray:
        codes = right(close)
        return codes if close.category is None else np.where(np.arange(len(codes)) == 1, -2, codes)

    project = studies.project(studies.stays(), as_of=date(2024, 6, 30))
    monkeypatch.setattr(Close, "segments", property(lost_sight_of))
    assert [(check.key, check.wrong) for check in study(project).checks if not check.holds] == [("groups", ("Plan",))]


def test_a_group_that_is_not_its_share_is_found() -> None:
    done = study(studies.project(studies.stays(), view=View(segment=("Plan", "basic"), period=date(2024, 5, 1))))
    at = done.chosen
    assert at is not None
    moved = done.customers[at]
    # The bridge still closes, so only the comparison with everybody's groups can tell.
    shifted = replace(moved, opening=moved.opening + 1, lost=moved.lost + 1)
    wrong = replace(done, customers=(*done.customers[:at], shifted, *done.customers[at + 1 :]))
    assert "groups" in {check.key for check in wrong.checks if not check.holds}


def test_the_files_own_numbers_that_do_not_fit_are_said() -> None:
    data = studies.summary()
    data.rows.closing[1] = 200
    wrong = {check.key: check for check in study(studies.project(data)).checks if not check.holds}
    assert wrong.keys() == {"customers", "neighbours"}


def test_checks_are_taken_over_where_nothing_moved() -> None:
    first = study(studies.project(studies.stays()))
    typed = replace(first.project, typed=((("churn_rate", "lost"), 1.0),))
    assert study(typed, first).checks is first.checks
    other = replace(first.project, view=View(segment=("Plan", "plus")))
    assert study(other, first).checks is not first.checks


def test_without_data_there_is_nothing_to_say() -> None:
    assert sums_told(study(Project()).checks) is None
