"""What a column looks like from its values alone: how many, how many different, dates, numbers, words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from churndesk.shapes.dateparts import ORDERS, Unit
from churndesk.shapes.dates import agree, date_cells, read_dates
from churndesk.shapes.dates import possible_formats as date_formats
from churndesk.shapes.monthheadings import is_monthly
from churndesk.shapes.numbers import number_cells
from churndesk.shapes.periodkinds import regular
from churndesk.shapes.wording import numbered, plain, words

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.reading.table import Column, RawTable
    from churndesk.shapes.dates import DateCells

#: So many distinct cells of a column are looked at to tell what it is; what its cells say is later read from all of
#: them. Of a wide table's column it is fewer, so that the whole table costs no more than a few thousand rows do.
_SAMPLE, _LEAST_SAMPLE, _CELLS = 600, 24, 120_000
_FEW_ROWS = 64
#: No business bills in more different intervals.
_MOST_INTERVALS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """A column as its values show it.

    `filled` counts the rows that say something, `distinct` the different cells among them. `dates`, `numbers`, `flags`,
    `states` and `intervals` are shares (0 to 1) of the distinct cells looked at; `date_format` is the first format
    that reads the numbers or texts as dates, or empty. `running` numbers count the
    rows from 0 or 1; `periodic` dates are months, or the first or last days of regular periods; `monthly` ones are all
    months, or all the first or all the last days of months.
    """

    index: int
    heading: str
    rows: int
    filled: int
    distinct: int
    dates: float
    date_format: str
    unit: Unit
    numbers: float
    whole: bool
    padded: bool
    low: float
    high: float
    running: bool
    periodic: bool
    monthly: bool
    flags: float
    states: float
    intervals: float
    signed: bool

    @property
    def unique(self) -> bool:
        """Whether (nearly) every row says something else."""
        return self.filled > 0 and self.distinct >= 0.98 * self.filled

    @property
    def few(self) -> bool:
        """Whether it holds 2 to 20 different values that come again."""
        return 2 <= self.distinct <= 20 and self.distinct < self.filled

    @property
    def text(self) -> bool:
        """Whether it is neither dates nor numbers."""
        return self.dates < 0.5 and self.numbers < 0.8

    @property
    def day_dates(self) -> bool:
        """Whether its dates name days or months, in texts or in unmistakable numbers."""
        return self.dates >= 0.8 and self.date_format not in {"year", "months"} and self.unit != Unit.MONTH_ONLY


def cell_text(value: Any) -> str:
    """A cell as text: what a text file would have held. 101.0 is "101", True is "True"."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def portraits(table: RawTable) -> tuple[Portrait, ...]:
    """One portrait a column."""
    most = max(_LEAST_SAMPLE, min(_SAMPLE, _CELLS // max(1, len(table.columns))))
    if len(table) > _FEW_ROWS:
        return tuple(_portrait(index, column, len(table), most) for index, column in enumerate(table.columns))
    known: dict[tuple[Any, ...], Portrait] = {}  # of thousands of columns with a few rows, many are alike
    found = []
    for index, column in enumerate(table.columns):
        key = (column.codes.tobytes(), *((value.__class__, value) for value in column.values.tolist()))
        if key not in known:
            known[key] = _portrait(index, column, len(table), most)
        found.append(replace(known[key], index=index, heading=column.heading))
    return tuple(found)


def _portrait(index: int, column: Column, rows: int, most: int) -> Portrait:
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.values)) if rows else np.zeros(0, int)
    said = np.flatnonzero(counts)
    said = said[~_spaces(column.values)[said]]
    sample = _sample(column.values, said, most)
    dates, numbers = date_cells(sample), number_cells(sample)
    formats = date_formats(dates) if len(sample) else ()
    values = np.where(np.isfinite(numbers.point), numbers.point, numbers.comma)
    values = values[np.isfinite(values)]
    units = dates.unit[dates.dated]
    periodic, monthly = _regularity(dates, formats)
    return Portrait(
        index=index,
        heading=column.heading,
        rows=rows,
        filled=int(counts[said].sum()),
        distinct=len(said),
        dates=_date_share(dates.share(), formats, numbers.share()),
        date_format=formats[0] if formats else "",
        unit=Unit(int(np.bincount(units).argmax())) if len(units) else Unit.NONE,
        numbers=numbers.share(),
        whole=bool(len(values) and (values == np.floor(values)).all()),
        padded=_padded(sample),
        low=float(values.min()) if len(values) else 0.0,
        high=float(values.max()) if len(values) else 0.0,
        running=_running(column, values, rows),
        periodic=periodic,
        monthly=monthly,
        flags=_share_of(sample, words("yes") | words("no")) if len(said) <= 15 else 0.0,
        states=_share_of(sample, _state_words()) if len(said) <= 15 else 0.0,
        intervals=_share_of(sample, _interval_words()) if len(said) <= _MOST_INTERVALS else 0.0,
        signed=any(sign is not None for sign in numbers.currency),
    )


def _spaces(values: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Which cells hold spaces alone."""
    try:
        found = list(map(str.isspace, values.tolist()))
    except TypeError:
        found = [value.__class__ is str and value.isspace() for value in values.tolist()]
    return np.array(found, dtype=np.bool_)


def _sample(values: npt.NDArray[np.object_], said: npt.NDArray[np.intp], most: int) -> npt.NDArray[np.object_]:
    """Up to so many of the cells that say something, spread over the whole column."""
    places = np.linspace(0, len(said) - 1, min(len(said), most)).astype(int)
    return values[said[places]] if len(said) else values[:0]


@cache
def _state_words() -> frozenset[str]:
    return words("lost") | words("kept") | words("joined") | words("trial") | words("paused")


@cache
def _interval_words() -> frozenset[str]:
    return frozenset(word for group in ("interval", "interval_weeks", "interval_days") for word in numbered(group))


def _date_share(texts: float, formats: tuple[str, ...], numbers: float) -> float:
    if texts:
        return texts
    return 0.9 * numbers if formats and formats[0] not in ORDERS else 0.0


def _padded(sample: npt.NDArray[np.object_]) -> bool:
    """Whether numbers begin with zeros, as only ids do."""
    return any(isinstance(value, str) and len(value) > 1 and value[0] == "0" and value.isdigit() for value in sample)


def _regularity(cells: DateCells, formats: tuple[str, ...]) -> tuple[bool, bool]:
    """Whether the dates are periodic, and whether they are monthly (see `Portrait`)."""
    units = cells.unit[cells.dated]
    coarse, months = bool(len(units)) and bool((units > Unit.DAY).all()), bool((units == Unit.MONTH).all())
    if not set(formats) & set(ORDERS):
        first = formats[0] if formats else ""
        return coarse or first in {"yyyymm", "year", "months"}, (coarse and months) or first == "yyyymm"
    different = formats[:1] if agree(cells, formats) else formats
    read = [read_dates(cells, form).days for form in different]
    monthly = any(is_monthly(known) for days in read if len(known := days[~np.isnat(days)]))
    return coarse or any(map(regular, read)), (coarse and months) or monthly


def _running(column: Column, values: npt.NDArray[np.float64], rows: int) -> bool:
    if len(column.values) < rows or not len(values) or values[0] not in {0.0, 1.0}:
        return False
    first = values[: min(len(values), rows)]
    return bool((np.diff(first) > 0).all() and first[-1] - first[0] == rows - 1)


def _share_of(sample: npt.NDArray[np.object_], known: frozenset[str]) -> float:
    if not len(sample):
        return 0.0
    return sum(plain(cell_text(value)) in known for value in sample) / len(sample)
