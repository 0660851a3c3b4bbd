from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from churndesk.gui import ask
from churndesk.gui.proof import show_customers, show_proof
from churndesk.gui.widgets.text import Text
from churndesk.project.blobs import Blobs
from churndesk.project.project import Project, Source
from churndesk.shapes.mapping import ColumnUse, Mapping
from churndesk.words import message
from tests.unit.gui import projects
from tests.unit.tables import summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow
    from churndesk.gui.proof import ProofDialog

FILE = b"No;Joined;Left;Fee\nC000; 1.1.2024;15.2.2024;100\nC001;1.1.2024;20.2.2024;100\n"
MAPPING = Mapping("customers", tuple(ColumnUse(name) for name in ("No", "Joined", "Left", "Fee")))


def with_file(project: Project, blobs: Blobs) -> Project:
    """The members of the small project, as if they had been imported from a file."""
    digest = blobs.keep(FILE)
    [source] = project.dataset.sources
    dataset = replace(project.dataset, sources=(replace(source, digest=digest),))
    origin = Source("members.csv", digest, MAPPING, delimiter=";", header=1)
    view = replace(project.view, period=date(2024, 2, 1))
    return replace(project, dataset=dataset, sources=(origin,), view=view)


@pytest.fixture
def proof(window: MainWindow, document: Document) -> Iterator[ProofDialog]:
    blobs = Blobs()
    document.begin(with_file(projects.spells(), blobs), blobs=blobs)
    dialog = show_proof(window.desk, "churn_rate", window)
    yield dialog
    dialog.reject()


def said(dialog: ProofDialog) -> list[str]:
    return [dialog.said.itemAt(at).widget().text() for at in range(dialog.said.count())]


def test_it_says_the_formula_with_its_numbers_and_the_rules(proof: ProofDialog) -> None:
    assert said(proof)[:2] == ["customers lost / customers at the start", "2 / 10 = 20.0%"]
    assert said(proof)[2].startswith("A customer is gone on the end date.")
    assert all(isinstance(proof.said.itemAt(at).widget(), Text) for at in range(proof.said.count()))


def test_both_sides_of_the_figure_are_listed(proof: ProofDialog) -> None:
    assert proof.list.model.rowCount() == 2
    proof.tabs.setCurrentIndex(1)
    assert proof.list.model.rowCount() == 10


def test_a_customer_leads_to_the_rows_own_text(proof: ProofDialog) -> None:
    proof.list.table.selectRow(0)
    story = proof.list.story
    assert story.isVisible()
    assert story.name.text() == "Customer 0 (C000)"
    assert story.where.text() == "members.csv, row 2"
    cells = story.cells.model()
    assert [(cells.index(at, 0).data(), cells.index(at, 1).data()) for at in range(4)] == [
        ("No", "C000"), ("Joined", " 1.1.2024"), ("Left", "15.2.2024"), ("Fee", "100"),
    ]  # fmt: skip


def test_without_the_file_it_says_so(window: MainWindow, document: Document) -> None:
    document.begin(projects.spells())
    dialog = show_proof(window.desk, "net_growth", window)
    dialog.list.table.selectRow(0)
    assert "isn't kept in this project" in dialog.list.story.where.text()
    dialog.reject()


def test_a_table_of_totals_shows_its_rows(window: MainWindow, document: Document) -> None:
    document.begin(Project(dataset=summary("month", ["2024-01-01", "2024-02-01"], opening=[10, 9], lost=[1, 2])))
    dialog = show_proof(window.desk, "churn_rate", window)
    assert any("only totals" in line for line in said(dialog))
    assert not dialog.list.isVisible()
    dialog.reject()


def test_typed_numbers_have_no_proof(window: MainWindow) -> None:
    assert show_proof(window.desk, "churn_rate", window) is None


def test_who_makes_a_difference_is_listed(window: MainWindow, document: Document) -> None:
    document.begin(projects.spells())
    title, why = message("Another rule"), message("One customer makes the difference.")
    dialog = show_customers(window.desk, np.array([4], dtype=np.int32), title, why, window)
    assert dialog.list.model.index(0, 0).data() == "C004"
    dialog.reject()


def test_the_list_is_searched_and_saved(proof: ProofDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    proof.tabs.setCurrentIndex(1)
    proof.list.search.setText("C007")
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "start.csv")
    proof.list.save.click()
    lines = (tmp_path / "start.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].endswith("9,members.csv")
