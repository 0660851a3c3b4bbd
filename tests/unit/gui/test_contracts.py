from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tests.unit.gui import projects

if TYPE_CHECKING:
    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow
    from churndesk.project.project import Project


def contracts() -> Project:
    """Three contracts are up for renewal in February; two of them end."""
    project = projects.spells()
    rows = project.dataset.rows
    renewal = rows.end.copy()
    renewal[5] = np.datetime64("2024-02-10")
    return replace(project, dataset=replace(project.dataset, rows=replace(rows, renewal=renewal)))


def test_the_rule_who_can_leave_turns_every_figure_to_contracts(window: MainWindow, document: Document) -> None:
    document.begin(contracts())
    window.context.period.chosen.emit(1)
    window.go("churn")
    page = window.pages["churn"]
    assert page.panel.answer.figure.text() == "20.0%"
    window.go("data")
    window.show_policy()
    window.pages["data"].editor.answers["at_risk"].buttons["due"].click()
    window.go("churn")
    assert page.panel.answer.figure.text() == "66.7%"
    assert page.panel.answer.words.text() == "customers who did not renew / customers up for renewal"
    assert not page.rules.isVisible()
    assert window.context.policy.text().strip() == "Gone when they don't renew"
    document.history.undo()
    assert page.panel.answer.figure.text() == "20.0%"


def test_the_proof_names_who_was_due_and_who_renewed(window: MainWindow, document: Document) -> None:
    project = contracts()
    document.begin(replace(project, policy=replace(project.policy, at_risk="due")))
    window.context.period.chosen.emit(1)
    window.go("overview")
    assert window.pages["overview"].figures.results["retention_rate"].sentence.text() == "1 of 3 stayed"
    from churndesk.analysis.proof import proof_of

    proof = proof_of(document.study, "churn_rate")
    assert [(side.key, len(side.members)) for side in proof.sides] == [
        ("not_renewed", 2), ("decided", 3), ("undecided", 0),
    ]  # fmt: skip
    assert proof.sides[0].members.ids.tolist() == ["C000", "C001"]
