from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.project import store
from churndesk.project.blobs import Blobs
from churndesk.project.project import Project
from churndesk.project.sizes import parts_of
from tests.torture import example

if TYPE_CHECKING:
    from pathlib import Path


def test_the_parts_make_the_file(tmp_path: Path) -> None:
    blobs = Blobs()
    project = example.project(blobs)
    parts = parts_of(project, blobs)
    assert [dict(part.title.values).get("file") for part in parts] == ["log1.csv", None, None, "log0.csv"]
    store.save(project, blobs, tmp_path / "a.churndesk")
    size = (tmp_path / "a.churndesk").stat().st_size
    assert 0.7 * size < sum(part.size for part in parts) <= size


def test_an_empty_project_is_small() -> None:
    [part] = parts_of(Project(), Blobs())
    assert part.size < 3000
