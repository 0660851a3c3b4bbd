"""The numbers that rows hold, and the one currency that they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading.table import CellError
from churndesk.shapes import currency
from churndesk.shapes.content import take, used_values
from churndesk.shapes.numbers import MIXED, number_cells, read_numbers
from churndesk.shapes.portraits import cell_text
from churndesk.shapes.uses import amount_format
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts
    from churndesk.reading.table import Column
    from churndesk.shapes.content import Content
    from churndesk.shapes.numbers import NumberCells


def amounts(content: Content, role: str) -> Amounts:
    """Each row's number in a role, NaN where none is given or it can't be read (noted)."""
    content.report()
    found = content.column(role)
    if found is None:
        return np.full(len(content), np.nan)
    column, use = found
    cells = number_cells(column.values)
    form = amount_format(column, use, cells, content.currency)
    numbers = read_numbers(cells, form) / use.divide
    if form == MIXED:
        _remark_mixed(content, column, cells)
    content.blank[role] = take(cells.blank, column.codes, empty=True)
    content.note(
        "number-unreadable",
        lambda cell: message("“{cell}” can't be read as a number and counts as unknown.", cell=cell),
        take(~np.isfinite(numbers) & ~cells.blank & ~errors(column), column.codes),
        column,
    )
    if role in {"amount", "unit_price"}:
        _one_currency(content, cells.currency, column)
    return np.append(numbers, np.nan)[column.codes]


def _remark_mixed(content: Content, column: Column, cells: NumberCells) -> None:
    only_point = np.isfinite(cells.point) & ~np.isfinite(cells.comma)
    only_comma = np.isfinite(cells.comma) & ~np.isfinite(cells.point)
    rarer = only_comma if only_comma.sum() <= only_point.sum() else only_point
    content.remark(
        "number-otherwise",
        lambda cell: message("Some numbers, such as “{cell}”, are written otherwise than the rest.", cell=cell),
        take(rarer, column.codes),
        column,
    )


def _one_currency(content: Content, signs: npt.NDArray[np.object_], column: Column) -> None:
    """Amounts in several currencies are never added: rows in others than the chosen one are left out."""
    named, named_column = _currencies(content, signs, column)
    refuse_several(content, {code for code in named[used_values(named_column)].tolist() if code})
    content.note(
        "currency-other",
        lambda _: message(
            "This amount is in another currency than {code}. The row is left out.", code=content.currency or ""
        ),
        _in_another(content, named, named_column),
        None,
        leave_out=True,
    )


def refuse_several(content: Content, codes: set[str]) -> None:
    """Refuses amounts in several currencies where none was chosen.

    Raises:
        NotPossible: there are several; the sentence names them.
    """
    if content.currency is None and len(codes) > 1:
        raise NotPossible(
            message(
                "The amounts are in several currencies ({codes}), which can't be added. Choose one of them, or "
                "convert the amounts first.",
                codes=", ".join(sorted(codes)),
            )
        )


def foreign(content: Content, signs: npt.NDArray[np.object_], column: Column) -> npt.NDArray[np.bool_]:
    """The rows whose amount in a column, or whose currency column, names another currency than the chosen one."""
    named, named_column = _currencies(content, signs, column)
    return _in_another(content, named, named_column)


def _in_another(content: Content, named: npt.NDArray[np.object_], column: Column) -> npt.NDArray[np.bool_]:
    chosen = content.currency
    if chosen is None or not len(named):
        return np.zeros(len(content), dtype=np.bool_)
    return take(np.array([currency.is_other(code, chosen) for code in named.tolist()], dtype=np.bool_), column.codes)


def _currencies(
    content: Content, signs: npt.NDArray[np.object_], column: Column
) -> tuple[npt.NDArray[np.object_], Column]:
    """What each distinct cell names, and whose cells these are: the currency column's, else the amount's own."""
    found = content.column("currency")
    if found is None:
        return signs, column
    codes = [currency.of_sign(cell_text(value)) or cell_text(value).strip().upper() for value in found[0].values]
    named = np.empty(len(codes), dtype=object)
    named[:] = codes
    return named, found[0]


def errors(column: Column) -> npt.NDArray[np.bool_]:
    """The cells with a workbook's error, of which the reading has told already."""
    return np.array([value.__class__ is CellError for value in column.values.tolist()], dtype=np.bool_)
