from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from churndesk.reading import CellError, read, sheet_ods
from churndesk.reading.sheet_facts import Hostile
from churndesk.words import Language, NotPossible

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml">{inside}</manifest:file-entry></manifest:manifest>'
)
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def text(said: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{said}</text:p></table:table-cell>'


def error(said: str, more: str = "") -> str:
    return text(said, f'office:string-value="" calcext:value-type="error" table:formula="of:=1/0" {more}')


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def document(rows: str, before: str = "", inside: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content {_NAMES} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", _KIND)
        archive.writestr("META-INF/manifest.xml", _MANIFEST.format(inside=inside))
        archive.writestr("content.xml", content if not inside else bytes(range(256)))
    return stream.getvalue()


HEADER = row(text("customer"), text("start"), text("mrr"))


def test_errors_are_unreadable_cells_and_not_empty_ones(tmp_path: Path) -> None:
    path = tmp_path / "members.ods"
    rows = [row(text("C1"), text("2024-01-05"), error("#DIV/0!")), row(text("C2"), error("#N/A"), text("5"))]
    path.write_bytes(document(HEADER + "".join(rows)))
    table = read(path)
    assert [table.columns[at].cells().tolist() for at in (1, 2)] == [["2024-01-05", "#N/A"], ["#DIV/0!", "5"]]
    assert isinstance(table.columns[2].cells()[0], CellError)
    assert sorted((problem.code, problem.row) for problem in table.problems) == [("cell-error", 2), ("cell-error", 3)]


def test_repeated_cells_and_rows_are_counted() -> None:
    rows = row('<table:table-cell table:number-columns-repeated="3"/>', more='table:number-rows-repeated="2"')
    rows += row(text("x", 'table:number-columns-repeated="2"'), error("#REF!", 'table:number-columns-repeated="2"'))
    assert sheet_ods.inspect(document(rows), "Data").errors == {(2, 2): "#REF!", (2, 3): "#REF!"}
    assert sheet_ods.inspect(document(rows), "Other").errors == {}


def test_hidden_rows_and_columns_are_told() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    facts = sheet_ods.inspect(document(columns + HEADER + row(text("C1"), more='table:visibility="filter"')), "Data")
    assert (facts.hidden_columns, facts.hidden_rows) == ([1, 2], [1])


def test_declared_entities_are_refused() -> None:
    hostile = document(row(error("&a;")), before='<!DOCTYPE x [<!ENTITY a "aaa">]>')
    with pytest.raises(Hostile):
        sheet_ods.inspect(hostile, "Data")


def test_one_under_a_password_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "members.ods"
    path.write_bytes(document(HEADER, inside="<manifest:encryption-data/>"))
    with pytest.raises(NotPossible) as refusal:
        read(path)
    said = Language("en").say(refusal.value.sentence)
    assert said.startswith("members.ods is protected by a password. Open it in the program that made it")
