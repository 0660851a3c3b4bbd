"""What became of a file's rows, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.importing.checking import Counts
from churndesk.importing.reasons import aside_told
from churndesk.words import Amount, Series, message, plural

if TYPE_CHECKING:
    from churndesk.importing.checking import ProblemGroup
    from churndesk.importing.control import ControlTotal
    from churndesk.ledger.dataset import SourceFile
    from churndesk.words import Message


def source_counts(source: SourceFile) -> Counts:
    """The counts of one file alone."""
    return Counts(source.rows_read, source.rows_used, source.set_aside)


def counts_told(total: Counts) -> tuple[Message, Message | None]:
    """What became of the rows, and which lines around the table were set aside."""
    all_used = plural("{count} row read, and used.", "{count} rows read, all of them used.", total.read)
    read = (
        all_used
        if not total.left_out
        else plural(
            "{count} row read: {used} used, {left_out} left out.",
            "{count} rows read: {used} used, {left_out} left out.",
            total.read,
            used=total.used,
            left_out=total.left_out,
        )
    )
    if not total.set_aside:
        return read, None
    around = Series(tuple(aside_told(reason, number) for reason, number in total.set_aside))
    return read, message("Set aside around the table: {rows}.", rows=around)


def control_told(total: ControlTotal) -> Message:
    """Whether the rows add up to the file's own total, or each table's rows to its own."""
    ours, in_file, apart = Amount(total.ours), Amount(total.in_file), Amount(abs(total.missing))
    if total.agrees and total.table:
        return message(
            "{table}: “{column}” adds up to {ours}, as its own total says.",
            table=total.table,
            column=total.heading,
            ours=ours,
        )
    if total.agrees:
        return message("“{column}” adds up to {ours}, as the file's own total says.", column=total.heading, ours=ours)
    if total.table:
        return message(
            "{table}: “{column}” adds up to {ours}. Its own total says {in_file}: {missing} apart.",
            table=total.table,
            column=total.heading,
            ours=ours,
            in_file=in_file,
            missing=apart,
        )
    return message(
        "“{column}” adds up to {ours}. The file's own total says {in_file}: {missing} apart.",
        column=total.heading,
        ours=ours,
        in_file=in_file,
        missing=apart,
    )


def group_told(group: ProblemGroup) -> Message:
    """One line for a kind of problem: how often, where first, and what it is."""
    rows = [problem.row for problem in group.problems if problem.row is not None]
    if group.count == 1 and rows:
        return message("Row {row}: {problem}", row=str(rows[0]), problem=group.text)
    if rows:
        return plural(
            "{count} time, first in row {row}: {problem}",
            "{count} times, first in row {row}: {problem}",
            group.count,
            row=str(rows[0]),
            problem=group.text,
        )
    return group.text
