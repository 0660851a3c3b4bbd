"""The workbook: every figure with its formula, ready to be handed over; and tables as CSV."""

from churndesk.export.delimited import Listing, write_csv
from churndesk.export.options import Paper, WorkbookOptions
from churndesk.export.outline import Outline, outline
from churndesk.export.sheets import SHEETS, SheetKind
from churndesk.export.workbook import sheets_in, write_workbook

__all__ = [
    "SHEETS",
    "Listing",
    "Outline",
    "Paper",
    "SheetKind",
    "WorkbookOptions",
    "outline",
    "sheets_in",
    "write_csv",
    "write_workbook",
]
