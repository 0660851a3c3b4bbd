"""Why rows of a file are not part of its table, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.words import message, plural

if TYPE_CHECKING:
    from churndesk.words import Message

#: One row's reason, by the stable word that the reader gives it.
REASONS: dict[str, Message] = {
    "empty": message("an empty row"),
    "banner": message("a line above the table"),
    "header": message("the headings"),
    "comment": message("a comment"),
    "separator": message("a note on how the file is written"),
    "total": message("a total, not a row of its own"),
    "subtotal": message("a subtotal, not a row of its own"),
    "footnote": message("a note below the table"),
    "repeated-header": message("the headings once more"),
    "second-table": message("a second table"),
    "unreadable": message("unreadable"),
    "hidden": message("hidden in the workbook"),
}


def reason_told(reason: str) -> Message:
    """Why one row was set aside."""
    return REASONS.get(reason, message("not part of the table"))


def aside_told(reason: str, count: int) -> Message:  # noqa: PLR0911  (one line a reason)
    """How many rows were set aside for one reason."""
    match reason:
        case "empty":
            return plural("{count} empty row", "{count} empty rows", count)
        case "banner":
            return plural("{count} line above the table", "{count} lines above the table", count)
        case "header":
            return plural("{count} row of headings", "{count} rows of headings", count)
        case "comment":
            return plural("{count} comment", "{count} comments", count)
        case "total":
            return plural("{count} total", "{count} totals", count)
        case "subtotal":
            return plural("{count} subtotal", "{count} subtotals", count)
        case "footnote":
            return plural("{count} note below the table", "{count} notes below the table", count)
        case "repeated-header":
            return plural("the headings {count} more time", "the headings {count} more times", count)
        case "second-table":
            return plural("{count} row of a second table", "{count} rows of a second table", count)
        case "skipped":
            return plural("{count} row that you left out", "{count} rows that you left out", count)
        case "unreadable":
            return plural("{count} unreadable row", "{count} unreadable rows", count)
        case _:
            return plural("{count} row of another kind", "{count} rows of another kind", count)
