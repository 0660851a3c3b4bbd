"""A sample as an open project, without the questions of an import: something to see on the tour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.project.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.progress import Report
    from churndesk.project.blobs import Blobs


def sample_project(path: Path, name: str, report: Report) -> tuple[Project, Blobs]:
    """The project that an import of the file gives when everything is taken as it is proposed."""
    from churndesk import importing
    from churndesk.gui.importing import jobs
    from churndesk.gui.importing.keeping import with_import

    imported, blobs = jobs.finished(importing.loaded(importing.begin(path, report=report), report), report)
    return with_import(replace(Project(), name=name), imported), blobs
