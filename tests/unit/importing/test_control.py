from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from churndesk.importing.control import ControlTotal, control_totals
from churndesk.importing.draft import Chosen, Draft
from churndesk.importing.reports import control_told
from churndesk.reading.table import Dialect
from churndesk.shapes.mapping import ColumnUse, Edits, Mapping
from tests.unit.importing.tables import column, table


def draft(total: str, used: tuple[int, ...], chosen: Chosen | None = None) -> Draft:
    read = table(
        column("Name", "A", "B", "C"), column("Kwota", "1.200,50", "99,50", "?"), total=((0, "Suma"), (1, total))
    )
    rows: Any = SimpleNamespace(row=np.array(used, dtype=np.int32), source=np.zeros(len(used), dtype=np.int32))
    dataset: Any = SimpleNamespace(rows=rows)
    mapping = Mapping("customers", (ColumnUse("Name", "customer"), ColumnUse("Kwota", "amount", "1.234,50")))
    made = Draft((Path("lista.csv"),), tables=(read,), mapping=mapping, dataset=dataset)
    return replace(made, chosen=chosen or Chosen())


def test_the_rows_add_up_to_the_file_s_own_total() -> None:
    (told,) = control_totals(draft("1.300,00 zł", (2, 3, 4)))
    assert told == ControlTotal("Kwota", 1300.0, 1300.0)
    assert told.agrees


def test_a_row_that_was_left_out_is_missing() -> None:
    (told,) = control_totals(draft("1.300,00", (2,)))
    assert not told.agrees
    assert told.missing == 99.5


def test_a_corrected_cell_counts_as_corrected() -> None:
    (told,) = control_totals(draft("1.350,00", (2, 3, 4), Chosen(fixes=((4, 1, "50,00"),))))
    assert told.agrees


def test_a_total_that_is_no_number_says_nothing() -> None:
    assert control_totals(draft("—", (2, 3))) == ()


def test_every_table_is_held_against_its_own_total() -> None:
    first = draft("1.300,00", (2, 3))
    later = table(column("Name", "D", "E"), column("Kwota", "10,00", "?"), file="luty.csv", total=((1, "15,00"),))
    rows: Any = SimpleNamespace(row=np.array([2, 3, 2, 3]), source=np.array([0, 0, 1, 1]))
    dataset: Any = SimpleNamespace(rows=rows)
    both = replace(first, tables=(first.tables[0], later), dataset=dataset)
    one, other = control_totals(both)
    assert (one.table, one.agrees) == ("members.csv", True)
    assert (other.table, other.ours, other.in_file) == ("luty.csv", 10.0, 15.0)
    assert "luty.csv" in str(control_told(other))
    mended = replace(both, chosen=Chosen().with_edits(Edits(fixes=((3, 1, "5,00"),)), 1))
    assert control_totals(mended)[1].agrees


def test_sheets_of_one_workbook_are_told_apart_by_their_names() -> None:
    first = draft("1.300,00", (2, 3))
    tables = [
        replace(first.tables[0], file="rok.xlsx", dialect=Dialect("xlsx", sheet=sheet)) for sheet in ("Styczeń", "Luty")
    ]
    rows: Any = SimpleNamespace(row=np.array([2, 3, 2]), source=np.array([0, 0, 1]))
    dataset: Any = SimpleNamespace(rows=rows)
    told = control_totals(replace(first, tables=tuple(tables), dataset=dataset))
    assert [(total.table, total.agrees) for total in told] == [("Styczeń", True), ("Luty", False)]
