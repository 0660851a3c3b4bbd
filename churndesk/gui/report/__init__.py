"""The page "Report": what a workbook will hold, and the button that writes it."""

from churndesk.gui.report.page import ReportPage

__all__ = ["ReportPage"]
