"""Every stay of customers who came back, on a line of its own: what the counts by period are then counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.export.layout import Gap, Line, Plan, Table, listed
from churndesk.export.sheets.customers import MOST
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.stay_lines import days_of, stay_lines
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.export.sheets.stay_lines import StayLines


def table(study: Study, lines: StayLines) -> Table:
    """A row a stay: its days, the first day of the customer, and when the stay before it ended."""
    ids = [str(one) for one in study.dataset.customers.ids[lines.customer]]
    columns = (
        listed("customer", message("Customer"), "text", ids, 30),
        listed("start", message("First day of the stay"), "day", days_of(lines.start), 18),
        listed("end", message("Left on"), "day", days_of(lines.end), 16),
        listed("first", message("Customer since"), "day", days_of(lines.first), 16),
        listed("before", message("The stay before ended on"), "day", days_of(lines.before), 18),
    )
    return Table("stays", columns, range(len(lines)), main=True)


def _plan(study: Study) -> Plan | None:
    lines = stay_lines(study)
    if lines is None or not lines.several or len(lines) > MOST:
        return None
    return Plan(
        "stays",
        STAYS.title,
        (
            Line(STAYS.title, "title"),
            Line(message("One row for each stay: who left and came back has several."), "subtitle"),
            Gap(),
            table(study, lines),
        ),
        upright=True,
    )


STAYS = SheetKind(
    "stays",
    message("Stays"),
    message("Every stay of every customer, because some left and came back; the periods are counted from them"),
    _plan,
)
