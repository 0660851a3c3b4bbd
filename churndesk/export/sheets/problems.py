"""What was wrong with the files: every problem with its place, and what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Gap, Line, Plan, Table
from churndesk.export.sheets.kind import SheetKind
from churndesk.words import message, plural, sense

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.words import Problem

#: A sheet takes 1,048,576 rows; nobody reads that many.
_MOST = 100_000

_COLUMNS = (
    Column("file", message("File"), "text", lambda problem: problem.file or None, 36),
    Column("sheet", message("Sheet"), "text", lambda problem: problem.sheet or None, 24),
    Column("row", message("Row"), "count", lambda problem: problem.row, 10),
    Column("column", sense("table", "Column"), "text", lambda problem: problem.column or None, 24),
    Column("cell", message("What stands there"), "text", lambda problem: problem.cell or None, 30),
    Column("text", message("What is wrong"), "wrapped", lambda problem: problem.text, 60),
    Column("count", message("Cells"), "count", lambda problem: problem.count, 10),
    Column(
        "serious", message("Changes a figure"), "text",
        lambda problem: sense("answer", "yes") if problem.serious else sense("answer", "no"), 12,
    ),
)  # fmt: skip


def found(study: Study) -> tuple[Problem, ...]:
    """All problems of all files, the serious ones first."""
    dataset = study.project.dataset
    problems = [problem for source in dataset.sources for problem in source.problems] if dataset else []
    return tuple(sorted(problems, key=lambda problem: not problem.serious))


def _plan(study: Study) -> Plan | None:
    problems = found(study)
    if not problems:
        return None
    left_out = len(problems) - _MOST
    more = plural("{count} more isn't listed here.", "{count} more are not listed here.", max(left_out, 0))
    return Plan(
        "problems",
        PROBLEMS.title,
        (
            Line(PROBLEMS.title, "title"),
            Line(message("Rows are numbered as your file counts them."), "subtitle"),
            *((Line(more, "body"),) if left_out > 0 else ()),
            Gap(),
            Table("problems", _COLUMNS, problems[:_MOST], main=True),
        ),
    )


PROBLEMS = SheetKind(
    "problems",
    message("Problems"),
    message("Rows and cells that could not be used as they stand, and where they are"),
    _plan,
)
