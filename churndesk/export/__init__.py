"""The workbook: every figure with its formula, ready to be handed over; and tables as CSV or as a sheet."""

from churndesk.export.delimited import Listing, write_csv
from churndesk.export.options import Paper, WorkbookOptions
from churndesk.export.outline import Outline, outline
from churndesk.export.prepared import prepared, workbook_options
from churndesk.export.sharing import new_key, shared, write_key
from churndesk.export.sheets import SHEETS, SheetKind
from churndesk.export.table_file import write_table
from churndesk.export.workbook import sheets_in, write_workbook

__all__ = [
    "SHEETS",
    "Listing",
    "Outline",
    "Paper",
    "SheetKind",
    "WorkbookOptions",
    "new_key",
    "outline",
    "prepared",
    "shared",
    "sheets_in",
    "workbook_options",
    "write_csv",
    "write_key",
    "write_table",
    "write_workbook",
]
