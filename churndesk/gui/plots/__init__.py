"""Charts on the screen: a chart value drawn, read out, shown as a table, copied and saved."""

from churndesk.gui.plots.chart_view import ChartView
from churndesk.gui.plots.heat_view import HeatView
from churndesk.gui.plots.step_view import StepView

__all__ = ["ChartView", "HeatView", "StepView"]
