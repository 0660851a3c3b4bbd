"""The page of the twelve strategies: why one is suggested now, what to do, who does it and until when."""

from churndesk.gui.actions.page import ActionsPage

__all__ = ["ActionsPage"]
