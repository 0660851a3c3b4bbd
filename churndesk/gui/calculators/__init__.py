"""The calculators: one page a question, each panel made from what its metric declares."""

from churndesk.gui.calculators.page import CalculatorPage

__all__ = ["CalculatorPage"]
