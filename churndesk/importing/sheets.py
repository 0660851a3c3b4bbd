"""Which sheets of a workbook are read together: those with the same headings, such as one a month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.importing.draft import Draft
    from churndesk.reading.table import Dialect, RawTable


def sheets_together(draft: Draft, dialect: Dialect) -> tuple[str, ...]:
    """The sheets that are read besides the first."""
    wanted = dialect.alike if draft.together else ()
    return tuple(sheet for sheet in wanted if sheet not in draft.left_sheets)


def named_by_time(dialect: Dialect) -> bool:
    """Whether the sheets with the same headings are called by times alone, so that they plainly are parts of one table.

    "January" and "2024-02" are; "2023 backup" may be a copy.
    """
    from churndesk.shapes.datednames import date_in

    names = (dialect.sheet, *dialect.alike)
    found = [date_in(name) for name in names]
    return len(names) > 1 and all(one is not None and not one.rest.strip() for one in found)


def without_sheets_told(table: RawTable) -> RawTable:
    """The table without the remark that other sheets were left, where they are read or were left by the person."""
    return replace(table, problems=tuple(one for one in table.problems if one.code != "more-sheets"))
