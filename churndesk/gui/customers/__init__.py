"""Who stands behind every count."""

from churndesk.gui.customers.page import CustomersPage

__all__ = ["CustomersPage"]
