"""The uses of a table's columns once their roles are known: formats, meanings, currency, what an amount is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes import identity, marks, orders
from churndesk.shapes.cast import column_index
from churndesk.shapes.dates import date_cells
from churndesk.shapes.flags import MEANINGS, meanings
from churndesk.shapes.headings import concepts, qualifiers
from churndesk.shapes.mapping import ColumnUse
from churndesk.shapes.numbers import number_cells, read_numbers
from churndesk.shapes.role import role as role_of
from churndesk.shapes.snapshot import MOST_MONTHS
from churndesk.shapes.uses import words_use
from churndesk.words import Choice, Doubt, NotPossible, Series, message

if TYPE_CHECKING:
    from churndesk.reading.table import Column, RawTable
    from churndesk.shapes.mapping import Given
    from churndesk.shapes.numbers import NumberCells
    from churndesk.shapes.shape import Shape
    from churndesk.words import Message

_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
#: More unknown words than this, and a column isn't one of flags.
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled for the columns of a table, and what must be asked."""

    uses: tuple[ColumnUse, ...]
    amount_is: str
    currency: str | None
    doubts: tuple[Doubt, ...]
    remarks: tuple[Message, ...]


class _Settling:
    """One table on its way to being settled."""

    def __init__(self, table: RawTable, shape: Shape, roles: list[str | None], given: Given) -> None:
        self.table, self.shape, self.roles, self.given = table, shape, roles, given
        self.uses = [ColumnUse(column.heading, role) for column, role in zip(table.columns, roles, strict=True)]
        self.doubts: list[Doubt] = []
        self.remarks: list[Message] = []
        self.formats = {column_index(name, table.headings): form for name, form in given.formats}

    def columns(self, *kinds: str) -> list[tuple[int, Column, str]]:
        """Index, column and role of the columns whose role is of these kinds."""
        return [
            (index, self.table.columns[index], role)
            for index, role in enumerate(self.roles)
            if role is not None and role_of(role).kind in kinds
        ]

    def use(self, index: int, **changes: object) -> None:
        """Changes the use of a column."""
        self.uses[index] = replace(self.uses[index], **changes)  # type: ignore[arg-type]


def settle(table: RawTable, shape: Shape, roles: list[str | None], given: Given) -> Settled:
    """The uses of all columns.

    Raises:
        NotPossible: a format was given that a column can't have, or for a column that isn't there.
    """
    work = _Settling(table, shape, roles, given)
    _dates(work)
    currency = _numbers(work)
    _words(work)
    _ids(work)
    amount_is = _amount_is(work)
    _tenure(work)
    return Settled(tuple(work.uses), amount_is, currency, tuple(work.doubts), tuple(work.remarks))


def _dates(work: _Settling) -> None:
    found = [(index, column, role, date_cells(column.values)) for index, column, role in work.columns("date", "period")]
    given = {index: orders.checked_format(work.formats[index], column.heading)
             for index, column, *_ in found if index in work.formats}  # fmt: skip
    year = _title_year(work.table.title)
    decided: dict[int, orders.Order] = {}
    for second in (False, True):  # the columns in doubt once more, when the orders of the certain ones are known
        siblings = [order.form for order in decided.values() if order.certain and order.form]
        for index, column, role, cells in found:
            if index in given:
                decided[index] = orders.Order(given[index])
            elif not second or not decided[index].certain:
                decided[index] = orders.decide(
                    column, cells, role, siblings=siblings, settled=tuple(given.values()),
                    language=work.given.language, year=year,
                )  # fmt: skip
    for _, column, role, cells in found:
        units = set(cells.unit[cells.dated].tolist())
        if role == "period" and len(units) > 1:
            text = message(
                "“{heading}” mixes periods of different kinds, such as quarters and weeks.", heading=column.heading
            )
            work.doubts.append(Doubt("period-mixed", text, about=column.heading))
    for index, order in decided.items():
        work.use(index, format=order.form)
        if order.doubt:
            work.doubts.append(order.doubt)


def _title_year(title: str) -> int | None:
    years = set(_TITLE_YEAR.findall(title))
    return int(years.pop()) if len(years) == 1 else None


def _numbers(work: _Settling) -> str | None:
    """Decides the formats of the numbers; returns the currency."""
    cells = {index: number_cells(column.values) for index, column, _ in work.columns("number")}
    amount, codes = _place(work, "amount"), _place(work, "currency")
    found = marks.currencies(work.table, amount, codes, cells.get(amount) if amount is not None else None)
    currency, doubt = marks.decide_currency(found, work.given)
    if doubt:
        work.doubts.append(doubt)
    for index, column, role in work.columns("number"):
        money = role in {"amount", "tax"} or role.endswith("_amount")
        _number(work, index, column, cells[index], currency if money else None)
    return currency


def _number(work: _Settling, index: int, column: Column, cells: NumberCells, currency: str | None) -> None:
    if index in work.formats and work.roles[index] != "tenure":
        work.use(index, format=marks.checked_mark(work.formats[index], column.heading))
        return
    form, doubt = marks.decide(column, cells, currency, work.given.language)
    work.use(index, format=form)
    if doubt:
        work.doubts.append(doubt)


def _place(work: _Settling, role: str) -> int | None:
    return work.roles.index(role) if role in work.roles else None


# Words -----------------------------------------------------------------------------------------------------------


def _words(work: _Settling) -> None:
    for index, column, role in work.columns("words", "text"):
        if role in {"lost", "status", "trial", "refund", "reason"} and not _is_numbers(role, column):
            _meanings(work, index, column, role)


def _is_numbers(role: str, column: Column) -> bool:
    """Whether a refund column holds amounts and no flag."""
    return role == "refund" and len(column.values) > 2 and number_cells(column.values).share() > 0.8


def _meanings(work: _Settling, index: int, column: Column, role: str) -> None:
    meant = concepts(column.heading)
    use = "active" if role == "lost" and meant and meant[0][0] == "active" else words_use(role, work.shape.key)
    found = meanings(column.values, use)
    said = _said(work.formats.get(index, ""))
    found.update({word: said[word] for word in said if word in found or not word})
    unknown = [word for word, meaning in found.items() if meaning is None]
    if role == "lost":
        _blank_flags(column, found, unknown)
        unknown = [word for word, meaning in found.items() if meaning is None]
    if role in {"lost", "status"}:
        for word in unknown[:_MOST_WORDS]:
            found[word] = MEANINGS[use][0]
            work.doubts.append(_word_doubt(column, word, MEANINGS[use], serious=role == "lost"))
    work.use(index, meanings=tuple((word, meaning) for word, meaning in found.items() if meaning is not None))


def _said(form: str) -> dict[str, str]:
    """What was given by hand for words: "maybe:kept,x:lost"."""
    pairs = (pair.rpartition(":") for pair in form.split(",") if ":" in pair)
    return {word.strip(): meaning.strip() for word, _, meaning in pairs}


def _blank_flags(column: Column, found: dict[str, str | None], unknown: list[str]) -> None:
    """What blank cells of a flag mean: the other side, where all the words are on one; else it is asked."""
    if "" in found or not _has_blanks(column):
        return
    sides = {meaning for meaning in found.values() if meaning is not None}
    if len(unknown) == 1 and not sides:  # a mark such as "x" and nothing else
        found[unknown[0]] = "lost"
        sides = {"lost"}
    if sides in ({"lost"}, {"kept"}):
        found[""] = "kept" if sides == {"lost"} else "lost"
    else:
        found[""] = None


def _has_blanks(column: Column) -> bool:
    if bool((column.codes < 0).any()):
        return True
    return any(isinstance(value, str) and not value.strip() for value in column.values)


def _word_doubt(column: Column, word: str, allowed: tuple[str, ...], *, serious: bool) -> Doubt:
    labels: dict[str, Message] = {
        "lost": message("The customer has left"),
        "kept": message("Nothing: it counts like any other row"),
        "ignore": message("Leave these rows out"),
        "paused": message("On hold"),
        "trial": message("A trial"),
        "failed": message("A payment that failed"),
        "refund": message("Money paid back"),
    }
    name = column.heading
    text = (
        message("What does “{word}” in “{heading}” mean?", word=word, heading=name)
        if word
        else message("What does an empty cell in “{heading}” mean?", heading=name)
    )
    option = f"--format {name}={word}:{'|'.join(allowed)}"
    return Doubt("word-unknown", text, tuple(Choice(key, labels[key]) for key in allowed), option, name, serious)


# Ids -------------------------------------------------------------------------------------------------------------


def _ids(work: _Settling) -> None:
    index = _place(work, "customer")
    if index is None:
        return
    column = work.table.columns[index]
    if index in work.formats:
        if work.formats[index] not in {"join", "keep"}:
            raise NotPossible(
                message("“{heading}” holds customers; its format can be join or keep.", heading=column.heading)
            )
        work.use(index, format=work.formats[index])
        return
    groups = identity.alike([text for text in identity.id_texts(column.values) if text])
    if groups:
        work.use(index, format="join")
        work.doubts.append(_alike_doubt(column.heading, groups))


def _alike_doubt(heading: str, groups: tuple[tuple[str, ...], ...]) -> Doubt:
    text = message(
        "Some customers are written in two ways, such as {examples}. Are they the same?",
        examples=Series(groups[0][:3]),
    )
    choices = (Choice("join", message("Yes, count them as one")), Choice("keep", message("No, they are different")))
    return Doubt("ids-alike", text, choices, f"--format {heading}=join|keep", heading)


# Amounts and tenure ----------------------------------------------------------------------------------------------


def _amount_is(work: _Settling) -> str:
    index = _place(work, "amount")
    if work.shape.amount_is == "payment" or index is None:
        return work.shape.amount_is
    said = qualifiers(work.table.columns[index].heading)
    if "monthly" in said:
        return "month"
    if "total" in said:
        work.remarks.append(
            message(
                "“{heading}” is what was paid so far, not a month's amount.", heading=work.table.columns[index].heading
            )
        )
        return "total"
    if _twelfth(work, index):
        return "month"
    if _place(work, "interval") is not None and work.shape.key != "snapshot":
        return "interval"
    if "yearly" in said:
        work.use(index, divide=12.0)
    else:
        work.remarks.append(
            message("“{heading}” is taken for a month's amount.", heading=work.table.columns[index].heading)
        )
    return "month"


def _twelfth(work: _Settling, index: int) -> bool:
    """Whether another amount column is twelve times this one."""
    own = _row_values(work.table.columns[index])
    for other, column in enumerate(work.table.columns):
        meant = concepts(column.heading)
        if other != index and meant and meant[0][0] == "amount":
            theirs = _row_values(column)
            known = np.isfinite(own) & np.isfinite(theirs) & (own != 0)
            if known.any() and (np.abs(theirs[known] - 12 * own[known]) <= 0.06).mean() >= 0.95:
                return True
    return False


def _row_values(column: Column) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.append(read_numbers(number_cells(column.values), None), np.nan)[column.codes]


def _tenure(work: _Settling) -> None:
    """The unit of a tenure: as given, as the heading says, days where months would be over 50 years, else months."""
    index = _place(work, "tenure")
    if index is None:
        return
    column = work.table.columns[index]
    if work.formats.get(index) in {"days", "weeks", "months", "years"}:
        work.use(index, format=work.formats[index])
        return
    said = [unit for unit in ("days", "weeks", "months", "years") if unit in qualifiers(column.heading)]
    longest = float(np.nanmax(read_numbers(number_cells(column.values), None), initial=0.0))
    unit = said[0] if said else "days" if longest > MOST_MONTHS else "months"
    work.use(index, format=unit)
