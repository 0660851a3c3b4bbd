"""Every figure: its formula, its interval, its sentence, and why it is undefined where it is."""

from churndesk.metrics.benchmarks import Benchmark, Contrast, benchmarks_for, contrasts_for
from churndesk.metrics.bounds import Bounds, churn_bounds
from churndesk.metrics.catalogue import METRICS, metric
from churndesk.metrics.closes import Part, Segment
from churndesk.metrics.comparison import comparison, revenue_comparison
from churndesk.metrics.cost import CostGroup, CostTerms, LossCost
from churndesk.metrics.cost_of_losses import loss_cost
from churndesk.metrics.customers import customer_movements, who
from churndesk.metrics.fisher import fisher
from churndesk.metrics.given import PooledChurn, figure, inputs_from, pooled_churn
from churndesk.metrics.metric import Input, Inputs, Metric
from churndesk.metrics.movements import CustomerMovement, RevenueMovement
from churndesk.metrics.other_rules import OtherRule, other_rules
from churndesk.metrics.periods import Granularity, Period, months_in, periods_of
from churndesk.metrics.rates import monthly, over_months, yearly
from churndesk.metrics.result import Result, Undefined, Unit
from churndesk.metrics.revenue import revenue_movements
from churndesk.metrics.snapshot import Breakdown, Share, SnapshotFigures, snapshot_figures, snapshot_inputs
from churndesk.metrics.wilson import wilson

__all__ = [
    "METRICS",
    "Benchmark",
    "Bounds",
    "Breakdown",
    "Contrast",
    "CostGroup",
    "CostTerms",
    "CustomerMovement",
    "Granularity",
    "Input",
    "Inputs",
    "LossCost",
    "Metric",
    "OtherRule",
    "Part",
    "Period",
    "PooledChurn",
    "Result",
    "RevenueMovement",
    "Segment",
    "Share",
    "SnapshotFigures",
    "Undefined",
    "Unit",
    "benchmarks_for",
    "churn_bounds",
    "comparison",
    "contrasts_for",
    "customer_movements",
    "figure",
    "fisher",
    "inputs_from",
    "loss_cost",
    "metric",
    "monthly",
    "months_in",
    "other_rules",
    "over_months",
    "periods_of",
    "pooled_churn",
    "revenue_comparison",
    "revenue_movements",
    "snapshot_figures",
    "snapshot_inputs",
    "who",
    "wilson",
    "yearly",
]
