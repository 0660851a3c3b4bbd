from __future__ import annotations

import io
import zipfile

import pytest

from churndesk.reading import sheet_xml
from churndesk.reading.sheet_facts import Hostile

SHEET = """<worksheet xmlns="x"><cols><col min="2" max="3" hidden="1"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="e"><v>#N/A</v></c></row>
<row r="2" hidden="1"><c r="A2"><f>A1&amp;"x"</f></c><c r="B2"><f>1+1</f><v>2</v></c>
<c r="C2"><f>SUM(A1)</f><v></v></c></row>
</sheetData></worksheet>"""


def archive(sheet: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/worksheets/sheet1.xml", sheet)
    return stream.getvalue()


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_errors_and_formulas_without_a_value(prefix: str) -> None:
    sheet = SHEET
    for tag in ("row", "c", "v", "f", "cols", "col"):
        sheet = sheet.replace(f"<{tag} ", f"<{prefix}{tag} ").replace(f"<{tag}>", f"<{prefix}{tag}>")
        sheet = sheet.replace(f"</{tag}>", f"</{prefix}{tag}>")
    facts = sheet_xml.inspect(archive(sheet), "xl/worksheets/sheet1.xml")
    assert facts.errors == {(0, 1): "#N/A", (1, 0): '=A1&"x"', (1, 2): "=SUM(A1)"}
    assert facts.hidden_rows == [1]
    assert facts.hidden_columns == [1, 2]


def test_entities_are_refused() -> None:
    with pytest.raises(Hostile):
        sheet_xml.inspect(archive('<!DOCTYPE a [<!ENTITY b "c">]>' + SHEET), "xl/worksheets/sheet1.xml")


def test_an_xml_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_xml, "LARGEST", 1 << 20)
    with pytest.raises(Hostile):
        sheet_xml.inspect(archive("<worksheet>" + " " * (3 << 20)), "xl/worksheets/sheet1.xml")


def test_names_of_columns() -> None:
    assert [sheet_xml.column_name(n) for n in (0, 25, 26, 16383)] == ["A", "Z", "AA", "XFD"]
    assert [sheet_xml.column_number(name) for name in (b"A", b"Z", b"AA", b"XFD")] == [0, 25, 26, 16383]
