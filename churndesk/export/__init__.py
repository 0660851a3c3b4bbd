"""The workbook: every figure with its formula, ready to be handed over; and tables as CSV."""

from churndesk.export.delimited import Listing, write_csv
from churndesk.export.workbook import SHEETS, WorkbookOptions, sheets_in, write_workbook

__all__ = ["SHEETS", "Listing", "WorkbookOptions", "sheets_in", "write_csv", "write_workbook"]
