"""A column of numbers: one decimal mark for all its cells, decided only where the cells allow no other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from churndesk.reading.table import CellError
from churndesk.shapes import currency
from churndesk.shapes.wording import plain, visible

if TYPE_CHECKING:
    import numpy.typing as npt

#: The samples that name the formats: which mark stands before the decimals. "mixed" goes by each cell's own marks.
POINT, COMMA, MIXED = "1,234.50", "1.234,50", "mixed"

_PARTS = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-−–+△▲])?\s*(?P<before>[^\d\s.,()+−–△▲-][^\d()+−△▲]*?)??\s*(?P<sign2>[-−–+△▲])?\s*(?P<open2>\()?\s*"
    r"(?P<core>\d[\d.,'’` _]*|[.,]\d+)(?P<power>e[+-]?\d+)?\s*(?P<sign3>[-−–])?\s*(?P<after>[^\d\s()][^\d()]*?)?\s*"
    r"(?P<close>\))?(?P<sign4>-)?(?:(?<=\))\s*(?P<beyond>[^\d\s()-][^\d()]*?))?\s*",
    re.IGNORECASE,
)
_NOTHING = frozenset(
    {"-", "–", "—", "--", "na", "n/a", "n a", "null", "none", "nan", "nil", ".", "なし", "brak", "無", "없음"}
)
#: No number is written in more letters than these.
_LONGEST = 60
#: A number as every program writes it; and up to so many cells are looked at one by one.
_PLAIN = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*", re.ASCII)
_FEW = 64
_GROUPED = {mark: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}
_INDIAN = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}")
_SPACED = re.compile(r"\d{1,3}(?:[ '’`_]\d{3})+(?![\d ])")
_DECISIVE = re.compile(r"\d{4,}\.\d|^-?0\d*\.\d|\.\d{1,2}$|\.\d{4,}$|e")


@dataclass(frozen=True, slots=True, eq=False)
class NumberCells:
    """What the distinct cells of a column could mean, with a point or a comma before the decimals.

    NaN where a cell can't be read so. `blank` are cells that say nothing ("-", "n/a"), `currency` the codes that
    stand in the cells ("" for a sign that several share, None for none).
    """

    point: npt.NDArray[np.float64]
    comma: npt.NDArray[np.float64]
    blank: npt.NDArray[np.bool_]
    currency: npt.NDArray[np.object_]
    three_decimals: npt.NDArray[np.bool_]

    @property
    def numeric(self) -> npt.NDArray[np.bool_]:
        """Which cells are numbers in at least one reading."""
        return np.isfinite(self.point) | np.isfinite(self.comma)

    def share(self) -> float:
        """The share of numbers among the cells that say something."""
        said = int((~self.blank).sum())
        return float(self.numeric.sum()) / said if said else 0.0


def number_cells(values: npt.NDArray[np.object_]) -> NumberCells:
    """Looks at every distinct cell once; plain numbers ("12", "29.33") are converted all together."""
    quick = _plain_numbers(values)
    point, comma = quick.copy(), quick.copy()
    blank = np.zeros(len(values), dtype=np.bool_)
    signs = np.full(len(values), None, dtype=object)
    three = np.zeros(len(values), dtype=np.bool_)
    _apply_point(values, quick, comma, three)
    for index in np.flatnonzero(~np.isfinite(quick)):
        found = _of_cell(values[index])
        point[index], comma[index], blank[index], signs[index], three[index] = found
    return NumberCells(point, comma, blank, signs, three)


def _plain_numbers(values: npt.NDArray[np.object_]) -> npt.NDArray[np.float64]:
    if len(values) <= _FEW:
        return np.array([_plain_number(value) for value in values.tolist()], dtype=np.float64)
    import pandas as pd

    typed = values
    if bool in set(map(type, values.tolist())):
        typed = np.array([None if isinstance(value, bool) else value for value in values], dtype=object)
    numbers = pd.to_numeric(pd.Series(typed, dtype=object), errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    numbers = numbers.copy()
    numbers[~np.isfinite(numbers)] = np.nan
    return numbers


def _plain_number(value: Any) -> float:
    """The same for one cell: of a few cells in each of thousands of columns."""
    if value.__class__ not in {int, float} and not (value.__class__ is str and _PLAIN.fullmatch(value)):
        return np.nan
    number = float(value)
    return number if np.isfinite(number) else np.nan


def _apply_point(
    values: npt.NDArray[np.object_],
    quick: npt.NDArray[np.float64],
    comma: npt.NDArray[np.float64],
    three: npt.NDArray[np.bool_],
) -> None:
    """With a comma as the decimal mark a point can only stand between thousands: "1.234" is 1234, "1.5" nothing."""
    texts = [value if value.__class__ is str else "" for value in values.tolist()]
    marked = np.array(["." in text or "e" in text or "E" in text for text in texts], dtype=np.bool_)
    pointed = np.flatnonzero(marked & np.isfinite(quick))
    comma[pointed] = np.nan
    if any(_DECISIVE.search(texts[place].strip().casefold()) for place in pointed[:50]):
        return
    for place in pointed:
        text = texts[place].strip().lstrip("+-")
        if _GROUPED["."].fullmatch(text):
            comma[place], three[place] = quick[place] * 1000, True


def _of_cell(value: Any) -> tuple[float, float, bool, str | None, bool]:
    nothing = (np.nan, np.nan, False, None, False)
    if not isinstance(value, str) or isinstance(value, CellError) or len(value) > _LONGEST:
        return nothing
    text = visible(value).lstrip("'’")
    if not text or text.casefold() in _NOTHING or plain(text) in _NOTHING:
        return np.nan, np.nan, True, None, False
    found = _PARTS.fullmatch(text)
    if not found or (found["open"] or "") + (found["open2"] or "") != "(" * bool(found["close"]):
        return nothing
    marks = [mark.strip() for mark in (found["before"], found["after"], found["beyond"]) if mark and mark.strip()]
    codes = [currency.of_sign(mark) for mark in marks]
    if any(code is None for code in codes):
        return nothing
    point, comma, three = _of_core(found["core"].strip(), found["power"] or "")
    signs = {found[name] for name in ("sign", "sign2", "sign3", "sign4")} - {None, "+"}
    factor = -1.0 if signs or found["close"] else 1.0
    code = next((code for code in codes if code), codes[0] if codes else None)
    return factor * point, factor * comma, False, code, three


def _of_core(core: str, power: str) -> tuple[float, float, bool]:
    """The digits with their marks: the value with a decimal point, with a decimal comma, and whether both may be."""
    spaced = _SPACED.match(core)
    if spaced:
        core = re.sub(r"[ '’`_]", "", core)
        grouped = False
    else:
        grouped = True
        if re.search(r"[ '’`_]", core):
            return np.nan, np.nan, False
    point = _with_mark(core, ".", ",", grouped=grouped)
    comma = _with_mark(core, ",", ".", grouped=grouped)
    if power:
        point, comma = (float(f"{value}{power}") if np.isfinite(value) else np.nan for value in (point, comma))
    return point, comma, np.isfinite(point) and np.isfinite(comma) and point != comma


def _with_mark(core: str, decimal: str, group: str, *, grouped: bool) -> float:
    whole, mark, fraction = core.partition(decimal)
    if mark and not (fraction.isdigit() or not fraction):
        return np.nan
    if group in whole:
        indian = group == "," and _INDIAN.fullmatch(whole)
        if not grouped or not (indian or _GROUPED[group].fullmatch(whole)):
            return np.nan
        whole = whole.replace(group, "")
    return float(f"{whole or '0'}.{fraction or '0'}") if not whole or whole.isdigit() else np.nan


def possible_formats(cells: NumberCells, code: str | None = None) -> tuple[str, ...]:
    """The formats that read every cell which any of them reads; both where they agree or can't be told apart.

    A cell with three digits after its only mark ("1.234") can be read either way, unless the currency `code` has
    other decimals. Empty where no format reads all.
    """
    point, comma = np.isfinite(cells.point), np.isfinite(cells.comma)
    either = point | comma
    if not either.any():
        return (POINT, COMMA)
    fits = [name for name, readable in ((POINT, point), (COMMA, comma)) if bool((readable == either).all())]
    digits = currency.decimals(code)
    if len(fits) == 2 and digits is not None and digits != 3 and cells.three_decimals.any():
        larger = np.abs(cells.comma) > np.abs(cells.point)
        decisive = cells.three_decimals
        fits = [COMMA] if bool(larger[decisive].all()) else [POINT] if not bool(larger[decisive].any()) else fits
    return tuple(fits)


def agree(cells: NumberCells) -> bool:
    """Whether a point and a comma give the same numbers."""
    both = np.isfinite(cells.point) & np.isfinite(cells.comma)
    return bool((cells.point[both] == cells.comma[both]).all())


def read_numbers(cells: NumberCells, form: str | None) -> npt.NDArray[np.float64]:
    """The numbers under a format; a cell that only another format can read is NaN, except with "mixed"."""
    if form == COMMA:
        return cells.comma
    if form == MIXED:
        return np.where(np.isfinite(cells.point), cells.point, cells.comma)
    return cells.point


def decimal_mark(sample: str) -> str | None:
    """The format that a person's sample such as "1.234,50", "1234,5" or "1,234" names; None where it names none."""
    if sample in {POINT, COMMA, MIXED}:
        return sample
    marks = [letter for letter in visible(sample) if letter in ".,"]
    if not marks or not any(letter.isdigit() for letter in sample):
        return None
    last, rest = marks[-1], visible(sample).rpartition(marks[-1])[2]
    grouping = len(rest) == 3 and (marks.count(last) > 1 or len(set(marks)) == 1)
    if grouping:
        return COMMA if last == "." else POINT
    return POINT if last == "." else COMMA
