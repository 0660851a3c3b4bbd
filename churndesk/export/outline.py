"""What a workbook would hold, without writing it: for the preview, and for whoever chooses the sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.sheets import SHEETS
from churndesk.export.sheets.policy import basis
from churndesk.export.sheets.summary import name, subject
from churndesk.export.sheets.workings import shown_metrics
from churndesk.progress import silent

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.export.sheets import SheetKind
    from churndesk.metrics import Metric, Result
    from churndesk.progress import Report
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Outline:
    """The report's title and what it is about, its sheets, the figures of its summary, and what they rest on."""

    title: Message | str
    subject: Message
    sheets: tuple[SheetKind, ...]
    figures: tuple[tuple[Metric, Result], ...]
    basis: tuple[Message, ...]


def outline(study: Study, report: Report = silent) -> Outline:
    """The outline of everything that this study has to say; empty of figures where it has nothing."""
    kinds = []
    for number, kind in enumerate(SHEETS):
        report(number / len(SHEETS))
        if kind.plan(study) is not None:
            kinds.append(kind)
    figures = tuple((metric, study.result(metric.key)) for metric in shown_metrics(study))
    return Outline(name(study), subject(study), tuple(kinds), figures, tuple(basis(study)))
