from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from churndesk.analysis.originals import read_original, source_of
from churndesk.ledger.dataset import SourceFile
from churndesk.project.blobs import Blobs
from churndesk.project.project import Project, Source
from churndesk.shapes.mapping import ColumnUse, Mapping
from churndesk.words import NotPossible

if TYPE_CHECKING:
    from pathlib import Path

MAPPING = Mapping("customers", (ColumnUse("Member"), ColumnUse("Joined"), ColumnUse("Note")))


def test_the_text_is_the_files_own() -> None:
    blobs = Blobs()
    digest = blobs.keep("Studio North\n\nMember;Joined;Note\n007;5.1.2025; so ła\n008;6.1.2025;\n".encode("cp1250"))
    source = Source("members.csv", digest, MAPPING, encoding="cp1250", delimiter=";", header=3)
    original = read_original(blobs, source)
    assert original.headings == ("Member", "Joined", "Note")
    assert original.cells(4) == ("007", "5.1.2025", " so ła")
    assert original.cells(5) == ("008", "6.1.2025", "")
    assert original.cells(3) is None
    assert original.cells(99) is None


def test_a_sheet_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Second").append(["Member", "Joined", "Note"])
    book["Second"].append(["x", date(2025, 1, 5), 7])
    book["Second"].append(["y", date(2025, 1, 6), 7.5])
    book.save(tmp_path / "members.xlsx")
    blobs = Blobs()
    source = Source("members.xlsx", blobs.keep((tmp_path / "members.xlsx").read_bytes()), MAPPING, header=1)
    assert read_original(blobs, source, "Second").cells(2) == ("x", "2025-01-05", "7")


def test_a_file_that_is_not_kept_costs_a_sentence() -> None:
    with pytest.raises(NotPossible, match="isn't kept"):
        read_original(Blobs(), Source("members.csv", "0" * 64, MAPPING))
    with pytest.raises(NotPossible, match="isn't kept"):
        source_of(Project(), SourceFile("members.csv"))


def test_the_source_is_found_by_what_it_holds() -> None:
    sources = (Source("a.csv", "1", MAPPING), Source("a.csv", "2", MAPPING))
    assert source_of(Project(sources=sources), SourceFile("a.csv", digest="2")) is sources[1]
