"""Where the table begins: the rows above it, and the row or rows that name its columns."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from churndesk.reading.canonical import text_of
from churndesk.reading.kinds import TYPED, Kind, kind_of, outline

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[object, ...]

#: Records at the top of the file among which the header is sought.
TOP = 120
#: Records below it that tell what its columns hold.
_BODY = 60
MOST_ROWS = 6
#: Longer texts are sentences.
_LONG_HEADING = 80
_YEAR = re.compile(r"(1[89]|20)\d\d")
_SEPARATOR = re.compile(r"[\s\-=_*+:|~.]*[-=_*+~][\s\-=_*+:|~.]*$")
_COMMENT = re.compile(r"\s*(#(?!\d*\s*$)|//|--\s|;\s|%\s)")
_ANNOUNCEMENT = re.compile(r"\s*sep=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """The header's position among the records, how many rows it has (0: the table has none), where the body begins."""

    first: int
    rows: int

    @property
    def body(self) -> int:
        """The first record of the body."""
        return self.first + self.rows


def blank(cell: object) -> bool:
    """Whether a cell holds nothing but space."""
    return isinstance(cell, str) and not cell.strip()


def filled(row: Row) -> int:
    """How many cells of a row hold something."""
    # Written out, for it is asked of every cell of the first rows, and a table may have thousands of columns.
    return sum(1 for cell in row if not isinstance(cell, str) or cell.strip())


def any_filled(row: Row) -> bool:
    """Whether a row holds anything."""
    return not all(map(blank, row))


def is_comment(row: Row) -> bool:
    """Whether a row is a comment or an announcement (`sep=;`), by its first cell."""
    first = row[0] if row else ""
    return isinstance(first, str) and bool(_COMMENT.match(first) or _ANNOUNCEMENT.match(first))


def is_separator(row: Row) -> bool:
    """Whether a row is drawn: every cell that holds something holds dashes and the like alone."""
    drawn = False
    for cell in row:
        if not blank(cell):
            if not (isinstance(cell, str) and len(cell) > 2 and _SEPARATOR.match(cell)):
                return False
            drawn = True
    return drawn


def find(rows: Sequence[Row], width: int, typical: float) -> Head:
    """The header among the first `rows` of a table that has `width` columns, of which rows usually fill `typical`."""
    candidates = [at for at, row in enumerate(rows) if _may_begin(rows, at, width, typical)]
    if not candidates:
        start = next((at for at, row in enumerate(rows) if any_filled(row) and not is_comment(row)), 0)
        return Head(start, 0)
    first = candidates[0]
    for at in candidates[:8]:
        body = _below(rows, at)
        if not body and any(len(row) == width and any_filled(row) for row in rows[:at]):
            break
        score = evidence(rows[at], body, width)
        if score > (0 if at == first else 1.5) and not (at != first and has_value(rows[at])):
            fuller = _next_full(rows, at, candidates, width)
            begin = at if fuller is None else fuller
            above = _spanning(rows, begin, width)
            return Head(begin - above, above + min(_count(rows, begin, width), MOST_ROWS - above))
    if _names_fewer(rows, first):
        return Head(first - 1, 1)
    return Head(_first_alike(rows, first, width), 0)


def _names_fewer(rows: Sequence[Row], first: int) -> bool:
    """Whether the row right above the first full one is a header that names fewer columns than the rows have."""
    row = rows[first - 1] if first else ()
    if filled(row) < 3 or filled(row) < len(row) or is_comment(row) or has_value(row):
        return False
    cells = [text_of(cell).strip() for cell in row]
    short = max(map(len, cells)) <= _LONG_HEADING / 2 and len(set(cells)) == len(cells)
    return short and evidence(row, _below(rows, first - 1), len(row)) > 0


def _first_alike(rows: Sequence[Row], first: int, width: int) -> int:
    """The first of the rows right above `first` that look like rows of the table with gaps, where it has no header."""
    body = _below(rows, first - 1)
    while first and len(rows[first - 1]) == width and any_filled(rows[first - 1]) and _fits(rows[first - 1], body):
        first -= 1
    return first


def _fits(row: Row, body: Sequence[Row]) -> bool:
    for column, cell in enumerate(row):
        others = [other[column] for other in body if column < len(other) and not blank(other[column])]
        if blank(cell):
            continue
        if not others or (kind_of(cell) in TYPED) != (_kind(others) in TYPED):
            return False
        if kind_of(cell) not in TYPED and len(text_of(cell)) > 1.5 * max(len(text_of(other)) for other in others):
            return False
    return True


def _kind(cells: Sequence[object]) -> Kind:
    return Counter(map(kind_of, cells)).most_common(1)[0][0]


def _may_begin(rows: Sequence[Row], at: int, width: int, typical: float) -> bool:
    row = rows[at]
    cells = filled(row)
    if not cells or is_separator(row) or (is_comment(row) and (cells == 1 or len(row) != width)):
        return False
    if width == 1:
        return True
    need = 1 if typical < 1.5 else max(2.0, typical * 0.5)
    if cells < need:
        return False
    # A pair such as "Account: 42" above an empty row, or in a row of another length, is no header.
    lonely = at + 1 < len(rows) and not any_filled(rows[at + 1])
    return cells >= typical * 0.75 or not (lonely or len(row) != width) or not _has_fuller(rows, at, typical)


def _has_fuller(rows: Sequence[Row], at: int, typical: float) -> bool:
    below = islice((row for row in rows[at + 1 :] if any_filled(row)), 3)
    return any(filled(row) >= typical * 0.75 and not has_value(row) for row in below)


def _next_full(rows: Sequence[Row], at: int, candidates: list[int], width: int) -> int | None:
    """A fuller header right below one of another length: then the upper was a sentence that held delimiters."""
    if len(rows[at]) == width:
        return None
    for below in candidates:
        if at < below <= at + 3 and len(rows[below]) == width and not has_value(rows[below]):
            return below if evidence(rows[below], _below(rows, below), width) > 1 else None
    return None


def has_value(row: Row) -> bool:
    """Whether a row holds a number, a date or the like: a header hardly ever does."""
    return any(kind_of(cell) in TYPED for cell in row)


def _below(rows: Sequence[Row], at: int) -> list[Row]:
    return list(islice((row for row in rows[at + 1 :] if any_filled(row) and not is_separator(row)), _BODY))


def evidence(row: Row, body: Sequence[Row], width: int) -> float:
    """How strongly a row reads as the header of the rows below: above 0 it does."""
    if not body:
        return -1.0 if has_value(row) else 1.0
    series = _is_series(row)
    days = _is_calendar(row, body)
    score = 0.0
    for column in range(min(width, len(row))):
        cells = [other[column] for other in body if column < len(other) and not blank(other[column])]
        if not blank(row[column]) and cells:
            score += 0.7 if days and kind_of(row[column]) is Kind.DATE else _vote(row[column], cells, series=series)
    return score


def _is_calendar(row: Row, body: Sequence[Row]) -> bool:
    """Whether the row names months or days over cells that are none: Member, Jan 2024, Feb 2024 above words."""
    dated = [column for column, cell in enumerate(row) if kind_of(cell) is Kind.DATE]
    different = {text_of(row[column]).strip() for column in dated}
    if len(dated) < 2 or len(different) < len(dated) or len(dated) * 2 < filled(row):
        return False
    if any(kind_of(cell) in TYPED - {Kind.DATE} for cell in row):
        return False
    return not any(kind_of(other[column]) is Kind.DATE for other in body for column in dated if column < len(other))


def _is_series(row: Row) -> bool:
    """Whether the row counts up: Customer, 2021, 2022, 2023; the periods or items of a wide table."""
    numbers = [cell for cell in row[1:] if not blank(cell) and kind_of(cell) is Kind.NUMBER]
    if len(numbers) < 3 or len(numbers) < 0.8 * (len(row) - 1) or len(set(map(text_of, numbers))) < len(numbers):
        return False
    if not all(re.fullmatch(r"\d{1,9}", text_of(cell).strip()) for cell in numbers):
        return False
    if blank(row[0]):
        return all(int(text_of(right)) - int(text_of(left)) == 1 for left, right in pairwise(numbers))
    return kind_of(row[0]) in {Kind.TEXT, Kind.CODE} and not re.search(r"\d", text_of(row[0]))


def _vote(cell: object, below: list[object], *, series: bool) -> float:  # noqa: PLR0911  (one line a case)
    kind = kind_of(cell)
    usual, count = Counter(kind_of(other) for other in below).most_common(1)[0]
    if usual in TYPED and count >= 0.6 * len(below):
        if kind not in TYPED:
            return 1.0
        if kind is not usual:
            return 0.7 if kind is Kind.DATE else 0.5 if series else -0.3
        return 0.2 if series else -1.5
    if usual is Kind.CODE and kind is Kind.CODE and isinstance(cell, str):
        same = sum(outline(other) == outline(cell) for other in below if isinstance(other, str))
        return -1.0 if same * 2 > len(below) else 0.2
    if usual is Kind.CODE and kind is Kind.TEXT:
        return 0.5
    if kind in TYPED:
        return -0.3
    return -0.7 if cell in below else 0.1


def _spanning(rows: Sequence[Row], at: int, width: int) -> int:
    """How many rows right above the header row at `at` hold headings that span several of its columns."""
    count = 0
    while count < at and count < MOST_ROWS - 1 and _spans(rows[at - count - 1], rows[at - count], width):
        count += 1
    return count


def _spans(upper: Row, lower: Row, width: int) -> bool:
    """Whether a row with gaps holds headings of columns that are named in the row below it, as in `"", Men, ""`.

    No title, which stands above the first column, and no pair such as `Station, Dover`.
    """
    named = [column for column, cell in enumerate(upper) if not blank(cell)]
    if len(upper) != width or len(lower) != width or not 0 < len(named) < width or not any_filled(lower):
        return False
    if is_comment(upper) or is_separator(upper) or not all(_may_span(upper[column]) for column in named):
        return False
    lead = next(column for column, cell in enumerate(lower) if not blank(cell))
    if named[0] <= lead and not blank(lower[named[0]]) and (len(named) * 2 < width or len(named) == 2):
        return False
    return any(blank(upper[column]) and not blank(lower[column]) for column in range(named[0] + 1, width))


def _may_span(cell: object) -> bool:
    """Whether a cell may be a heading: words that are no sentence, a date or a year."""
    text = text_of(cell).strip()
    kind = kind_of(cell)
    return len(text) <= _LONG_HEADING and (kind not in TYPED or kind is Kind.DATE or bool(_YEAR.fullmatch(text)))


def _count(rows: Sequence[Row], at: int, width: int) -> int:
    """How many rows the header that begins at `at` has."""
    count = 1
    while count < MOST_ROWS and at + count < len(rows) and _continues(rows, at, at + count, width):
        count += 1
    while count > 1 and not filled(rows[at + count - 1]):
        count -= 1
    return count


def _continues(rows: Sequence[Row], first: int, at: int, width: int) -> bool:
    """Whether the row at `at` is one more header row: the header again, or words where the body has values."""
    row = rows[at]
    if tuple(map(text_of, row)) == tuple(map(text_of, rows[first])):
        return True
    if len(row) != width or not filled(row) or is_separator(row):
        return False
    body = _below(rows, at)
    if _completes(rows[at - 1], row, body):
        return True
    if has_value(row):
        return False
    body = body[len(body) // 2 :]  # what stands right below may be header rows too
    if not body:
        return False
    typed = [column for column in range(width) if _is_typed(body, column)]
    named = sum(not blank(row[column]) for column in typed)
    return len(typed) >= 2 and named >= 2 and named * 2 >= len(typed)


def _completes(upper: Row, row: Row, body: Sequence[Row]) -> bool:
    """Whether headings, years or dates fill gaps of the header row above, and nothing stands below its first one."""
    lead = next((column for column, cell in enumerate(upper) if not blank(cell)), len(row))
    if lead >= len(row) or not blank(row[lead]) or any(blank(other[lead]) for other in body if len(other) > lead):
        return False
    named = [column for column, cell in enumerate(row) if not blank(cell)]
    gaps = [column for column in named if column < len(upper) and blank(upper[column])]
    return len(named) > 1 and bool(gaps) and all(_may_span(row[column]) for column in named)


def _is_typed(body: Sequence[Row], column: int) -> bool:
    kinds = [kind_of(row[column]) for row in body if column < len(row) and not blank(row[column])]
    return bool(kinds) and sum(kind in TYPED for kind in kinds) >= 0.8 * len(kinds)
