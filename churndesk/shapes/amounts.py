"""The numbers that rows hold, and the one currency that they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading.table import CellError
from churndesk.shapes import currency
from churndesk.shapes.content import take
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
        take(~np.isfinite(numbers) & ~cells.blank & ~_errors(column), column.codes),
        column,
    )
    if role == "amount":
        _one_currency(content, cells.currency, column.codes)
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


def _one_currency(content: Content, signs: npt.NDArray[np.object_], codes: npt.NDArray[np.int32]) -> None:
    """Amounts in several currencies are never added: those in others than the chosen one are left out."""
    named = _currencies(content, signs, codes)
    several = {code for code in named if code}
    if content.currency is None and len(several) > 1:
        raise NotPossible(
            message(
                "The amounts are in several currencies ({codes}), which can't be added. Choose one of them, or "
                "convert the amounts first.",
                codes=", ".join(sorted(several)),
            )
        )
    if content.currency is not None and several - {content.currency}:
        others = np.array([bool(code) and code != content.currency for code in named])
        content.note(
            "currency-other",
            lambda _: message(
                "This amount is in another currency than {code}. The row is left out.", code=content.currency or ""
            ),
            others,
            None,
            leave_out=True,
        )


def _currencies(
    content: Content, signs: npt.NDArray[np.object_], codes: npt.NDArray[np.int32]
) -> npt.NDArray[np.object_]:
    found = content.column("currency")
    if found is not None:
        column, _ = found
        known = [currency.of_sign(cell_text(value)) or cell_text(value).strip().upper() for value in column.values]
        return _taken([*known, None], column.codes)
    return _taken([*signs, None], codes) if any(signs) else np.empty(0, dtype=object)


def _taken(of_value: list[str | None], codes: npt.NDArray[np.int32]) -> npt.NDArray[np.object_]:
    values: npt.NDArray[np.object_] = np.array(of_value, dtype=object)
    return values[codes]


def _errors(column: Column) -> npt.NDArray[np.bool_]:
    """The cells with a workbook's error, of which the reading has told already."""
    return np.array([value.__class__ is CellError for value in column.values.tolist()], dtype=np.bool_)
