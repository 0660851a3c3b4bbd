"""What the mapped columns say, row by row, with everything that can't be used collected on the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import Category, Customers, Dataset, SourceFile
from churndesk.reading.table import CellError
from churndesk.shapes import currency, identity, likeness
from churndesk.shapes.dates import date_cells, read_dates, today
from churndesk.shapes.findings import Finding, problems
from churndesk.shapes.flags import meanings
from churndesk.shapes.headings import concepts
from churndesk.shapes.numbers import MIXED, number_cells, read_numbers
from churndesk.shapes.periodkinds import first_days, kind_of
from churndesk.shapes.portraits import cell_text
from churndesk.shapes.role import role as role_of
from churndesk.shapes.uses import amount_format, date_format, words_use
from churndesk.shapes.wording import plain, visible
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Days, Flags, Indices, Rows
    from churndesk.progress import Report
    from churndesk.reading.table import Column
    from churndesk.shapes.dates import DateCells
    from churndesk.shapes.mapping import ColumnUse, Mapping
    from churndesk.shapes.numbers import NumberCells
    from churndesk.shapes.stack import Stack
    from churndesk.words import Message

#: Roles whose days say how far the data reaches.
DAY_ROLES = ("start", "end", "asked", "date")


class Content:
    """The rows of a stack under a mapping.

    Asked role by role; what is unreadable is noted as a finding, and rows that can't be used are marked left out.
    """

    def __init__(self, stack: Stack, mapping: Mapping, report: Report) -> None:
        self.stack, self.mapping, self.report = stack, mapping, report
        self.findings: list[Finding] = []
        self.left_out: npt.NDArray[np.bool_] = np.zeros(len(stack), dtype=np.bool_)
        self._latest: list[np.datetime64] = []
        self._blank: dict[str, npt.NDArray[np.bool_]] = {}
        self.currency = mapping.currency

    def __len__(self) -> int:
        return len(self.stack)

    @property
    def source(self) -> Indices:
        """Each row's table."""
        return self.stack.source

    @property
    def row(self) -> Indices:
        """Each row's number in its file."""
        return self.stack.row

    def has(self, role: str) -> bool:
        """Whether a column plays the role."""
        return self.mapping.column(role) is not None

    def column(self, role: str) -> tuple[Column, ColumnUse] | None:
        """The column in a role and its use."""
        index = self.mapping.column(role)
        return None if index is None else (self.stack.columns[index], self.mapping.columns[index])

    def require(self, role: str) -> Column:
        """The column in a role.

        Raises:
            NotPossible: no column plays it.
        """
        found = self.column(role)
        if found is None:
            raise NotPossible(message("No column is marked as “{role}”. Choose one.", role=role_of(role).title))
        return found[0]

    def kept(self) -> npt.NDArray[np.bool_]:
        """The rows that are used."""
        return ~self.left_out

    # What is wrong -----------------------------------------------------------------------------------------------

    def note(
        self,
        code: str,
        sentence: Callable[[str], Message],
        mask: npt.NDArray[np.bool_],
        column: Column | None = None,
        *,
        serious: bool = True,
        leave_out: bool = False,
    ) -> None:
        """Notes a finding for the rows of a mask that are not left out already; each is told with its cell."""
        rows = np.flatnonzero(mask & ~self.left_out)
        if not len(rows):
            return
        cells = tuple(_shown(column, row) for row in rows[:1000]) if column is not None else ()
        self.findings.append(Finding(code, sentence, rows, cells, self._name(column), serious))
        if leave_out:
            self.left_out |= mask

    def remark(
        self,
        code: str,
        sentence: Callable[[str], Message],
        mask: npt.NDArray[np.bool_],
        column: Column | None = None,
        *,
        leave_out: bool = False,
    ) -> None:
        """Notes what one sentence tells for all rows of a mask, with the first row's cell; it is not serious."""
        rows = np.flatnonzero(mask & ~self.left_out)
        if not len(rows):
            return
        cells = (_shown(column, rows[0]),) if column is not None else ()
        self.findings.append(Finding(code, sentence, rows, cells, self._name(column), serious=False, summed=True))
        if leave_out:
            self.left_out |= mask

    def leave_out(self, mask: npt.NDArray[np.bool_]) -> None:
        """Leaves rows out whose findings are noted already."""
        self.left_out |= mask

    def _name(self, column: Column | None) -> str:
        if column is None:
            return ""
        return column.heading or f"#{self.stack.columns.index(column) + 1}"

    # Columns by kind ---------------------------------------------------------------------------------------------

    def customers(self) -> tuple[Indices, Customers]:
        """Each row's customer, and who they are; rows without one are left out. Names from the name column, if any."""
        found = self.column("customer")
        if found is None:
            return self._numbered_rows()
        column, use = found
        texts = identity.id_texts(column.values)
        texts = likeness.joined(texts) if use.format == "join" else texts
        codes, ids = identity.codes_of(texts, column.codes)
        self._note_destroyed(column, texts)
        self.note(
            "customer-missing",
            lambda _: message("This row has no customer and is left out. Fill in who it is, or delete the row."),
            codes < 0,
            column,
            leave_out=True,
        )
        return codes, Customers(ids, self._names(codes, len(ids)))

    def _numbered_rows(self) -> tuple[Indices, Customers]:
        ids = np.empty(len(self), dtype=object)
        ids[:] = [str(row) for row in self.row]
        return np.arange(len(self), dtype=np.int32), Customers(ids)

    def _note_destroyed(self, column: Column, texts: list[str]) -> None:
        lost = np.array([*identity.destroyed(texts), False])
        self.note(
            "id-destroyed",
            lambda cell: message(
                "Excel has shortened this number to {cell}, so several customers may have become one. Export the list "
                "again, and open it without letting Excel convert the column.",
                cell=cell,
            ),
            lost[column.codes],
            column,
        )

    def _names(self, codes: Indices, count: int) -> npt.NDArray[np.object_] | None:
        found = self.column("name")
        if found is None:
            return None
        column, _ = found
        texts = np.array([*(cell_text(value).strip() for value in column.values), ""], dtype=object)
        names = np.full(count, "", dtype=object)
        rows = np.flatnonzero((codes >= 0) & (column.codes >= 0))[::-1]
        names[codes[rows]] = texts[column.codes[rows]]  # in reverse, so that the first row's name stays
        return names

    def days(self, role: str, *, needed: bool = False) -> Days:
        """Each row's day in a role, NaT for none. In an end column, words and days for "still here" are none.

        Cells that are no date, and years that nobody means, are noted; such rows are left out, as are rows without
        a day that is `needed`.
        """
        found = self.column(role)
        if found is None:
            return np.full(len(self), np.datetime64("NaT", "D"))
        column, use = found
        cells = date_cells(column.values)
        reading = read_dates(cells, date_format(column, use, cells), stand_ins=role in {"end", "asked"})
        self._note_dates(column, column.codes, reading.unreadable, reading.impossible)
        self._remark_years(column, cells)
        blank = _take(reading.blank, column.codes, empty=True)
        if needed:
            self.note(
                "date-missing",
                lambda _: message("This row has no date and is left out. Fill it in, or delete the row."),
                blank,
                column,
                leave_out=True,
            )
        days = np.concatenate([reading.days, [np.datetime64("NaT", "D")]])[column.codes]
        if role in DAY_ROLES:
            self._reach(reading.days[np.unique(column.codes[column.codes >= 0])])
        return days

    def periods(self) -> tuple[Days, str]:
        """The first day of each row's period, and the kind of all periods (month, quarter, year, week).

        Raises:
            NotPossible: the periods are of several kinds, or of none.
        """
        column = self.require("period")
        use = self.mapping.columns[self.mapping.column("period") or 0]
        cells = date_cells(column.values)
        reading = read_dates(cells, date_format(column, use, cells))
        self._note_dates(column, column.codes, reading.unreadable, reading.impossible)
        days = np.append(reading.days, np.datetime64("NaT", "D"))[column.codes]
        used = np.isin(np.arange(len(column.values)), column.codes) & ~np.isnat(reading.days)
        by = kind_of(reading.unit[used], reading.days[used])
        return first_days(days, by), by

    def reach(self, days: Days) -> None:
        """Takes note of days that the data covers; the latest, not after today, is as far as it reaches."""
        self._reach(days)

    def _note_dates(
        self,
        column: Column,
        codes: npt.NDArray[np.int32],
        unreadable: npt.NDArray[np.bool_],
        impossible: npt.NDArray[np.bool_],
    ) -> None:
        self.note(
            "date-unreadable",
            lambda cell: message("“{cell}” can't be read as a date. The row is left out; correct the cell.", cell=cell),
            _take(unreadable, codes),
            column,
            leave_out=True,
        )
        self.note(
            "date-out-of-range",
            lambda cell: message("“{cell}” is in a year that can't be meant. The row is left out.", cell=cell),
            _take(impossible, codes),
            column,
            leave_out=True,
        )

    def _remark_years(self, column: Column, cells: DateCells) -> None:
        self.remark(
            "year-two-digits",
            lambda cell: message(
                "Years with two digits, such as “{cell}”, are taken as {first} to {last}.",
                cell=cell,
                first=str(today().year - 89),
                last=str(today().year + 10),
            ),
            _take(cells.short_year, column.codes),
            column,
        )
        self.remark(
            "year-buddhist",
            lambda cell: message("“{cell}” is read as a Buddhist year, 543 years ahead of the common one.", cell=cell),
            _take(cells.buddhist, column.codes),
            column,
        )

    def remark_scheduled(self, role: str, days: Days) -> None:
        """Tells of starts or ends after today: kept as they are, and not counted yet."""
        found = self.column(role)
        self.remark(
            "date-ahead",
            lambda cell: message("“{cell}” is still to come. It is kept as planned and not counted yet.", cell=cell),
            days > np.datetime64(today(), "D"),
            found[0] if found else None,
        )

    def _reach(self, days: Days) -> None:
        known = days[~np.isnat(days) & (days <= np.datetime64(today(), "D"))]
        if len(known):
            self._latest.append(known.max())

    def amounts(self, role: str) -> Amounts:
        """Each row's number in a role, NaN where none is given or it can't be read (noted)."""
        found = self.column(role)
        if found is None:
            return np.full(len(self), np.nan)
        column, use = found
        cells = number_cells(column.values)
        form = amount_format(column, use, cells, self.currency)
        numbers = read_numbers(cells, form) / use.divide
        if form == MIXED:
            self._remark_mixed(column, cells)
        self._blank[role] = _take(cells.blank, column.codes, empty=True)
        self.note(
            "number-unreadable",
            lambda cell: message("“{cell}” can't be read as a number and counts as unknown.", cell=cell),
            _take(~np.isfinite(numbers) & ~cells.blank & ~_errors(column), column.codes),
            column,
        )
        if role == "amount":
            self._one_currency(cells.currency, column.codes)
        return np.append(numbers, np.nan)[column.codes]

    def _remark_mixed(self, column: Column, cells: NumberCells) -> None:
        only_point = np.isfinite(cells.point) & ~np.isfinite(cells.comma)
        only_comma = np.isfinite(cells.comma) & ~np.isfinite(cells.point)
        rarer = only_comma if only_comma.sum() <= only_point.sum() else only_point
        self.remark(
            "number-otherwise",
            lambda cell: message("Some numbers, such as “{cell}”, are written otherwise than the rest.", cell=cell),
            _take(rarer, column.codes),
            column,
        )

    def blank(self, role: str) -> npt.NDArray[np.bool_]:
        """The rows whose number in a role is not given, after `amounts` was asked for it."""
        return self._blank[role]

    def _one_currency(self, signs: npt.NDArray[np.object_], codes: npt.NDArray[np.int32]) -> None:
        """Amounts in several currencies are never added: those in others than the chosen one are left out."""
        named = self._currencies(signs, codes)
        several = {code for code in named if code}
        if self.currency is None and len(several) > 1:
            raise NotPossible(
                message(
                    "The amounts are in several currencies ({codes}), which can't be added. Choose one of them, or "
                    "convert the amounts first.",
                    codes=", ".join(sorted(several)),
                )
            )
        if self.currency is not None and several - {self.currency}:
            others = np.array([bool(code) and code != self.currency for code in named])
            self.note(
                "currency-other",
                lambda _: message(
                    "This amount is in another currency than {code}. The row is left out.", code=self.currency or ""
                ),
                others,
                None,
                leave_out=True,
            )

    def _currencies(self, signs: npt.NDArray[np.object_], codes: npt.NDArray[np.int32]) -> npt.NDArray[np.object_]:
        found = self.column("currency")
        if found is not None:
            column, _ = found
            known = [currency.of_sign(cell_text(value)) or cell_text(value).strip().upper() for value in column.values]
            return _taken([*known, None], column.codes)
        return _taken([*signs, None], codes) if any(signs) else np.empty(0, dtype=object)

    def means(self, role: str, meaning: str) -> Flags:
        """The rows whose word in a role stands for a meaning (lost, trial, failed …); nowhere without the column."""
        found = self.column(role)
        if found is None:
            return np.zeros(len(self), dtype=np.bool_)
        column, use = found
        said = dict(use.meanings) or meanings(column.values, words_use(role, self.mapping.shape))
        of_value = [said.get(cell_text(value)) for value in column.values]
        hits = np.array([*(word == meaning for word in of_value), said.get("") == meaning])
        return hits[column.codes]

    def category(self, index: int) -> Category:
        """A column as categories: sorted texts, -1 where the cell is empty."""
        column = self.stack.columns[index]
        texts = [visible(cell_text(value)) for value in column.values]
        names = tuple(sorted({text for text in texts if text}))
        place = {name: number for number, name in enumerate(names)}
        of_value = np.array([*(place.get(text, -1) for text in texts), -1], dtype=np.int32)
        return Category(column.heading or f"#{index + 1}", names, of_value[column.codes])

    def categories(self, keep: npt.NDArray[np.bool_]) -> tuple[Category, ...]:
        """The plan and the segments, in the table's order, for the kept rows."""
        roles = {"plan", "segment", "interval"}
        indices = [index for index, use in enumerate(self.mapping.columns) if use.role in roles]
        whole = (self.category(index) for index in indices)
        return tuple(Category(entry.heading, entry.values, entry.codes[keep]) for entry in whole)

    def order_codes(self) -> npt.NDArray[np.int32] | None:
        """Each row's order number as a code, -1 for none; None where no heading names one.

        Of several such columns the one that is filled in most rows; "Name" in shop exports that list an order's lines.
        """
        listed = any(plain(column.heading).startswith("lineitem") for column in self.stack.columns)
        named = [
            column.codes
            for column in self.stack.columns
            if len(column.codes) == len(self)
            and (_means(column, "order") or (listed and plain(column.heading) == "name"))
        ]
        return max(named, key=lambda codes: int((codes >= 0).sum())) if named else None

    # The whole ---------------------------------------------------------------------------------------------------

    def dataset(
        self,
        customers: Customers,
        rows: Rows,
        *,
        presence: bool = False,
        latest: bool = True,
        has_amount: bool | None = None,
    ) -> Dataset:
        """The Dataset of the rows that were read, with the customers in it renumbered to those that are used."""
        return Dataset(
            shape=self.mapping.shape,
            customers=customers,
            rows=rows,
            sources=self._sources(),
            currency=self.currency,
            latest=max(self._latest).astype(date) if latest and self._latest else None,
            presence=presence,
            has_amount=self.has("amount") if has_amount is None else has_amount,
        )

    def used(self, codes: Indices, customers: Customers) -> tuple[Indices, Customers]:
        """The customers that still have a row, and the rows' codes among them."""
        seen = np.zeros(len(customers), dtype=np.bool_)
        seen[codes] = True
        if seen.all():
            return codes, customers
        place = np.cumsum(seen, dtype=np.int32) - 1
        names = None if customers.names is None else customers.names[seen]
        return place[codes].astype(np.int32), Customers(customers.ids[seen], names)

    def _sources(self) -> tuple[SourceFile, ...]:
        return tuple(self._source_file(index) for index in range(len(self.stack.tables)))

    def _source_file(self, index: int) -> SourceFile:
        table = self.stack.tables[index]
        here = self.source == index
        aside: dict[str, int] = {}
        for entry in table.set_aside:
            aside[entry.reason] = aside.get(entry.reason, 0) + entry.last - entry.first + 1
        if self.stack.skipped[index]:
            aside["skipped"] = self.stack.skipped[index]
        return SourceFile(
            file=table.file,
            sheet=table.dialect.sheet,
            rows_read=int(here.sum()),
            rows_used=int((here & ~self.left_out).sum()),
            set_aside=tuple(aside.items()),
            problems=(*table.problems, *problems(self.findings, self.stack, index)),
        )


def _take(
    of_value: npt.NDArray[np.bool_], codes: npt.NDArray[np.int32], *, empty: bool = False
) -> npt.NDArray[np.bool_]:
    return np.append(of_value, empty)[codes]


def _taken(of_value: list[str | None], codes: npt.NDArray[np.int32]) -> npt.NDArray[np.object_]:
    values: npt.NDArray[np.object_] = np.array(of_value, dtype=object)
    return values[codes]


def _means(column: Column, concept: str) -> bool:
    meant = concepts(column.heading)
    return bool(meant) and meant[0][0] == concept


def _errors(column: Column) -> npt.NDArray[np.bool_]:
    """The cells with a workbook's error, of which the reading has told already."""
    return np.array([isinstance(value, CellError) for value in column.values], dtype=np.bool_)


def _shown(column: Column, row: int) -> str:
    code = column.codes[row]
    return cell_text(column.values[code])[:200] if code >= 0 else ""
