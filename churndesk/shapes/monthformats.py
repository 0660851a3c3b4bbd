"""What the month columns of a table hold: their year, their numbers' format, or what their words stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes import marks
from churndesk.shapes.datednames import named_year
from churndesk.shapes.flags import MEANINGS
from churndesk.shapes.meanings import word_doubt
from churndesk.shapes.monthcells import are_words, presence_meanings
from churndesk.shapes.monthheadings import month_texts, months_of
from churndesk.shapes.numbers import number_cells
from churndesk.shapes.stack import joined
from churndesk.words import Doubt, message

if TYPE_CHECKING:
    from churndesk.reading.table import Column
    from churndesk.shapes.settling import Settling

#: Of more unknown words than this, only the first are asked.
_MOST_WORDS = 12


def settle_months(work: Settling, currency: str | None) -> None:
    """Gives the month columns one format or one set of meanings, and their year where the headings have none."""
    columns = [index for index, _, _ in work.columns("month")]
    together = months_joined(work)
    if together is None:
        return
    if are_words(together.values):
        _settle_words(work, columns, together)
    else:
        _settle_amounts(work, columns, together, currency)
    _settle_year(work, columns)


def months_joined(work: Settling) -> Column | None:
    """All month columns below each other; None where there are none."""
    columns = [column for _, column, _ in work.columns("month")]
    return joined(columns) if columns else None


def _settle_year(work: Settling, columns: list[int]) -> None:
    """The first month column's format says the year of months without one."""
    texts = month_texts(work.table.headings, tuple(columns))
    if not all(texts) or months_of(texts, None) is not None:
        return
    given = (work.said[index] for index in columns if index in work.said)
    said = next((form for form in given if form.isdigit() and len(form) == 4), None)
    year = said or named_year(*work.names)
    work.use(columns[0], format=None if year is None else str(year))
    if year is None:
        name = work.name(columns[0])
        text = message("“{heading}” names months without a year. Which year are they in?", heading=name)
        work.ask(Doubt("period-year", text, option=f"--format {name}=YEAR", about=name))


def _settle_amounts(work: Settling, columns: list[int], together: Column, currency: str | None) -> None:
    name = work.name(columns[-1])
    said = (marks.checked_mark(work.said[index], work.name(index)) for index in columns if index in work.said)
    form = next((form for form in said if form), None)
    if form is None:
        form, doubt = marks.decide(name, together, number_cells(together.values), currency, work.given.language)
        work.ask(doubt)
    for index in columns:
        work.use(index, format=form)


def _settle_words(work: Settling, columns: list[int], together: Column) -> None:
    found = presence_meanings(together.values)
    for index in columns:
        said = work.said_words.get(index, {})
        found.update({word: meaning for word, meaning in said.items() if word in found})
    unknown = [word for word, meaning in found.items() if meaning is None]
    for word in unknown[:_MOST_WORDS]:
        found[word] = MEANINGS["month"][0]
        work.ask(word_doubt(work.name(columns[0]), word, MEANINGS["month"], serious=True))
    known = tuple((word, meaning) for word, meaning in found.items() if meaning is not None)
    for index in columns:
        work.use(index, meanings=known)
