"""Whole files, as owners have them, read by detection alone."""

from __future__ import annotations

import gzip
import io
import pickle
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from churndesk.reading import ReadOptions, container, preview, read, sheet_names, write_table
from churndesk.reading.table import NoRows
from churndesk.words import Language, NotPossible, Series
from tests.unit.reading import files

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.reading import RawTable

ROWS = "customer,start,mrr\nC1,2024-01-05,10\nC2,2024-01-20,20\n"


def column(table: RawTable, at: int) -> list[object]:
    return table.columns[at].cells().tolist()


def reasons(table: RawTable) -> list[tuple[int, int, str]]:
    return [(aside.first, aside.last, aside.reason) for aside in table.set_aside]


def accounted(table: RawTable) -> int:
    """All lines of the file that are the header, in the table or set aside."""
    return len(table.header_rows) + len(table) + sum(aside.last - aside.first + 1 for aside in table.set_aside)


def test_a_plain_table(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, ROWS))
    assert table.headings == ("customer", "start", "mrr")
    assert column(table, 0) == ["C1", "C2"]
    assert table.rows.tolist() == [2, 3]
    assert (table.header_rows, table.set_aside, table.problems) == ((1,), (), ())
    assert (table.dialect.kind, table.dialect.encoding, table.dialect.delimiter) == ("csv", "utf-8", ",")


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, churndesk.reading; sys.exit('pandas' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_printed_report(tmp_path: Path) -> None:
    content = (
        "Customer list;;;\nPage 1 of 2;;;\ncustomer;start;end;mrr\nC001;2024-01-05;;10\nC002;2024-01-20;2024-03-15;20\n"
        "Page 2 of 2;;;\ncustomer;start;end;mrr\nC004;2024-02-10;2024-04-01;40\nTotal;;;70\nAverage;;;23\n"
        "Printed 2024-05-01 by admin;;;\n"
    )
    table = read(files.text(tmp_path, content))
    assert column(table, 0) == ["C001", "C002", "C004"]
    assert table.title == "Customer list Page 1 of 2"
    assert table.total == ((0, "Total"), (3, "70"))
    assert reasons(table) == [
        (1, 2, "banner"),
        (6, 6, "banner"),
        (7, 7, "repeated-header"),
        (9, 9, "total"),
        (10, 10, "subtotal"),
        (11, 11, "footnote"),
    ]
    assert accounted(table) == 11


def test_comments_and_a_pair_above_the_header(tmp_path: Path) -> None:
    content = '# exported\n# account: 42, plan: pro\n\n"Report","Subscriptions"\n\n' + ROWS
    table = read(files.text(tmp_path, content))
    assert table.header_rows == (6,)
    assert table.title == "Report Subscriptions"
    assert [reason for _, _, reason in reasons(table)] == ["comment", "empty", "banner", "empty"]


def test_no_header(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "1001,2024-01-05,10\n1002,2024-01-06,20\n1003,2024-02-06,30\n"))
    assert (len(table), table.header_rows, table.headings) == (3, (), ("", "", ""))
    assert [problem.code for problem in table.problems] == ["header-missing"]


@pytest.mark.parametrize(
    "content",
    ["Account;Jan-23;Feb-23\nA1;10;20\nA2;0;20\n", "Account,2021,2022,2023\nA1,10,20,3\nA2,0,20,4\n"],
)
def test_periods_as_headings(tmp_path: Path, content: str) -> None:
    assert read(files.text(tmp_path, content)).header_rows == (1,)


def test_the_header_row_can_be_chosen(tmp_path: Path) -> None:
    path = files.text(tmp_path, "a,b\nc,d\n1,2\n3,4\n")
    assert read(path, ReadOptions(header=2)).headings == ("c", "d")
    assert len(read(path, ReadOptions(header=0))) == 4


def test_short_and_long_rows_are_kept_and_said(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "id,name,age\n1101,John\n1102,Julie,26,Potatoes\n"))
    assert table.headings == ("id", "name", "age")
    assert column(table, 2) == ["", "26"]
    assert [(problem.code, problem.row) for problem in table.problems] == [("row-short", 2), ("row-long", 3)]
    assert table.problems[1].cell == "1102,Julie,26,Potatoes"


def test_a_customer_called_total_stays(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "customer,start,mrr\nTotal,2024-01-05,10\nShell,2024-01-20,20\n"))
    assert column(table, 0) == ["Total", "Shell"]


def test_rows_with_one_cell_stay_where_they_look_alike(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "id,name\n1,Paul\n2,John\n3,\n"))
    assert column(table, 0) == ["1", "2", "3"]


def test_a_second_table_is_set_aside_and_said(tmp_path: Path) -> None:
    content = ROWS + "plan,seats,price,currency\nBasic,1,10,EUR\nPro,5,50,EUR\n"
    table = read(files.text(tmp_path, content * 1))
    assert len(table) == 2
    assert reasons(table) == [(4, 6, "second-table")]
    assert [problem.code for problem in table.problems if problem.serious] == ["second-table"]


def test_the_same_table_pasted_twice(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, ROWS + ROWS))
    assert len(table) == 2


def test_a_repeated_header_counts_once_but_is_written_joined(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "customer,start,mrr\n" + ROWS))
    assert table.headings == ("customer", "start", "mrr")
    assert table.header_rows == (1, 2)
    stream = io.StringIO(newline="")
    write_table(table, stream)
    assert stream.getvalue().splitlines()[0] == "customer customer,start start,mrr mrr"


def test_two_header_rows(tmp_path: Path) -> None:
    content = "Kunde,,Umsatz,\nNr.,Name,Monat,Jahr\n,,EUR,EUR\n1,Alpha,100,1200\n2,Beta,50,600\n"
    table = read(files.text(tmp_path, content))
    assert table.headings == ("Kunde Nr.", "Kunde Name", "Umsatz Monat (EUR)", "Umsatz Jahr (EUR)")


def test_equal_rows_are_said_and_kept(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, ROWS + "C1,2024-01-05,10\n"))
    assert len(table) == 3
    assert [(problem.code, problem.row, problem.count) for problem in table.problems] == [("rows-equal", 4, 1)]


def test_markdown(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "| customer | mrr |\n|----------|-----|\n| C1       | 10  |\n| C2 | 20 |\n"))
    assert (table.headings, column(table, 0)) == (("customer", "mrr"), ["C1", "C2"])


def test_marks_of_reading_direction_are_kept_off_headings(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "\u200fשם,סכום\n\u200fדוד,1\n\u200fרות,2\n"))
    assert table.headings == ("שם", "סכום")
    assert column(table, 0)[0] == "\u200fדוד"


@pytest.mark.parametrize("content", ["", "  \n\n\t\n", "id,name\n", "\ufeff"])
def test_nothing_inside(tmp_path: Path, content: str) -> None:
    with pytest.raises(NoRows) as refused:
        read(files.text(tmp_path, content))
    again = pickle.loads(pickle.dumps(refused.value))
    assert (again.sentence, len(again.table)) == (refused.value.sentence, 0)


def test_the_headings_of_a_table_without_rows(tmp_path: Path) -> None:
    with pytest.raises(NoRows, match="headings but no rows") as refused:
        read(files.text(tmp_path, "id,name\n"))
    assert refused.value.table.headings == ("id", "name")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("<!DOCTYPE html><html><title>Sign in</title><form>password</form>", "sign-in page"),
        ("<table><tr><td>1</td></tr></table>", "web page"),
        ('<?xml version="1.0"?><rows/>', "XML"),
        ('[{"id": 1}, {"id": 2}]', "JSON"),
        ('{"id": 1}\n{"id": 2}\n', "JSON"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(range(32)) * 100, "another kind"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: str | bytes, sentence: str) -> None:
    with pytest.raises(NotPossible) as refused:
        read(files.text(tmp_path, content))
    assert sentence in refused.value.sentence.text.format(**dict(refused.value.sentence.values))


def test_a_cell_may_hold_json_or_html(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, 'key,val\n1,"{""a"": [1, 2]}"\n2,<b>x</b>\n'))
    assert column(table, 1) == ['{"a": [1, 2]}', "<b>x</b>"]


def test_a_lock_file_names_the_real_one(tmp_path: Path) -> None:
    with pytest.raises(NotPossible) as refused:
        read(files.text(tmp_path, b"\x05Alice", "~$orders.xlsx"))
    assert dict(refused.value.sentence.values)["real"] == "orders.xlsx"


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="no file"):
        read(tmp_path / "none.csv")
    with pytest.raises(NotPossible, match="folder"):
        read(tmp_path)


def test_packed_files_with_one_table(tmp_path: Path) -> None:
    assert len(read(files.text(tmp_path, gzip.compress(ROWS.encode()), "a.csv"))) == 2
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inside.csv", ROWS)
    assert len(read(tmp_path / "a.zip")) == 2


def test_an_archive_of_several_files_names_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.csv", ROWS)
        archive.writestr("two.csv", ROWS)
    with pytest.raises(NotPossible, match="archive") as refused:
        read(tmp_path / "a.zip")
    assert dict(refused.value.sentence.values)["names"] == Series(("one.csv", "two.csv"))


def test_a_broken_archive(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="damaged"):
        read(files.text(tmp_path, gzip.compress(ROWS.encode() * 50)[:60], "a.gz"))


def test_the_preview_shows_the_lines_as_they_stand(tmp_path: Path) -> None:
    shown = preview(files.text(tmp_path, "Report\n\n" + ROWS), rows=4)
    assert [row for row, _ in shown.lines] == [1, 2, 3, 4]
    assert shown.lines[2][1] == ("customer", "start", "mrr")
    assert shown.table.header_rows == (3,)


def test_a_text_has_no_sheets(tmp_path: Path) -> None:
    assert sheet_names(files.text(tmp_path, ROWS)) == ()


def test_distinct_values_of_set_aside_rows_are_gone(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, ROWS + "Total,,30\n"))
    assert table.columns[0].values.tolist() == ["C1", "C2"]
    assert table.columns[0].codes.dtype == np.int32


def test_writing_and_reading_again_changes_nothing(tmp_path: Path) -> None:
    rows = 'id;note\n01;"a;b"\n02;"say ""x"""\n03;"two\nlines"\n'
    table = read(files.text(tmp_path, rows))
    stream = io.StringIO(newline="")
    write_table(table, stream)
    again = read(files.text(tmp_path, stream.getvalue(), "again.csv"))
    assert stream.getvalue().startswith("id,note\r\n01,a;b\r\n")
    assert [column(again, at) for at in (0, 1)] == [column(table, at) for at in (0, 1)]


def test_the_preview_of_a_long_file_reads_its_beginning(tmp_path: Path) -> None:
    path = files.text(tmp_path, "customer,mrr\n" + "C1,10\n" * 400_000)
    shown = preview(path, rows=5)
    assert len(shown.lines) == 5
    assert 10_000 < len(shown.table) < 400_000


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "cp932", "gb18030"])
def test_the_beginning_of_a_long_file_is_cut_between_letters_and_lines(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(("顧客名,月額\n" + "山田太郎,1200\n" * 100_000).encode(encoding))
    shown = preview(path)
    names, amounts = shown.table.columns
    assert list(names.values) == ["山田太郎"]
    assert list(amounts.values) == ["1200"]
    assert {problem.code for problem in shown.table.problems} <= {"encoding-guessed", "rows-equal"}


def test_ids_that_excel_shortened_are_said(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "id,mrr\n1.23457E+12,10\n1.23457E+12,20\n9.87654E+11,5\n"))
    assert [(problem.code, problem.column, problem.count) for problem in table.problems] == [
        ("number-shortened", "id", 3)
    ]


def test_empty_lines_above_a_table_without_a_header(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "\n\n1,2024-01-05,10\n2,2024-01-06,20\n3,2024-01-07,30\n"))
    assert table.rows.tolist() == [3, 4, 5]


def test_another_encoding_redraws_the_preview_without_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.text(tmp_path, "id,name\n1,Łódź\n2,Świdnica\n".encode("cp1250"))
    assert column(preview(path).table, 1) == ["Łódź", "Świdnica"]

    def gone(*_: object) -> bytes:
        raise AssertionError("read again")

    monkeypatch.setattr(container, "_bytes", gone)
    assert column(preview(path, ReadOptions(encoding="cp1252")).table, 1) == ["£ódŸ", "Œwidnica"]
    assert preview(path, ReadOptions(delimiter=";")).table.headings == ("id,name",)
    files.text(tmp_path, "id,name\n1,another\n")
    with pytest.raises(AssertionError):
        preview(path)


_ANYTHING = st.one_of(st.binary(max_size=400), st.text(alphabet="a1,;\"'\n\r\t |-é東\0", max_size=200).map(str.encode))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=_ANYTHING)
def test_any_bytes_end_in_a_table_or_a_sentence(tmp_path: Path, content: bytes) -> None:
    said, rows = "", 0
    try:
        table = read(files.text(tmp_path, content))
    except NotPossible as refusal:
        said = Language("en").say(refusal.sentence)
    else:
        rows = len(table)
        assert {len(found.codes) for found in table.columns} == {rows}
    assert said or rows
