"""What was imported, under which rules, and how to change both."""

from churndesk.gui.data.page import DataPage

__all__ = ["DataPage"]
