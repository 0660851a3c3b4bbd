"""What the mapped columns say, row by row, with everything that can't be used collected on the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import Category, Dataset, SourceFile
from churndesk.shapes.dates import today
from churndesk.shapes.findings import Finding, problems
from churndesk.shapes.flags import meanings
from churndesk.shapes.pitfalls import PITFALLS
from churndesk.shapes.portraits import cell_text
from churndesk.shapes.role import role as role_of
from churndesk.shapes.uses import words_use
from churndesk.shapes.wording import visible
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from churndesk.ledger.dataset import Customers, Days, Flags, Indices, Rows, UndatedRows
    from churndesk.progress import Report
    from churndesk.reading.table import Column
    from churndesk.shapes.mapping import ColumnUse, Mapping
    from churndesk.shapes.stack import Stack
    from churndesk.words import Message


class Content:
    """The rows of a stack under a mapping.

    Asked role by role; what is unreadable is noted as a finding, and rows that can't be used are marked left out.
    """

    def __init__(self, stack: Stack, mapping: Mapping, report: Report) -> None:
        self.stack, self.mapping, self.report = stack, mapping, report
        self.findings: list[Finding] = []
        self.left_out: npt.NDArray[np.bool_] = np.zeros(len(stack), dtype=np.bool_)
        self._latest: list[np.datetime64] = []
        #: The rows whose number in a role is not given, once it was read.
        self.blank: dict[str, npt.NDArray[np.bool_]] = {}
        #: The rows whose cell in a role is no date, or no day that can be meant.
        self.unread: dict[str, npt.NDArray[np.bool_]] = {}
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

    def tell(self, code: str, sentence: Message, column: Column | None = None, *, serious: bool = True) -> None:
        """Tells something of the table as a whole."""
        none = np.zeros(0, dtype=np.intp)
        self.findings.append(Finding(code, lambda _: sentence, none, (), self._name(column), serious, of_whole=True))

    def leave_out(self, mask: npt.NDArray[np.bool_]) -> None:
        """Leaves rows out whose findings are noted already."""
        self.left_out |= mask

    def _name(self, column: Column | None) -> str:
        if column is None:
            return ""
        return column.heading or f"#{self.stack.columns.index(column) + 1}"

    # What is said -------------------------------------------------------------------------------------------------

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

    def categories(self, keep: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> tuple[Category, ...]:
        """The plan and the segments, in the table's order, for the kept rows, or for rows by their places."""
        roles = {"plan", "segment", "interval"}
        indices = [index for index, use in enumerate(self.mapping.columns) if use.role in roles]
        whole = (self.category(index) for index in indices)
        return tuple(Category(entry.heading, entry.values, entry.codes[keep]) for entry in whole)

    def category_of(self, role: str, keep: npt.NDArray[np.bool_]) -> Category | None:
        """The column in a role as categories, for the kept rows; None where no column plays it."""
        index = self.mapping.column(role)
        if index is None:
            return None
        whole = self.category(index)
        return Category(whole.heading, whole.values, whole.codes[keep])

    def reach(self, days: Days) -> None:
        """Takes note of days that the data covers; the latest, not after today, is as far as it reaches."""
        known = days[~np.isnat(days) & (days <= np.datetime64(today(), "D"))]
        if len(known):
            self._latest.append(known.max())

    def latest(self) -> date | None:
        """The latest day that the data covers, as far as it was read; None where it has none."""
        return max(self._latest).astype(date) if self._latest else None

    # The whole ---------------------------------------------------------------------------------------------------

    def dataset(
        self,
        customers: Customers,
        rows: Rows,
        *,
        presence: bool = False,
        latest: bool = True,
        has_amount: bool | None = None,
        undated: UndatedRows | None = None,
    ) -> Dataset:
        """The Dataset of the rows that were read, with the customers in it renumbered to those that are used."""
        for look in PITFALLS:
            look(self, customers, rows)
        return Dataset(
            shape=self.mapping.shape,
            customers=customers,
            rows=rows,
            sources=self._sources(),
            currency=self.currency,
            latest=self.latest() if latest else None,
            presence=presence,
            has_amount=self.has("amount") if has_amount is None else has_amount,
            undated=undated,
        )

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
            left_out=_runs(self.row[here & self.left_out]),
        )


def take(
    of_value: npt.NDArray[np.bool_], codes: npt.NDArray[np.int32], *, empty: bool = False
) -> npt.NDArray[np.bool_]:
    """What holds for each distinct cell, row by row; `empty` is for empty cells."""
    return np.append(of_value, empty)[codes]


def used_values(column: Column) -> npt.NDArray[np.bool_]:
    """Which distinct cells of a column stand in a row."""
    used = np.zeros(len(column.values) + 1, dtype=np.bool_)
    used[column.codes] = True
    return used[:-1]


def _runs(rows: npt.NDArray[np.int32]) -> tuple[tuple[int, int], ...]:
    """Row numbers as runs of neighbours, (first, last)."""
    if not len(rows):
        return ()
    ends = np.flatnonzero(np.diff(rows) != 1)
    first, last = rows[[0, *(ends + 1)]], rows[[*ends, -1]]
    return tuple(zip(first.tolist(), last.tolist(), strict=True))


def _shown(column: Column, row: int) -> str:
    code = column.codes[row]
    return cell_text(column.values[code])[:200] if code >= 0 else ""
