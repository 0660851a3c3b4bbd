from __future__ import annotations

from churndesk.importing.corrections import corrected
from churndesk.shapes.mapping import Edits
from tests.unit.importing.tables import column, table

TABLE = table(column("Name", "A", "B", "", "C"), column("Joined", "2024-01-05", "soon", "2024-02-01", "2024-01-05"))


def cells(edits: Edits) -> list[list[str]]:
    return [list(one.cells()) for one in corrected(TABLE, edits).columns]


def test_nothing_corrected_is_the_same_table() -> None:
    assert corrected(TABLE, Edits()) is TABLE


def test_a_row_left_out_takes_its_words_with_it() -> None:
    made = corrected(TABLE, Edits(skip=(3,)))
    assert list(made.rows) == [2, 4, 5]
    assert "soon" not in list(made.columns[1].values)
    assert cells(Edits(skip=(3,))) == [["A", "", "C"], ["2024-01-05", "2024-02-01", "2024-01-05"]]


def test_a_mended_cell_says_what_was_typed() -> None:
    fixes = ((3, 1, "2024-01-09"), (4, 0, "D"), (2, 0, ""))
    assert cells(Edits(fixes=fixes)) == [["", "B", "D", "C"], ["2024-01-05", "2024-01-09", "2024-02-01", "2024-01-05"]]
    assert list(TABLE.columns[0].cells()) == ["A", "B", "", "C"]
