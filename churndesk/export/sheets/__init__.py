"""The sheets of the workbook, one file each."""

from churndesk.export.sheets.actions import ACTION_PLAN
from churndesk.export.sheets.categories import CATEGORIES
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.loss_cost import LOSS_COST
from churndesk.export.sheets.movements import MOVEMENTS
from churndesk.export.sheets.periods import PERIODS
from churndesk.export.sheets.policy import POLICY
from churndesk.export.sheets.problems import PROBLEMS
from churndesk.export.sheets.revenue import REVENUE
from churndesk.export.sheets.summary import SUMMARY
from churndesk.export.sheets.workings import WORKINGS

__all__ = ["SHEETS", "SheetKind"]

#: Every sheet, in the order in which they stand in the workbook.
SHEETS: tuple[SheetKind, ...] = (
    SUMMARY,
    PERIODS,
    REVENUE,
    MOVEMENTS,
    CATEGORIES,
    LOSS_COST,
    WORKINGS,
    ACTION_PLAN,
    POLICY,
    PROBLEMS,
)
