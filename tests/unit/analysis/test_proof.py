from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from churndesk.analysis import study
from churndesk.analysis.proof import COUNTED, MOVED, proof_of, side_of
from churndesk.metrics import METRICS
from churndesk.project.project import Project
from churndesk.words import Language, message
from tests.unit.gui import projects
from tests.unit.tables import payments, summary

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.analysis.proof import Side

LOG = [
    ("A", "2024-01-01", 30.0), ("A", "2024-02-20", 60.0), ("A", "2024-03-15", 60.0), ("B", "2024-01-10", 90.0),
    ("B", "2024-02-15", 30.0), ("B", "2024-03-20", 30.0), ("C", "2024-01-20", 50.0), ("D", "2024-04-02", 70.0),
    ("D", "2024-04-12", -10.0), ("A", "2024-04-10", 60.0),
]  # fmt: skip


def february() -> Study:
    project = projects.spells()
    return study(replace(project, view=replace(project.view, period=date(2024, 2, 1))))


def worth(side: Side) -> float:
    members = side.members
    if side.key == "expansion":
        return float((members.amount - members.before).sum())
    if side.key == "contraction":
        return float((members.before - members.amount).sum())
    return float(members.amount.sum())


def test_every_metric_says_who_stands_behind_it() -> None:
    assert {*COUNTED, *MOVED} == {metric.key for metric in METRICS}


def test_churn_is_the_lost_over_those_at_the_start() -> None:
    proof = proof_of(february(), "churn_rate")
    lost, start = proof.sides
    assert lost.members.ids.tolist() == ["C000", "C001"]
    assert len(start.members) == 10
    assert Language().say(proof.result.formula) == "2 / 10 = 20.0%"
    assert not proof.typed
    assert Language().say(proof.rules[0]) == "A customer is gone on the end date."


def test_a_segment_is_proven_by_its_own_customers() -> None:
    base = february().project
    pro = study(replace(base, view=replace(base.view, segment=("Plan", "Pro"))))
    assert [len(side.members) for side in proof_of(pro, "churn_rate").sides] == [0, 4]


@pytest.mark.parametrize("metric", sorted(MOVED))
def test_the_customers_of_a_bridge_add_up_to_its_steps(metric: str) -> None:
    done = study(Project(dataset=payments(LOG), policy=replace(Project().policy, inactivity_days=31)))
    for index, moved in enumerate(done.revenue):
        for side in proof_of(done, metric, index).sides:
            assert worth(side) == pytest.approx(getattr(moved, side.key)), (index, side.key)


def test_a_typed_number_is_said() -> None:
    project = replace(february().project, typed=((("churn_rate", "lost"), 5.0),))
    assert proof_of(study(project), "churn_rate").typed


def test_a_snapshot_is_proven_by_its_flag() -> None:
    lost, everybody = proof_of(study(projects.snapshot()), "churn_rate").sides
    assert lost.members.ids.tolist() == ["a"]
    assert len(everybody.members) == 4


def test_totals_are_proven_by_their_rows() -> None:
    table = summary(
        "month", ["2024-01-01", "2024-02-01", "2024-03-01"], opening=[10, 9, 9], lost=[2, 1, 1], new=[1, 1, 1]
    )
    project = Project(dataset=table)
    by_quarter = study(replace(project, view=replace(project.view, by="quarter")))
    proof = proof_of(by_quarter, "churn_rate")
    assert proof.sides == ()
    assert proof.rows.tolist() == [0, 1, 2]


def test_customers_who_make_a_difference_are_a_side() -> None:
    side = side_of(february(), np.array([3], dtype=np.int32), message("Left and came back"))
    assert side.members.ids.tolist() == ["C003"]
