"""Charts on the screen: a chart value drawn, read out, shown as a table, copied and saved."""

from churndesk.gui.plots.chart_view import ChartView

__all__ = ["ChartView"]
