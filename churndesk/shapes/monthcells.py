"""The cells of a table with a column a month: amounts, or words for being there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from churndesk.shapes.amounts import errors, foreign, refuse_several
from churndesk.shapes.content import take
from churndesk.shapes.currency import of_heading
from churndesk.shapes.flags import meanings
from churndesk.shapes.numbers import MIXED, agree, decimal_mark, number_cells, possible_formats, read_numbers
from churndesk.shapes.portraits import cell_text
from churndesk.shapes.stack import joined
from churndesk.shapes.stretches import PAUSED, PLAIN, TRIAL, Presences
from churndesk.shapes.wording import plain
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Flags, Indices
    from churndesk.reading.table import Column
    from churndesk.shapes.content import Content
    from churndesk.shapes.mapping import ColumnUse
    from churndesk.shapes.stretches import Places


class MonthCells(NamedTuple):
    """One month's column, row by row: who is there, for how much (NaN where not known), and how (a mark)."""

    present: Flags
    amount: Amounts
    mark: npt.NDArray[np.int8]


def are_words(values: npt.NDArray[np.object_]) -> bool:
    """Whether the distinct cells are words or marks for being there, and no amounts: "active", "x", or 1 and 0."""
    cells = number_cells(values)
    if cells.share() < 0.5 and not bool(cells.blank.all()):
        return True
    numbers = cells.point[np.isfinite(cells.point)]
    return len(numbers) > 0 and bool(np.isin(numbers, (0.0, 1.0)).all()) and bool((numbers == 1).any())


def presence_meanings(values: npt.NDArray[np.object_]) -> dict[str, str | None]:
    """What each distinct word of month cells stands for; a lone mark ("x", "gym") says that somebody was there."""
    found = meanings(values, "month")
    unknown = [word for word, meaning in found.items() if meaning is None]
    if len(unknown) == 1 and "kept" not in found.values():
        found[unknown[0]] = "kept"
    return found


def presences_by_month(content: Content, step: Places, customer: Indices) -> tuple[Presences, bool]:
    """Who was there in which month, and whether the cells are amounts. `step` is each month column's number.

    Raises:
        NotPossible: the amounts are in several currencies, or in a format that must be said first.
    """
    indices = content.mapping.all_columns("month")
    columns = [content.stack.columns[index] for index in indices]
    uses = [content.mapping.columns[index] for index in indices]
    together = joined(columns)
    in_words = any(use.meanings for use in uses) or are_words(together.values)
    if in_words:
        said = presence_meanings(together.values) | {word: meaning for use in uses for word, meaning in use.meanings}
        cells = [_by_words(content, column, said) for column in columns]
    else:
        form = _format(content, together, uses)
        cells = [_by_amounts(content, column, use, form) for column, use in zip(columns, uses, strict=True)]
    return _presences(cells, step, content.kept() & (customer >= 0)), not in_words


def _presences(cells: list[MonthCells], step: Places, kept: Flags) -> Presences:
    there = [np.flatnonzero(month.present & kept) for month in cells]
    place = np.concatenate(there)
    return Presences(
        line=place,
        step=np.repeat(step, [len(rows) for rows in there]),
        place=place,
        amount=np.concatenate([month.amount[rows] for month, rows in zip(cells, there, strict=True)]),
        mark=np.concatenate([month.mark[rows] for month, rows in zip(cells, there, strict=True)]),
    )


def _by_words(content: Content, column: Column, said: dict[str, str | None]) -> MonthCells:
    stands_for = [said.get(cell_text(value)) for value in column.values]
    blank = [not plain(cell_text(value)) for value in column.values]
    unknown = np.array([meaning is None for meaning in stands_for], dtype=np.bool_) & ~np.array(blank, dtype=np.bool_)
    content.note(
        "word-unknown",
        lambda cell: message("“{cell}” doesn't say whether the customer was there. It counts as not.", cell=cell),
        take(unknown, column.codes),
        column,
    )
    present = np.array([meaning in {"kept", "trial", "paused"} for meaning in stands_for], dtype=np.bool_)
    marks = [{"trial": TRIAL, "paused": PAUSED}.get(meaning or "", PLAIN) for meaning in stands_for]
    return MonthCells(
        take(present, column.codes),
        np.full(len(content), np.nan),
        np.array([*marks, PLAIN], dtype=np.int8)[column.codes],
    )


def _format(content: Content, together: Column, uses: Sequence[ColumnUse]) -> str:
    cells = number_cells(together.values)
    if not content.has("currency"):
        refuse_several(content, {str(code) for code in cells.currency.tolist() if code})
    given = (decimal_mark(use.format) for use in uses if use.format)
    form = next((form for form in given if form), None)
    if form is not None:
        return form
    found = possible_formats(cells, content.currency or of_heading(together.heading))
    if len(found) == 1 or (found and agree(cells)):
        return found[0]
    if not found and not cells.three_decimals.any():
        return MIXED
    raise NotPossible(
        message("In the month columns it can't be told whether the comma or the point stands before the decimals.")
    )


def _by_amounts(content: Content, column: Column, use: ColumnUse, form: str) -> MonthCells:
    content.report()
    cells = number_cells(column.values)
    numbers = read_numbers(cells, form) / use.divide
    marks, known = _marks_in_words(column, unread=~np.isfinite(numbers))
    content.note(
        "number-unreadable",
        lambda cell: message("“{cell}” can't be read as a number. The customer counts as not there.", cell=cell),
        take(~np.isfinite(numbers) & ~cells.blank & ~known & ~errors(column), column.codes),
        column,
    )
    content.remark(
        "amount-negative",
        lambda cell: message("An amount below 0, such as {cell}, doesn't make a customer.", cell=cell),
        take(numbers < 0, column.codes),
        column,
    )
    content.remark(
        "word-without-amount",
        lambda cell: message(
            "“{cell}” says that the customer was there, and not what was paid: it counts as 0 in the revenue.",
            cell=cell,
        ),
        take(marks >= 0, column.codes),
        column,
    )
    there = (numbers > 0) | (marks >= 0)
    other = foreign(content, cells.currency, column)
    return MonthCells(
        take(there, column.codes) & ~other,
        np.append(numbers, np.nan)[column.codes],
        np.append(np.maximum(marks, PLAIN), PLAIN)[column.codes].astype(np.int8),
    )


def _marks_in_words(column: Column, *, unread: Flags) -> tuple[npt.NDArray[np.int8], Flags]:
    """Of cells that are no amount: the mark of a word for being there (-1 for none), and which words are known."""
    texts = [cell_text(value) if no_number else "" for value, no_number in zip(column.values, unread, strict=True)]
    found = meanings(np.array([text for text in texts if text], dtype=object), "month")
    marks = {"kept": PLAIN, "trial": TRIAL, "paused": PAUSED}
    stands_for = [found.get(text) for text in texts]
    return (
        np.array([marks.get(meaning or "", -1) for meaning in stands_for], dtype=np.int8),
        np.array([meaning is not None for meaning in stands_for], dtype=np.bool_),
    )
