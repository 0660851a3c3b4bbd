"""What customers answered in a survey: how often each answer was given, and the score that follows, live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Graph, Graphs, Line, Plan, Series, Styled, Table
from churndesk.export.sheets.figures import bound, wilson
from churndesk.export.sheets.kind import SheetKind
from churndesk.metrics.answers import MEANINGS, TITLES, Answers, survey_answers
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Study
    from churndesk.export.layout import Cell
    from churndesk.metrics.result import Result
    from churndesk.words import Message


@dataclass(frozen=True)
class _Score:
    """One score: of whom, its result, and the column of the answers that it is made of."""

    title: Message
    result: Result
    column: str


def found(study: Study) -> Answers | None:
    """The answers of the study's segment; None where the table has none on a scale."""
    if study.ledger is None or getattr(study.dataset.rows, "score", None) is None:
        return None
    answers = survey_answers(study.ledger, study.project.view.segment)
    return answers if isinstance(answers, Answers) else None


def _scores(answers: Answers) -> list[_Score]:
    return [
        _Score(TITLES[answers.kind], answers.result, "given"),
        _Score(message("Of customers still here"), answers.here, "here"),
        _Score(message("Of customers who left"), answers.left, "left"),
    ]


def _cells(score: _Score, answers: Answers, least: int, most: int) -> str:
    """The cells that say how often an answer from `least` to `most` was given."""
    first = answers.counts[0][0]
    return f"SUM({{answers.{score.column}[{least - first}:{most - first}]}})"


def _value(score: _Score, answers: Answers) -> Cell:
    result, every = score.result, f"SUM({{answers.{score.column}}})"
    if result.value is None:
        return result.undefined
    if answers.kind == "nps":
        pros, cons = _cells(score, answers, 9, 10), _cells(score, answers, 0, 6)
        return Styled("ratio", Formula(f"100*({pros}-{cons})/{every}", 100 * result.value))
    return Styled("rate", Formula(f"{_cells(score, answers, 4, 5)}/{every}", result.value))


def _bound(score: _Score, answers: Answers, end: str) -> Cell:
    limit = score.result.low if end == "low" else score.result.high
    every = f"SUM({{answers.{score.column}}})"
    if limit is None or answers.kind == "csat":
        return bound(limit, wilson(_cells(score, answers, 4, 5), every, end))
    pros, cons = _cells(score, answers, 9, 10), _cells(score, answers, 0, 6)
    reach = f"z_95*SQRT((({pros}+{cons})/{every}-(({pros}-{cons})/{every})^2)/{every})"
    text = f"({pros}-{cons})/{every}"
    whole = f"100*MAX(-1,{text}-{reach})" if end == "low" else f"100*MIN(1,{text}+{reach})"
    return Styled("ratio", Formula(whole, 100 * limit))


def _score_table(answers: Answers) -> Table:
    columns = (
        Column("title", message("Figure"), "text", lambda row: row.title, 34, least=24),
        Column("value", message("Value"), "rate", lambda row: _value(row, answers), 16),
        Column("low", message("From (95%)"), "rate", lambda row: _bound(row, answers, "low"), 14),
        Column("high", message("To (95%)"), "rate", lambda row: _bound(row, answers, "high"), 14),
        Column("words", message("In words"), "wrapped", lambda row: row.result.sentence, 66),
    )
    return Table("scores", columns, _scores(answers))


def _answer_table(answers: Answers) -> Table:
    columns = (
        Column("answer", message("Answer"), "text", lambda at: str(answers.counts[at][0]), 34),
        Column("given", message("Answers"), "count", lambda at: Formula("{here}+{left}", answers.counts[at][1]), 16),
        Column("here", sense("customers", "Still here"), "count", lambda at: answers.of_here[at], 14),
        Column("left", sense("customers", "Lost"), "count", lambda at: answers.counts[at][1] - answers.of_here[at], 14),
    )
    return Table(
        "answers", columns, range(len(answers.counts)), title=message("How often each answer was given"), main=True,
        filtered=False,
    )  # fmt: skip


def _notes(answers: Answers) -> Iterator[Line]:
    yield Line(MEANINGS[answers.kind], "muted")
    for result in (answers.result, answers.here, answers.left):
        for note in result.notes:
            yield Line(note, "muted")


def _plan(study: Study) -> Plan | None:
    answers = found(study)
    if answers is None:
        return None
    title = TITLES[answers.kind]
    drawn = Graph(
        "bars",
        message("How often each answer was given"),
        "answers",
        "answer",
        (Series(message("Answers"), "given", "accent"),),
        "count",
        answers.result.sentence,
        0,
        len(answers.counts) - 1,
    )
    return Plan(
        "answers",
        ANSWERS.title,
        (
            Line(title, "title"),
            Line(answers.result.sentence, "subtitle"),
            *dict.fromkeys(_notes(answers)),
            Gap(),
            _score_table(answers),
            Gap(),
            Graphs((drawn,)),
            Gap(),
            _answer_table(answers),
        ),
    )


ANSWERS = SheetKind(
    "answers",
    sense("tab", "Satisfaction"),
    message("What customers answered in a survey: the score of all, of those who stayed and of those who left"),
    _plan,
)
