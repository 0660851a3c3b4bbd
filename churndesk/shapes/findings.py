"""What is found wrong while rows are read: collected by row, told one by one up to a limit, then counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from churndesk.words import Problem, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from churndesk.shapes.stack import Stack
    from churndesk.words import Message

#: So many problems of one code are told one by one; one more stands for the rest.
MOST = 200

Sentence: TypeAlias = "Callable[[str], Message]"


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """Rows of the stack with the same thing wrong; `cells` are their texts, in the order of `rows`."""

    code: str
    sentence: Callable[[str], Message]
    rows: npt.NDArray[np.intp]
    cells: tuple[str, ...]
    column: str
    serious: bool


def problems(findings: list[Finding], stack: Stack, source: int) -> tuple[Problem, ...]:
    """The findings in one of the stack's tables: at most `MOST` of a code with their row, then one for the rest."""
    table = stack.tables[source]
    sheet = table.dialect.sheet
    told: list[Problem] = []
    for finding in findings:
        here = np.flatnonzero(stack.source[finding.rows] == source)
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
