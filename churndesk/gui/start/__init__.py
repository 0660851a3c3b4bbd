"""Where a person begins: a spreadsheet, a project, a sample, or a calculator."""

from churndesk.gui.start.page import StartPage

__all__ = ["StartPage"]
