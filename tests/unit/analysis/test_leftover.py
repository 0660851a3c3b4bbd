from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk import importing
from churndesk.analysis.leftover import project_leftovers
from churndesk.gui.importing.jobs import finished
from churndesk.gui.importing.keeping import with_import
from churndesk.progress import silent
from churndesk.project.blobs import Blobs
from churndesk.project.project import Project

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = "Studio North\nMember,Joined,Fee\nA1,2024-01-10,40\nA2,soon,40\nA3,2024-02-03,60\nTotal,,140\n"


def imported(path: Path, text: str) -> tuple[Project, Blobs]:
    path.write_text(text, "utf-8")
    draft = importing.loaded(importing.begin(path))
    draft = importing.checked(importing.with_rows_taken(draft, ((0, 6),)))
    answer, blobs = finished(draft, silent)
    return with_import(Project(), answer), blobs


def test_the_rows_are_read_from_the_project_s_own_bytes(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    project, blobs = imported(path, MEMBERS)
    path.unlink()
    rows = project_leftovers(project, blobs)
    assert [(row.row, row.fate) for row in rows] == [(1, "aside"), (4, "unusable"), (6, "unusable")]
    assert rows[1].cells == ("A2", "soon", "40")


def test_a_project_without_data_has_none() -> None:
    assert project_leftovers(Project(), Blobs()) == ()
