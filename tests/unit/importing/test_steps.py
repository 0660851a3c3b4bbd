from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from churndesk.importing import steps
from churndesk.importing.answers import with_answer
from churndesk.importing.draft import STEPS, Draft
from tests.unit.importing.tables import column, format_doubt, rule_doubt, table

DATASET: Any = SimpleNamespace()


def draft(**parts: Any) -> Draft:
    read = table(column("Joined", "03/04/2024"), column("Left", ""))
    return replace(Draft((Path("members.csv"),), tables=(read,)), **parts)


def answered(before: Draft, doubt: Any, value: str) -> Draft:
    return replace(before, chosen=with_answer(before.chosen, doubt, value, ("Joined", "Left")))


def test_goes_through_all_steps_and_back() -> None:
    one, seen = draft(dataset=DATASET), []
    while not steps.is_last(one):
        seen.append(one.step)
        one = steps.next_step(one)
    assert (*seen, one.step) == STEPS
    assert steps.next_step(one) is one
    while not steps.is_first(one):
        one = steps.back(one)
    assert steps.back(one).step == "file"


def test_nothing_passes_before_the_file_is_read() -> None:
    unread = draft(tables=())
    assert steps.next_step(unread).step == "file"
    assert steps.obstacle(unread) is not None


def test_an_open_question_stops_at_its_own_step() -> None:
    one = draft(asked=(format_doubt(),))
    assert steps.go_to(one, "policy").step == "columns"
    assert not steps.can_finish(replace(one, dataset=DATASET))
    settled = answered(one, format_doubt(), "dmy")
    assert steps.go_to(settled, "check").step == "check"


def test_a_question_that_changes_no_figure_stops_nobody() -> None:
    one = draft(asked=(format_doubt(changes_figure=False),), dataset=DATASET)
    assert steps.can_finish(one)
    assert steps.go_to(one, "policy").step == "policy"


def test_the_check_waits_for_the_rows() -> None:
    assert steps.go_to(draft(), "policy").step == "check"
    assert not steps.can_finish(draft())


def test_finish_waits_for_the_question_about_the_rules() -> None:
    one = draft(asked=(rule_doubt(),), dataset=DATASET)
    assert steps.go_to(one, "policy").step == "policy"
    assert not steps.can_finish(one)
    assert steps.can_finish(answered(one, rule_doubt(), "leaving_day"))


def test_going_back_keeps_answers() -> None:
    one = answered(draft(asked=(format_doubt(),)), format_doubt(), "mdy")
    there = steps.go_to(one, "columns")
    assert steps.back(steps.back(there)).chosen == one.chosen


def test_questions_stand_at_the_step_of_their_option() -> None:
    one = draft(asked=(rule_doubt(), format_doubt()))
    assert [doubt.code for doubt in steps.doubts_at(one, "columns")] == ["date-order"]
    assert [doubt.code for doubt in steps.unsettled(one)] == ["date-order", "end-is"]


def test_the_steps_up_to_the_open_question_can_be_gone_to() -> None:
    assert steps.reachable(draft(asked=(format_doubt(),))) == {"file", "shape", "columns"}
    assert steps.reachable(draft(dataset=DATASET)) == set(STEPS)
