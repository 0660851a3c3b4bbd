"""The sheets of the workbook, one file each."""

from churndesk.export.sheets.actions import ACTION_PLAN
from churndesk.export.sheets.answers import ANSWERS
from churndesk.export.sheets.categories import CATEGORIES
from churndesk.export.sheets.checks import DATA_CHECKS
from churndesk.export.sheets.closed import CLOSED
from churndesk.export.sheets.cohort_revenue import COHORT_REVENUE
from churndesk.export.sheets.cohorts import COHORTS
from churndesk.export.sheets.customers import CUSTOMERS
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.loss_cost import LOSS_COST
from churndesk.export.sheets.movements import MOVEMENTS
from churndesk.export.sheets.periods import PERIODS
from churndesk.export.sheets.policy import POLICY
from churndesk.export.sheets.revenue import REVENUE
from churndesk.export.sheets.stays import STAYS
from churndesk.export.sheets.summary import SUMMARY
from churndesk.export.sheets.survival import SURVIVAL
from churndesk.export.sheets.why import REASONS
from churndesk.export.sheets.workings import WORKINGS

__all__ = ["SHEETS", "SheetKind"]

#: Every sheet, in the order in which they stand in the workbook.
SHEETS: tuple[SheetKind, ...] = (
    SUMMARY,
    PERIODS,
    REVENUE,
    MOVEMENTS,
    CLOSED,
    CATEGORIES,
    COHORTS,
    COHORT_REVENUE,
    SURVIVAL,
    REASONS,
    ANSWERS,
    LOSS_COST,
    ACTION_PLAN,
    CUSTOMERS,
    STAYS,
    WORKINGS,
    DATA_CHECKS,
    POLICY,
)
