from __future__ import annotations

import numpy as np
import pytest

from churndesk.reading.table import Column, Dialect, RawTable
from churndesk.shapes import portraits as module
from churndesk.shapes.portraits import portraits


def table(width: int, rows: int) -> RawTable:
    codes = np.arange(rows, dtype=np.int32)
    cells = [np.array([f"{at}-{row}" for row in range(rows)], dtype=object) for at in range(width)]
    columns = tuple(Column(f"Answer {at}", values, codes) for at, values in enumerate(cells))
    return RawTable("wide.csv", columns, codes + 2, Dialect("csv"))


@pytest.mark.parametrize(("width", "rows", "most"), [(200, 1000, 200 * 600), (3000, 200, 3000 * 40)])
def test_of_a_wide_table_fewer_cells_of_each_column_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, width: int, rows: int, most: int
) -> None:
    looked: list[int] = []
    numbers = module.number_cells
    monkeypatch.setattr(module, "number_cells", lambda cells: looked.append(len(cells)) or numbers(cells))
    found = portraits(table(width, rows))
    assert sum(looked) <= most
    assert min(looked) >= 24
    assert [portrait.distinct for portrait in found[:3]] == [rows] * 3
