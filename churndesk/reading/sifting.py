"""Which rows below the header are no rows of the table: empty ones, totals, repeated headers, page lines, footnotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading import header
from churndesk.reading.canonical import text_of
from churndesk.reading.kinds import Kind, kind_of, number, outline
from churndesk.reading.totals import is_page_line, sum_word

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.reading.grid import Grid
    from churndesk.reading.header import Head

#: Distinct values looked at one by one in a column; an id column of a million has no words to find at this rate.
_LEAD_COLUMNS = 3


@dataclass(frozen=True)
class Sifted:
    """The reason why a record isn't in the table, by record; `total` is the record of the table's own total or -1."""

    reasons: dict[int, str]
    total: int = -1


def sift(grid: Grid, head: Head) -> Sifted:
    """Looks through the records below the header; those above it are none of its business."""
    filled = grid.filled()
    reasons: dict[int, str] = {int(at): "empty" for at in np.flatnonzero(filled == 0) if at >= head.body}
    _mark_by_first_cell(grid, head, filled, reasons)
    _mark_second_table(grid, head, reasons)
    _mark_lone(grid, head, filled, reasons)
    total = _mark_totals(grid, head, filled, reasons)
    return Sifted(reasons, total)


def _rows_saying(grid: Grid, column: int, wanted: npt.NDArray[np.bool_]) -> list[int]:
    """The records whose cell in a column is one of the distinct values marked in `wanted`."""
    if not wanted.any():
        return []
    return [int(at) for at in np.flatnonzero(np.append(wanted, False)[grid.codes[column]])]


def _mark_by_first_cell(grid: Grid, head: Head, filled: npt.NDArray[np.int32], reasons: dict[int, str]) -> None:
    names = tuple(map(text_of, grid.record(head.body - 1))) if head.rows else ()
    lead = next((at for at, name in enumerate(names[: grid.width]) if name.strip()), 0)
    if head.rows:
        same = np.array([text_of(value) == names[lead] for value in grid.values[lead]], dtype=bool)
        for at in _rows_saying(grid, lead, same):
            if at >= head.body and _repeats(tuple(map(text_of, grid.record(at))), names):
                reasons[at] = "repeated-header"
    if grid.width < 2:
        return
    drawn = np.array(
        [isinstance(v, str) and (header.is_comment((v,)) or header.is_separator((v,))) for v in grid.values[0]],
        dtype=bool,
    )
    for at in _rows_saying(grid, 0, drawn):
        row = grid.record(at)
        if at >= head.body and header.is_separator(row):
            reasons[at] = "separator"
        elif at >= head.body and filled[at] == 1 and header.is_comment(row):
            reasons[at] = "comment"


def _repeats(row: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether a row is the header again; one of a single heading must be quite alone to count."""
    same = sum(a.strip() == b.strip() for a, b in zip(row, names, strict=False))
    return len(row) <= len(names) and same == len(names) and sum(bool(name.strip()) for name in names) > 1


def _mark_second_table(grid: Grid, head: Head, reasons: dict[int, str]) -> None:
    """A second table below the first: other headings with other fields, or the first one pasted once more."""
    for at in sorted(at for at, row in grid.odd.items() if at > head.body and len(row) > 1):
        if _begins_second(grid, head, at):
            reasons.update(dict.fromkeys(range(at, len(grid)), "second-table"))
            return
    for at in [at for at, reason in reasons.items() if reason == "repeated-header"]:
        length = at - head.body
        again = len(grid) - at - 1
        if length >= 2 and again >= length and all(_same_row(grid, head.body + k, at + 1 + k) for k in range(length)):
            reasons.update(dict.fromkeys(range(at, len(grid)), "second-table"))
            return


def _same_row(grid: Grid, one: int, other: int) -> bool:
    return all(codes[one] == codes[other] for codes in grid.codes)


def _begins_second(grid: Grid, head: Head, at: int) -> bool:
    row = grid.record(at)
    below = [grid.record(k) for k in range(at + 1, min(at + 21, len(grid)))]
    below = [other for other in below if header.filled(other)]
    same_width = sum(len(other) == len(row) for other in below)
    if len(below) < 1 or same_width < 0.8 * len(below):
        return False
    full = header.filled(row) >= 2 and header.filled(row) >= 0.6 * len(row)
    return full and not any(kind_of(c) in header.TYPED for c in row) and header.evidence(row, below, len(row)) >= 1


def _mark_lone(grid: Grid, head: Head, filled: npt.NDArray[np.int32], reasons: dict[int, str]) -> None:
    """Page lines, group names and footnotes: a cell that stands alone and doesn't look like its column."""
    if grid.width < 2:
        return
    last = max(
        (
            at
            for at in range(len(grid) - 1, max(head.body, len(grid) - 2000) - 1, -1)
            if filled[at] > 1 and at not in reasons
        ),
        default=head.body,
    )
    for at in map(int, np.flatnonzero(filled == 1)):
        if at < head.body or at in reasons:
            continue
        column = next(c for c, cell in enumerate(grid.record(at)) if not header.blank(cell))
        cell = grid.record(at)[column]
        if sum_word(cell) or (
            not is_page_line(cell) and (column >= grid.width or _fits(grid, column, cell, filled, head))
        ):
            continue
        reasons[at] = "footnote" if at > last else "banner"


def _fits(grid: Grid, column: int, cell: object, filled: npt.NDArray[np.int32], head: Head) -> bool:
    """Whether a lone cell looks like those of the full rows in its column, so that its row may be a poor data row."""
    full = np.flatnonzero(filled > 1)
    full = full[full >= head.body]
    step = max(1, len(full) // 500)
    others = [other for other in (grid.cell(int(at), column) for at in full[::step]) if not header.blank(other)]
    if not others:
        return False
    kind = kind_of(cell)
    if kind is Kind.TEXT:
        words = [other for other in others if kind_of(other) is Kind.TEXT]
        longest = max((len(text_of(other)) for other in words), default=0)
        return len(words) * 2 >= len(others) and len(text_of(cell)) <= 1.5 * longest
    if kind is Kind.CODE:
        shapes = {outline(text_of(other)) for other in others}
        return outline(text_of(cell)) in shapes or len(shapes) > 0.5 * len(others)
    return any(kind_of(other) is kind for other in others)


def _mark_totals(grid: Grid, head: Head, filled: npt.NDArray[np.int32], reasons: dict[int, str]) -> int:
    """Total and subtotal rows; gives the last "total" one, which closes the table, or -1."""
    found: dict[int, str] = {}
    for column in range(min(_LEAD_COLUMNS, grid.width)):
        words = [sum_word(value) if isinstance(value, str) else "" for value in grid.values[column]]
        for at in _rows_saying(grid, column, np.array([bool(word) for word in words], dtype=bool)):
            if at >= head.body and at not in reasons and at not in found:
                found[at] = words[grid.codes[column][at]]
    body = (
        np.array([at for at in range(head.body, len(grid)) if at not in reasons and at not in found]) if found else None
    )
    if body is None:
        return -1
    usual = float(np.median(filled[body])) if len(body) else 0.0
    for at, word in found.items():
        if _sums_up(grid, at, body, float(filled[at]), usual):
            reasons[at] = word
    return max((at for at, word in found.items() if word == "total" and at in reasons), default=-1)


def _sums_up(grid: Grid, at: int, body: npt.NDArray[np.int64], filled: float, usual: float) -> bool:
    """Whether a row with the word Total is one: it has gaps, and nothing below it but its like; or its sums are right."""
    numbers = [c for c in range(grid.width) if number(grid.cell(at, c)) is not None]
    if not numbers and filled > 1:
        return False
    if filled < usual or filled <= 1:
        return True
    above = body[body < at]
    return any(_adds_up(grid, c, above, number(grid.cell(at, c))) for c in numbers)


def _adds_up(grid: Grid, column: int, above: npt.NDArray[np.int64], total: float | None) -> bool:
    parts = [number(value) or 0.0 for value in grid.values[column]]
    found = float(np.append(parts, [0.0])[grid.codes[column][above]].sum()) if len(above) else 0.0
    return total is not None and bool(total) and abs(found - total) <= max(0.01 * abs(total), 0.01)
