"""What would be: with lower churn, or with an offer to customers at risk."""

from churndesk.gui.what_if.offer import OfferPanel
from churndesk.gui.what_if.what_if import WhatIfPanel

__all__ = ["OfferPanel", "WhatIfPanel"]
