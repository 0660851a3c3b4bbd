"""Tables and their mapping become a Dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.progress import silent
from churndesk.shapes.content import Content
from churndesk.shapes.listing import shape
from churndesk.shapes.presets import recognised
from churndesk.shapes.role import role as role_of
from churndesk.shapes.stack import stack
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.ledger.dataset import Dataset
    from churndesk.progress import Report
    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import Mapping


def understand(tables: Sequence[RawTable], mapping: Mapping, report: Report = silent) -> Dataset:
    """The rows of one table, or of several with the same columns, as the mapping understands them.

    Rows that can't be used are left out, each with a problem in its `SourceFile`.

    Raises:
        NotPossible: a column that the shape needs is missing, no row is left, an order of dates or a currency must be
            chosen first.
        Cancelled: raised by `report`.
    """
    chosen = shape(mapping.shape)
    for group in chosen.needs:
        if not any(mapping.column(role) is not None for role in group):
            preset = recognised(tables[0].headings)
            if preset and preset.notes and preset.shape == chosen.key:
                raise NotPossible(preset.notes[0])
            raise NotPossible(
                message(
                    "No column says “{role}”, which a table of this kind needs ({kind}). Choose one, or another kind.",
                    role=role_of(group[0]).title,
                    kind=chosen.title,
                )
            )
    report(0.0, message("Reading the rows"))
    content = Content(stack(tables, mapping), mapping, report)
    dataset = chosen.build(content)
    if not sum(source.rows_used for source in dataset.sources):
        raise NotPossible(
            message(
                "No row of {file} could be used. Look at the problems and correct the columns.", file=tables[0].file
            )
        )
    report(1.0)
    return dataset
