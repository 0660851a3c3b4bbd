from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from churndesk.gui.actions.plan import progress, state_name, state_tone, told, with_action, with_state, with_step
from churndesk.project.project import Action, Project, StepNote
from churndesk.strategies import catalogue
from churndesk.words import Language

DAY = date(2026, 3, 2)


def test_an_action_takes_the_place_of_its_own_and_of_no_other() -> None:
    project = Project(actions=(Action("reasons"), Action("engage", "done")))
    changed = with_action(project, Action("reasons", "doing"))
    assert changed.actions == (Action("reasons", "doing"), Action("engage", "done"))
    assert with_action(changed, Action("service")).actions[2] == Action("service")
    assert project.actions[0] == Action("reasons")


def test_the_first_tick_begins_a_strategy() -> None:
    begun = with_step(Action("reasons"), "call-ten", StepNote(ticked=True), DAY)
    assert (begun.state, begun.started) == ("doing", DAY)
    assert begun.step("call-ten").ticked


def test_a_note_alone_begins_nothing_and_a_later_tick_keeps_the_start() -> None:
    noted = with_step(Action("reasons"), "call-ten", StepNote(owner="Mia"), DAY)
    assert (noted.state, noted.started) == ("open", None)
    running = Action("reasons", "doing", started=date(2026, 1, 1))
    assert with_step(running, "improve", StepNote(ticked=True), DAY).started == date(2026, 1, 1)
    assert with_step(Action("reasons", "not-for-us"), "improve", StepNote(ticked=True), DAY).state == "not-for-us"


@pytest.mark.parametrize(
    ("state", "started", "then"),
    [
        ("doing", None, DAY),
        ("done", None, DAY),
        ("done", date(2026, 1, 1), date(2026, 1, 1)),
        ("not-for-us", None, None),
        ("open", date(2026, 1, 1), None),
    ],
)
def test_the_start_follows_the_state(state, started, then) -> None:  # noqa: ANN001
    changed = with_state(Action("reasons", started=started), state, DAY)
    assert (changed.state, changed.started) == (state, then)


def test_progress_counts_ticks_and_finds_the_next_due_day() -> None:
    strategy = catalogue().strategy("long-term")
    steps = (
        ("yearly", StepNote(ticked=True, due=date(2026, 1, 1))),
        ("pause", StepNote(due=date(2026, 5, 1))),
        ("no-such-step", StepNote(ticked=True)),
    )
    action = Action("long-term", "doing", due=date(2026, 6, 1), steps=steps)
    assert progress(strategy, action).ticked == 1
    assert progress(strategy, action).steps == 4
    assert progress(strategy, action).due == date(2026, 5, 1), "what is ticked is not due any more"
    assert progress(strategy, Action("long-term", "done", due=DAY)).due is None


def test_every_state_has_a_name() -> None:
    assert state_name("not-for-us").text == "Not for us"
    assert state_tone("done") == "good"


def test_every_edit_is_told_by_what_it_did() -> None:
    strategy = catalogue().strategy("reasons")
    second = strategy.steps[1].key
    untouched = Action("reasons")
    ticked = replace(untouched, steps=((second, StepNote(ticked=True)),))
    noted = replace(ticked, steps=((second, StepNote(ticked=True, note="soon")),))
    planned, done = replace(untouched, owner="Mia"), replace(untouched, state="done")
    edits = ((untouched, ticked), (ticked, untouched), (ticked, noted), (untouched, done), (untouched, planned))
    assert [Language("en").say(told(before, after, strategy)) for before, after in edits] == [
        "Tick step 2 of “Find out why customers leave”",
        "Take back the tick of step 2 of “Find out why customers leave”",
        "Note on step 2 of “Find out why customers leave”",
        "“Find out why customers leave”: Done",
        "Plan “Find out why customers leave”",
    ]
