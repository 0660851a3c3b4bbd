"""How often each answer of a survey was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.charts.chart import Chart, Line
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.metrics.answers import Answers


def chart_answers(answers: Answers) -> Chart:
    """A column for each answer of the scale."""
    return Chart(
        "answers",
        "bars",
        message("How often each answer was given"),
        "count",
        tuple(str(answer) for answer, _count in answers.counts),
        (Line(message("Answers"), tuple(float(count) for _answer, count in answers.counts)),),
        answers.result.sentence,
    )
