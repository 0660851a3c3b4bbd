from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

from churndesk.export import Listing, write_csv
from churndesk.metrics import Undefined
from churndesk.progress import Cancelled
from churndesk.words import Language, Money, Rate, message
from tests.unit.export.studies import RISKY

if TYPE_CHECKING:
    from pathlib import Path


def rows_of(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def test_values_keep_all_their_digits(tmp_path: Path) -> None:
    table = Listing(
        (message("Customer"), "Łódź; カフェ"),
        [["00017", -5], [Rate(1 / 3), Money(1234.5, "EUR")], [date(2026, 1, 5), None], [1e-7, 2.0]],
    )
    write_csv(table, tmp_path / "t.csv")
    assert rows_of(tmp_path / "t.csv") == [
        ["Customer", "Łódź; カフェ"],
        ["00017", "-5"],
        ["0.3333333333333333", "1234.5"],
        ["2026-01-05", ""],
        ["0.0000001", "2"],
    ]


def test_it_begins_with_the_mark_that_spreadsheet_programs_look_for(tmp_path: Path) -> None:
    write_csv(Listing(("é",), [["a\r\nb"]]), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == b'\xef\xbb\xbf\xc3\xa9\r\n"a\nb"\r\n'


def test_a_decimal_comma_goes_with_semicolons(tmp_path: Path) -> None:
    write_csv(Listing(("a", "b"), [[1.5, "x,y"]]), tmp_path / "t.csv", Language("pl"))
    assert rows_of(tmp_path / "t.csv", ";") == [["a", "b"], ["1,5", "x,y"]]


@pytest.mark.parametrize("text", RISKY)
def test_nothing_that_could_be_run_begins_a_field(text: str, tmp_path: Path) -> None:
    reason = Undefined("x", message("{cell}", cell=text))
    write_csv(Listing((text,), [[text, reason], [message("{cell}", cell=text), -3]]), tmp_path / "t.csv")
    fields = [field for row in rows_of(tmp_path / "t.csv") for field in row]
    assert [field[0] for field in fields] == ["'", "'", "'", "'", "-"]
    assert fields[-1] == "-3"


def test_it_can_be_cancelled_and_leaves_nothing(tmp_path: Path) -> None:
    def stop(fraction: float | None = None, what: object = None) -> None:
        if fraction:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_csv(Listing(("a",), [[1]] * 5000), tmp_path / "t.csv", report=stop)
    assert list(tmp_path.iterdir()) == []
