"""Closing the chosen period and opening it again: edits of the document like any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from churndesk.words import message

if TYPE_CHECKING:
    from datetime import date

    from churndesk.analysis.closing import Restatement
    from churndesk.gui.document import Document


def _today() -> date:
    return datetime.now().astimezone().date()


def close_period(document: Document) -> None:
    """Puts the figures of the chosen period on record as they stand now."""
    # Imported here, as below: the context bar is painted before there are figures.
    from churndesk.analysis.closing import closed_now, with_closed

    study, project = document.study, document.project
    period = study.periods[study.chosen]
    closed = with_closed(project.closed, closed_now(study, study.chosen, _today()))
    document.change(message("Close {period}", period=period.name), replace(project, closed=closed))


def open_period(document: Document) -> None:
    """Takes the chosen period off the record."""
    study, project = document.study, document.project
    period = study.periods[study.chosen]
    kept = tuple(one for one in project.closed if (one.start, one.end) != (period.start, period.end))
    document.change(message("Open {period} again", period=period.name), replace(project, closed=kept))


def close_again(document: Document, restated: Restatement) -> None:
    """Puts the figures of a restated period on record as they stand now."""
    from churndesk.analysis.closing import renewed, with_closed

    project = document.project
    closed = with_closed(project.closed, renewed(document.study, restated, _today()))
    text = message("Close {period} with its new figures", period=restated.period)
    document.change(text, replace(project, closed=closed))
