"""Which mark stands before the decimals of a column, and what currency it is in: decided by the cells, or asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.currency import of_heading, of_sign
from churndesk.shapes.numbers import COMMA, MIXED, POINT, agree, decimal_mark, possible_formats
from churndesk.shapes.orders import is_date_format
from churndesk.shapes.portraits import cell_text
from churndesk.words import Amount, Choice, Doubt, NotPossible, Series, message, plural

if TYPE_CHECKING:
    from churndesk.reading.table import Column
    from churndesk.shapes.mapping import Given
    from churndesk.shapes.numbers import NumberCells
    from churndesk.words import Message

_COMMA_LANGUAGES = frozenset({"pl"})


def checked_mark(form: str, name: str) -> str | None:
    """The format that was given by hand, as one of the samples; None where it is one for columns in another role.

    Raises:
        NotPossible: it is no format at all.
    """
    found = decimal_mark(form)
    if found is None and not is_date_format(form):
        raise NotPossible(
            message(
                "“{form}” isn't a format for the numbers in “{heading}”. Give a sample such as 1,234.50.",
                form=form,
                heading=name,
            )
        )
    return found


def decide(name: str, column: Column, cells: NumberCells, code: str | None, language: str) -> tuple[str, Doubt | None]:
    """The format of a column's numbers, and the doubt where the cells allow several or no single one."""
    found = possible_formats(cells, code or of_heading(column.heading))
    if len(found) == 1 or (found and agree(cells)):
        return found[0], None
    if not found:
        if not cells.three_decimals.any():  # each cell can be read in one way only
            return MIXED, None
        text = message("The numbers in “{heading}” are written in different ways.", heading=name)
        return POINT, _doubt("number-conflict", name, text, (POINT, COMMA), column=column, cells=cells)
    ranked = (COMMA, POINT) if _grouping_likely(cells, language) else (POINT, COMMA)
    text = message("In “{heading}” the mark may stand between thousands or before decimals. Which is it?", heading=name)
    return ranked[0], _doubt("number-format", name, text, ranked, column=column, cells=cells)


def _grouping_likely(cells: NumberCells, language: str) -> bool:
    """Whether the comma format comes first: three digits behind a mark are rather thousands; a tie by language."""
    doubtful = cells.three_decimals
    larger = np.abs(cells.comma[doubtful]) > np.abs(cells.point[doubtful])
    return bool(larger.mean() > 0.5) if larger.mean() != 0.5 else language in _COMMA_LANGUAGES


def _doubt(
    code: str, name: str, text: Message, ranked: tuple[str, ...], *, column: Column, cells: NumberCells
) -> Doubt:
    both = np.flatnonzero(np.isfinite(cells.point) & np.isfinite(cells.comma) & (cells.point != cells.comma))
    place = int(both[0]) if len(both) else None
    labels = {
        POINT: message("A point before the decimals"),
        COMMA: message("A comma before the decimals"),
        MIXED: message("Each number by its own marks"),
    }
    choices = tuple(Choice(form, labels[form], _example(column, cells, form, place)) for form in ranked)
    return Doubt(code, text, choices, f"--format {name}={'|'.join(ranked)}", name)


def _example(column: Column, cells: NumberCells, form: str, place: int | None) -> Message | None:
    if place is None or form == MIXED:
        return None
    number = float(cells.comma[place] if form == COMMA else cells.point[place])
    return message("{cell} is {number}", cell=cell_text(column.values[place]), number=Amount(number, 3))


def currencies(amount: Column | None, codes: Column | None, cells: NumberCells | None) -> dict[str, int]:
    """The codes that the amounts are in, with their rows, most first: by a column of codes, by signs, by the heading.

    "" stands for a sign that several currencies share.
    """
    counts: dict[str, int] = {}
    if codes is not None:
        column = codes
        named = [of_sign(cell_text(value)) or cell_text(value).strip().upper() for value in column.values]
    elif amount is not None and cells is not None:
        column = amount
        named = list(cells.currency)
    else:
        return {}
    rows = np.bincount(column.codes[column.codes >= 0], minlength=len(column.values))
    for code, count in zip(named, rows, strict=True):
        if code is not None:
            counts[code] = counts.get(code, 0) + int(count)
    if not counts and amount is not None:
        headed = of_heading(amount.heading)
        return {headed: 0} if headed else {}
    return dict(sorted(counts.items(), key=lambda entry: -entry[1]))


def decide_currency(found: dict[str, int], given: Given) -> tuple[str | None, Doubt | None]:
    """The currency of the amounts; several are never added, so then it must be said which one counts."""
    if given.currency:
        return given.currency.upper(), None
    named = tuple(code for code in found if code)
    if len(named) > 1 or (named and "" in found):
        rows = (plural("{code} in {count} row", "{code} in {count} rows", found[code], code=code) for code in named)
        text = message(
            "The amounts are in several currencies: {codes}. They can't be added. Choose one.",
            codes=Series(tuple(rows)),
        )
        return None, Doubt("currencies-mixed", text, (), f"--currency {'|'.join(named)}")
    return (named[0] if named else None), None
