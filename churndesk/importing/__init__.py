"""The import wizard without its windows: a draft that goes forward and back without loss."""

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
from churndesk.importing.draft import STEPS, Chosen, Draft, Step
from churndesk.importing.finishing import Imported, ImportedFile, finish
from churndesk.importing.opening import begin, loaded, with_header, with_options, with_together
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
    unsettled,
)
from churndesk.importing.ways import choices_of

__all__ = [
    "STEPS",
    "Chosen",
    "ControlTotal",
    "Counts",
    "Draft",
    "Imported",
    "ImportedFile",
    "ProblemGroup",
    "Step",
    "answered",
    "assumed",
    "back",
    "begin",
    "can_finish",
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
    "loaded",
    "next_step",
    "obstacle",
    "problem_groups",
    "reachable",
    "readings",
    "sheets_needed",
    "unsettled",
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
    "with_shape",
    "with_skip",
    "with_together",
    "without_row",
]
