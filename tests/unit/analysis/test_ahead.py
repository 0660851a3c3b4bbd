from __future__ import annotations

from dataclasses import replace

from churndesk.analysis import study
from churndesk.analysis.ahead import look_ahead
from churndesk.ledger import SpellLedger
from churndesk.project.project import Project
from tests.unit.tables import stays

ROWS = [
    {"customer": name, "start": "2024-01-05", "end": end, "amount": 10.0, "plan": plan}
    for name, end, plan in (("A", "2024-02-10", "a"), ("B", "", "b"), ("C", "2024-03-03", "a"), ("D", "", "b"))
]


def test_groups_counted_ahead_are_remembered_and_right() -> None:
    project = Project(dataset=stays(ROWS))
    first = study(project)
    assert isinstance(first.ledger, SpellLedger)
    look_ahead(first, lambda: True)
    known = dict(first.ledger.remembered._known)
    chosen = replace(project, view=replace(project.view, segment=("plan", "a")))
    found = study(chosen, first)
    assert found.ledger is first.ledger
    booked = [key for key in first.ledger.remembered._known if key[0] == "booked"]
    assert booked
    assert set(booked) <= known.keys() | {key for key in booked if len(key[2]) == 1}  # the checks' longer period
    assert found.customers == study(chosen).customers
    assert found.revenue == study(chosen).revenue


def test_it_ends_when_something_else_is_wanted() -> None:
    first = study(Project(dataset=stays(ROWS)))
    assert isinstance(first.ledger, SpellLedger)
    look_ahead(first, lambda: False)
    assert not [key for key in first.ledger.remembered._known if key[0] == "booked"]
