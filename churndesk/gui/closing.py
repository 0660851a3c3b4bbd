"""Closing the chosen period and opening it again: edits of the document like any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from churndesk.analysis import Study
    from churndesk.analysis.closing import Restatement
    from churndesk.gui.document import Document
    from churndesk.progress import Report
    from churndesk.project.closed import ClosedPeriod
    from churndesk.words import Message


def _today() -> date:
    return datetime.now().astimezone().date()


def close_period(document: Document) -> None:
    """Puts the figures of the chosen period on record as they stand now."""
    # Imported here, as below: the context bar is painted before there are figures.
    from churndesk.analysis.closing import closed_now

    study = document.study
    name = study.periods[study.chosen].name
    _put_on_record(document, message("Close {period}", period=name), closed_now, study, study.chosen)


def open_period(document: Document) -> None:
    """Takes the chosen period off the record."""
    study, project = document.study, document.project
    period = study.periods[study.chosen]
    kept = tuple(one for one in project.closed if (one.start, one.end) != (period.start, period.end))
    document.change(message("Open {period} again", period=period.name), replace(project, closed=kept))


def close_again(document: Document, restated: Restatement) -> None:
    """Puts the figures of a restated period on record as they stand now."""
    from churndesk.analysis.closing import renewed

    text = message("Close {period} with its new figures", period=restated.period)
    _put_on_record(document, text, renewed, document.study, restated)


def _put_on_record(document: Document, text: Message, work: Callable[..., ClosedPeriod], *what: object) -> None:
    """Off the window's thread: many customers take a while to write down."""
    from churndesk.analysis.closing import with_closed

    def done(closed: ClosedPeriod) -> None:
        document.change(text, replace(document.project, closed=with_closed(document.project.closed, closed)))

    document.tasks.run(_recorded, work, *what, done=done, title=text, key="closing")


def _recorded(work: Callable[..., ClosedPeriod], study: Study, what: object, report: Report) -> ClosedPeriod:
    report(None)
    return work(study, what, _today())
