"""What a person does with a strategy, as changes of values: each function answers another project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from churndesk.words import message, sense

if TYPE_CHECKING:
    from datetime import date

    from churndesk.project.project import Action, ActionState, Project, StepNote
    from churndesk.strategies import Strategy
    from churndesk.words import Message

#: The states of a strategy in the order of its life: key, name, tone.
STATES: tuple[tuple[ActionState, Message, str], ...] = (
    ("open", sense("action", "Open"), ""),
    ("doing", message("Doing"), "accent"),
    ("done", message("Done"), "good"),
    ("not-for-us", message("Not for us"), "muted"),
)


def today() -> date:
    """The day that it is where the person is."""
    return datetime.now().astimezone().date()


def state_name(state: ActionState) -> Message:
    """The state in words."""
    return next(name for key, name, _ in STATES if key == state)


def told(before: Action, after: Action, strategy: Strategy) -> Message:
    """What an edit of a strategy did, for the list of steps that can be undone."""
    changed = [number for number, step in enumerate(strategy.steps, 1) if before.step(step.key) != after.step(step.key)]
    if changed:
        return _step_told(before, after, strategy, changed[0])
    if before.state != after.state:
        return message("“{strategy}”: {state}", strategy=strategy.title, state=state_name(after.state))
    return message("Plan “{strategy}”", strategy=strategy.title)


def _step_told(before: Action, after: Action, strategy: Strategy, number: int) -> Message:
    key, title = strategy.steps[number - 1].key, strategy.title
    was, is_now = before.step(key).ticked, after.step(key).ticked
    if is_now and not was:
        return message("Tick step {number} of “{strategy}”", number=number, strategy=title)
    if was and not is_now:
        return message("Take back the tick of step {number} of “{strategy}”", number=number, strategy=title)
    return message("Note on step {number} of “{strategy}”", number=number, strategy=title)


def state_tone(state: ActionState) -> str:
    """The tone that underlines the words."""
    return next(tone for key, _, tone in STATES if key == state)


def with_action(project: Project, action: Action) -> Project:
    """The project in which that is what was done with the strategy; others keep their places."""
    others = {one.strategy: one for one in project.actions}
    return replace(project, actions=tuple({**others, action.strategy: action}.values()))


def with_step(action: Action, key: str, note: StepNote, day: date) -> Action:
    """The action with another note on one step. The first tick of an open strategy begins it, on `day`."""
    noted = replace(action, steps=tuple({**dict(action.steps), key: note}.items()))
    return with_state(noted, "doing", day) if note.ticked and action.state == "open" else noted


def with_state(action: Action, state: ActionState, day: date) -> Action:
    """The action in that state. Work that begins, or is done at once, starts on `day`; an open one has no start."""
    if state == "open":
        return replace(action, state=state, started=None)
    started = action.started if state == "not-for-us" else action.started or day
    return replace(action, state=state, started=started)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a strategy is: steps ticked, of how many, and the next day that something is due."""

    ticked: int
    steps: int
    due: date | None


def progress(strategy: Strategy, action: Action) -> Progress:
    """How far it is. Nothing is due any more where the strategy is done or not wanted."""
    notes = [action.step(step.key) for step in strategy.steps]
    waiting = [note.due for note in notes if note.due is not None and not note.ticked]
    if action.due is not None:
        waiting.append(action.due)
    running = action.state in {"open", "doing"}
    return Progress(sum(note.ticked for note in notes), len(notes), min(waiting) if waiting and running else None)
