"""Lets LibreOffice compute every cell of exported workbooks anew, and holds the figures against the program's own.

    python -m tests.torture.recalculate [FOLDER]... [--lang LANG]

Every table in these folders from which a report can be made is exported (without any, the program's samples). Ends with
one line of counts; exit code 1 where a formula gives another figure than stands beside it, a cell holds an error, a
chart is gone, or there is something in a workbook that Excel refuses.
"""

from __future__ import annotations

import argparse
import math
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl

from churndesk import resources
from churndesk.cli import run
from tests.torture.refused import refused

#: Without this, LibreOffice shows the figures that stand in the file.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_TABLES = {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"}


def office() -> str | None:
    """The program that computes, where there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def recalculate(workbooks: list[Path], folder: Path) -> None:
    """Writes each workbook again into the folder, with every cell computed by LibreOffice."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    subprocess.run(
        [
            office() or "", f"-env:UserInstallation={profile.parent.as_uri()}", "--headless",
            "--convert-to", "xlsx", "--outdir", str(folder), *map(str, workbooks),
        ],
        check=True, capture_output=True, timeout=1800,
    )  # fmt: skip


def differences(written: Path, again: Path) -> tuple[int, list[str]]:
    """How many formulas the workbook has, and every cell where they give something else, or an error."""
    live = openpyxl.load_workbook(written)
    known = openpyxl.load_workbook(written, data_only=True)
    found = openpyxl.load_workbook(again, data_only=True)
    formulas, wrong = 0, []
    for sheet in live:
        own, computed = known[sheet.title], found[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                there = computed.cell(cell.row, cell.column).value
                if isinstance(there, str) and there.startswith("#") and there.rstrip("!?").isupper():
                    wrong.append(f"{sheet.title}!{cell.coordinate} is {there}")
                if cell.data_type == "f":
                    formulas += 1
                    if not _same(own.cell(cell.row, cell.column).value, there):
                        before = own.cell(cell.row, cell.column).value
                        wrong.append(f"{sheet.title}!{cell.coordinate} {cell.value}: {before!r} became {there!r}")
    if charts(written) != charts(again):
        wrong.append(f"{charts(written)} charts became {charts(again)}")
    return formulas, wrong


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def charts(workbook: Path) -> int:
    """How many charts the workbook holds."""
    with zipfile.ZipFile(workbook) as parts:
        return sum(re.fullmatch(r"xl/charts/chart\d+\.xml", name) is not None for name in parts.namelist())


def export(tables: list[Path], folder: Path, language: str = "en") -> list[Path]:
    """The workbooks of all tables from which a report can be made."""
    made = []
    for number, table in enumerate(tables):
        out = folder / f"{number:03d}-{table.stem}.xlsx"
        if run(["report", str(table), "-o", str(out), "--yes", "--lang", language]) == 0:
            made.append(out)
    return made


def main() -> int:
    """Exports, computes, compares."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--lang", default="en")
    said = parser.parse_args()
    folders = said.folders or [resources.path("samples")]
    tables = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in _TABLES)
    with tempfile.TemporaryDirectory() as scratch:
        written = export(tables, Path(scratch), said.lang)
        recalculate(written, Path(scratch) / "again")
        formulas, drawn, wrong = 0, 0, []
        for workbook in written:
            count, found = differences(workbook, Path(scratch) / "again" / workbook.name)
            formulas += count
            wrong += [f"{workbook.name}: {one}" for one in (*found, *refused(workbook))]
            drawn += charts(workbook)
    for line in wrong[:50]:
        print(line)
    print(
        f"{len(tables)} tables, {len(written)} workbooks, {formulas} formulas, {drawn} charts, {len(wrong)} differences"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
