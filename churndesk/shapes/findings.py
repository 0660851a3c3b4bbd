"""What is found wrong while rows are read: collected by row, told one by one up to a limit, then counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.words import Problem, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from churndesk.reading.table import RawTable
    from churndesk.shapes.stack import Stack
    from churndesk.words import Message

#: So many problems of one code are told one by one; one more stands for the rest.
MOST = 200


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """Rows of the stack with the same thing wrong.

    `cells` are their texts, in the order of `rows`; a `summed` finding is told once for all its rows. One `of_whole`
    tables has no rows and is told with the first table.
    """

    code: str
    sentence: Callable[[str], Message]
    rows: npt.NDArray[np.intp]
    cells: tuple[str, ...]
    column: str
    serious: bool
    summed: bool = False
    of_whole: bool = False


def _summed(finding: Finding, stack: Stack, source: int, here: npt.NDArray[np.intp]) -> list[Problem]:
    if not len(here):
        return []
    table, first = stack.tables[source], here[0]
    cell = finding.cells[first] if first < len(finding.cells) else ""
    return [
        Problem(
            finding.code, finding.sentence(cell), table.file, table.dialect.sheet, int(stack.row[finding.rows[first]]),
            finding.column, cell, len(here), finding.serious,
        )
    ]  # fmt: skip


def _of_whole(finding: Finding, table: RawTable) -> Problem:
    return Problem(
        finding.code, finding.sentence(""), table.file, table.dialect.sheet, column=finding.column,
        serious=finding.serious,
    )  # fmt: skip


def problems(findings: list[Finding], stack: Stack, source: int) -> tuple[Problem, ...]:
    """The findings in one of the stack's tables: at most `MOST` of a code with their row, then one for the rest."""
    table = stack.tables[source]
    sheet = table.dialect.sheet
    told: list[Problem] = []
    for finding in findings:
        if finding.of_whole:
            told.extend([_of_whole(finding, table)] if source == 0 else [])
            continue
        here = np.flatnonzero(stack.source[finding.rows] == source)
        if finding.summed:
            told.extend(_summed(finding, stack, source, here))
            continue
        for place in here[:MOST]:
            cell = finding.cells[place] if place < len(finding.cells) else ""
            told.append(
                Problem(
                    finding.code, finding.sentence(cell), table.file, sheet, int(stack.row[finding.rows[place]]),
                    finding.column, cell, 1, finding.serious,
                )
            )  # fmt: skip
        if len(here) > MOST:
            rest = len(here) - MOST
            told.append(
                Problem(
                    finding.code, plural("{count} more row like these.", "{count} more rows like these.", rest),
                    table.file, sheet, None, finding.column, "", rest, finding.serious,
                )
            )  # fmt: skip
    return tuple(told)
