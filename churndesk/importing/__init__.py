"""The import wizard without its windows: a draft that goes forward and back without loss."""

from churndesk.importing.changes import changes_told
from churndesk.importing.checking import Counts, ProblemGroup, checked, counts, problem_groups
from churndesk.importing.choices import (
    answered,
    with_amount_is,
    with_as_of,
    with_currency,
    with_fix,
    with_format,
    with_meaning,
    with_policy,
    with_role,
    with_shape,
    with_skip,
    without_row,
)
from churndesk.importing.control import ControlTotal, control_totals
from churndesk.importing.decision import assumed, check_text, decide, sheets_needed
from churndesk.importing.difference import Difference
from churndesk.importing.draft import ALL_STEPS, STEPS, Chosen, Draft, Step
from churndesk.importing.earlier import Earlier, Part
from churndesk.importing.finishing import Imported, ImportedFile, finish
from churndesk.importing.following import with_adding
from churndesk.importing.leftover import Leftover, leftovers
from churndesk.importing.opening import (
    begin,
    loaded,
    with_header,
    with_options,
    with_row_as_written,
    with_rows_taken,
    with_together,
    without_memory,
    without_row_taken,
)
from churndesk.importing.readings import churn_told, readings
from churndesk.importing.steps import (
    back,
    can_finish,
    doubts_at,
    go_to,
    is_first,
    is_last,
    next_step,
    obstacle,
    reachable,
    steps_of,
    unsettled,
)
from churndesk.importing.ways import choices_of

__all__ = [
    "ALL_STEPS",
    "STEPS",
    "Chosen",
    "ControlTotal",
    "Counts",
    "Difference",
    "Draft",
    "Earlier",
    "Imported",
    "ImportedFile",
    "Leftover",
    "Part",
    "ProblemGroup",
    "Step",
    "answered",
    "assumed",
    "back",
    "begin",
    "can_finish",
    "changes_told",
    "check_text",
    "checked",
    "choices_of",
    "churn_told",
    "control_totals",
    "counts",
    "decide",
    "doubts_at",
    "finish",
    "go_to",
    "is_first",
    "is_last",
    "leftovers",
    "loaded",
    "next_step",
    "obstacle",
    "problem_groups",
    "reachable",
    "readings",
    "sheets_needed",
    "steps_of",
    "unsettled",
    "with_adding",
    "with_amount_is",
    "with_as_of",
    "with_currency",
    "with_fix",
    "with_format",
    "with_header",
    "with_meaning",
    "with_options",
    "with_policy",
    "with_role",
    "with_row_as_written",
    "with_rows_taken",
    "with_shape",
    "with_skip",
    "with_together",
    "without_memory",
    "without_row",
    "without_row_taken",
]
