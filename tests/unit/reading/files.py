"""Small files for the tests of reading."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


def text(folder: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(
    folder: Path, sheets: dict[str, list[list[object]]], change: Callable[[Worksheet], None] | None = None
) -> Path:
    """A workbook of these sheets; `change` gets the last one."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(sheet)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def rewritten(path: Path, member: str, change: Callable[[str], str]) -> Path:
    """The same workbook with one member's text changed."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info.filename, change(content.decode()) if info.filename == member else content)
    return path


def without_value(xml: str) -> str:
    """A sheet's XML whose formulas have no stored value, as some programs write them."""
    return re.sub(r"(</f>)<v\s*/>|(</f>)<v></v>", r"\1\2", xml)
