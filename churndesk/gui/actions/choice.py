"""Which strategies are shown, and in which order: by metric, by state, by what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from churndesk.gui.actions.plan import progress
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from churndesk.project.project import Project
    from churndesk.strategies import Strategy, Suggested
    from churndesk.words import Message

Due = Literal["", "overdue", "week", "month", "none"]

#: What can be asked of the due day.
DUES: tuple[tuple[Due, Message], ...] = (
    ("", message("Any due day")),
    ("overdue", message("Overdue")),
    ("week", message("Due within a week")),
    ("month", message("Due within a month")),
    ("none", message("Without a due day")),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of a strategy to be shown; an empty part asks for nothing.

    `state` is one of the states, or "suggested".
    """

    metric: str = ""
    state: str = ""
    due: Due = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Strategies under one heading."""

    title: Message
    strategies: tuple[Strategy, ...]


def admits(choice: Choice, strategy: Strategy, project: Project, *, suggested: bool, day: date) -> bool:
    """Whether the strategy has all that the choice asks for on that day."""
    action = project.action(strategy.key)
    if choice.metric and choice.metric not in strategy.metrics:
        return False
    if choice.state == "suggested" and not suggested:
        return False
    if choice.state not in {"", "suggested", action.state}:
        return False
    return _due(choice.due, progress(strategy, action).due, day)


def _due(asked: Due, due: date | None, day: date) -> bool:
    if asked == "":
        return True
    if due is None or asked == "none":
        return due is None and asked == "none"
    if asked == "overdue":
        return due < day
    return due <= day + timedelta(days=7 if asked == "week" else 31)


def groups(strategies: tuple[Strategy, ...], project: Project, suggested: Mapping[str, Suggested]) -> tuple[Group, ...]:
    """The strategies by what a person wants to see first: begun, suggested, the others, settled; none empty."""
    states = {one.key: project.action(one.key).state for one in strategies}
    doing = [one for one in strategies if states[one.key] == "doing"]
    waiting = [one for one in strategies if states[one.key] == "open" and one.key in suggested]
    waiting.sort(key=lambda one: -suggested[one.key].urgency)
    others = [one for one in strategies if states[one.key] == "open" and one.key not in suggested]
    settled = [one for one in strategies if states[one.key] in {"done", "not-for-us"}]
    made = (
        Group(message("You are at it"), tuple(doing)),
        Group(message("Your figures speak for these"), tuple(waiting)),
        Group(message("Other ways") if doing or waiting else message("Ways to lose fewer customers"), tuple(others)),
        Group(message("Settled"), tuple(settled)),
    )
    return tuple(group for group in made if group.strategies)
