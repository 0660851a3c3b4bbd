"""All at one look: four figures, two charts, and what to do next."""

from churndesk.gui.overview.page import OverviewPage

__all__ = ["OverviewPage"]
