"""The action plan: what is suggested and what is being done, with steps, owners and days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Gap, Line, Plan, Table
from churndesk.export.sheets.kind import SheetKind
from churndesk.project.project import Action
from churndesk.strategies.catalogue import catalogue
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from churndesk.analysis import Study
    from churndesk.export.layout import Cell, Emphasis
    from churndesk.strategies.catalogue import Strategy
    from churndesk.words import Message

_STATES: dict[str, Message] = {
    "open": sense("action", "open"),
    "doing": sense("action", "in progress"),
    "done": sense("action", "done"),
    "not-for-us": sense("action", "not for us"),
}
#: What is under way comes first, what was turned down last.
_ORDER = {"doing": 0, "open": 1, "done": 2, "not-for-us": 3}


@dataclass(frozen=True)
class _Row:
    """A strategy, or one of its steps."""

    text: Message
    state: Message
    step: bool
    leads: bool = False
    owner: str = ""
    due: date | None = None
    started: date | None = None
    cost: float | None = None
    reason: Message | None = None
    note: str = ""


def _text(row: _Row) -> Cell:
    return message("    {step}", step=row.text) if row.step else row.text


_COLUMNS = (
    Column("text", message("What to do"), "wrapped", _text, 62),
    Column("state", sense("action", "State"), "text", lambda row: row.state, 18, choices=tuple(_STATES.values())),
    Column("owner", message("Who"), "text", lambda row: row.owner or None, 20),
    Column("due", message("Due"), "day", lambda row: row.due, 16),
    Column("started", message("Started"), "day", lambda row: row.started, 16),
    Column("cost", message("Cost"), "money", lambda row: row.cost, 16),
    Column("reason", message("Suggested because"), "muted", lambda row: row.reason, 48),
    Column("note", message("Notes"), "wrapped", lambda row: row.note or None, 36),
)


def _rows(study: Study) -> Iterator[_Row]:
    reasons = {suggested.strategy: suggested.sentence for suggested in study.suggestions}
    place = {key: number for number, key in enumerate(reasons)}
    entries = [(strategy, study.project.action(strategy.key)) for strategy in catalogue().strategies]
    entries.sort(key=lambda entry: (_ORDER[entry[1].state], place.get(entry[0].key, len(place))))
    for strategy, action in entries:
        reason = reasons.get(strategy.key)
        leads = action.state != "not-for-us" and (reason is not None or action != Action(strategy.key))
        yield replace(_strategy(strategy, action, reason), leads=leads)
        if leads:
            yield from _steps(strategy, action)


def _strategy(strategy: Strategy, action: Action, reason: Message | None) -> _Row:
    return _Row(
        strategy.title,
        _STATES[action.state],
        step=False,
        owner=action.owner,
        due=action.due,
        started=action.started,
        cost=action.cost,
        reason=reason,
        note=action.note,
    )


def _steps(strategy: Strategy, action: Action) -> Iterator[_Row]:
    for step in strategy.steps:
        note = action.step(step.key)
        state = _STATES["done" if note.ticked else "open"]
        yield _Row(step.text, state, step=True, owner=note.owner, due=note.due, note=note.note)


def _emphasis(row: _Row) -> Emphasis:
    return "heading" if row.leads else ""


def _plan(study: Study) -> Plan | None:
    return Plan(
        "actions",
        ACTION_PLAN.title,
        (
            Line(ACTION_PLAN.title, "title"),
            Line(message("What is under way and what is suggested comes first, with its steps."), "subtitle"),
            Gap(),
            Table("actions", _COLUMNS, list(_rows(study)), main=True, emphasis=_emphasis),
        ),
    )


ACTION_PLAN = SheetKind(
    "actions",
    message("Action plan"),
    message("What to do about it: strategies with their steps, who does what, and until when"),
    _plan,
)
