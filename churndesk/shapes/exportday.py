"""An end column that every row fills: the day on which the list was made is no departure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.dates import date_cells, read_dates, today
from churndesk.shapes.portraits import cell_text
from churndesk.words import Choice, Doubt, message

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger.dataset import Days
    from churndesk.reading.table import Column
    from churndesk.shapes.mapping import ColumnUse
    from churndesk.shapes.settling import Settling

#: From this share of the rows on, one day that ends them all is asked about.
_SHARE = 0.5
_FEWEST_ROWS = 5
#: What may be said of an end's cell.
MEANINGS = ("kept", "lost")


def settle_ends(work: Settling) -> None:
    """Asks what the day means on which most rows end, where none is without an end; by default they are still here."""
    index = work.place("end")
    if index is None or work.shape.key not in {"customers", "subscriptions"}:
        return
    said = {word: meaning for word, meaning in work.said_words.get(index, {}).items() if meaning in MEANINGS}
    work.use(index, meanings=tuple(said.items()))
    column = work.table.columns[index]
    found = _shared_end(column, work.uses[index].format)
    if found is None or found[0] in said:
        return
    word, day, count = found
    work.use(index, meanings=(*said.items(), (word, MEANINGS[0])))
    text = message(
        "Every row has an end, and {count} of {rows} end on {day}. Is that the day the list was made, or did they "
        "leave?",
        count=count,
        rows=len(column.codes),
        day=day,
    )
    labels = (message("The day the list was made: they are still here"), message("They left on that day"))
    choices = tuple(Choice(meaning, label) for meaning, label in zip(MEANINGS, labels, strict=True))
    name = work.name(index)
    work.ask(Doubt("end-is-export", text, choices, f"--format {name}={word}:{'|'.join(MEANINGS)}", name))


def _shared_end(column: Column, form: str | None) -> tuple[str, date, int] | None:
    """The cell in which most rows end, its day and the number of rows; None where rows end apart, or some not at all.

    It is the latest of all ends, and not still to come.
    """
    if len(column.codes) < _FEWEST_ROWS or bool((column.codes < 0).any()):
        return None
    counts = np.bincount(column.codes, minlength=len(column.values))
    most = int(counts.argmax())
    if counts[most] < _SHARE * len(column.codes) or "," in cell_text(column.values[most]):
        return None
    days = read_dates(date_cells(column.values), form, stand_ins=True).days
    day = days[most]
    if bool(np.isnat(days[counts > 0]).any()) or day != days[counts > 0].max() or day > np.datetime64(today(), "D"):
        return None
    return cell_text(column.values[most]), day.astype(object), int(counts[days == day].sum())


def still_here(column: Column, use: ColumnUse, days: Days) -> Days:
    """The days of an end column's distinct cells without those that were said to be none."""
    kept = {word for word, meaning in use.meanings if meaning == MEANINGS[0]}
    if not kept:
        return days
    said = np.array([cell_text(value) in kept for value in column.values.tolist()], dtype=np.bool_)
    known = days[said & ~np.isnat(days)]
    return np.where(np.isin(days, known), np.datetime64("NaT", "D"), days) if len(known) else days
