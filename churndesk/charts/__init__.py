"""Charts as values: what is drawn, without saying by what."""

from churndesk.charts.categories import chart_shares
from churndesk.charts.chart import Band, Chart, Line, Mark
from churndesk.charts.customers import chart_customers
from churndesk.charts.losses import chart_loss_by_reason, chart_loss_by_segment
from churndesk.charts.parts import chart_parts
from churndesk.charts.revenue import chart_paid, chart_revenue_bridge
from churndesk.charts.trends import chart_churn, chart_growth, chart_retention, chart_revenue_churn

__all__ = [
    "Band",
    "Chart",
    "Line",
    "Mark",
    "chart_churn",
    "chart_customers",
    "chart_growth",
    "chart_loss_by_reason",
    "chart_loss_by_segment",
    "chart_paid",
    "chart_parts",
    "chart_retention",
    "chart_revenue_bridge",
    "chart_revenue_churn",
    "chart_shares",
]
