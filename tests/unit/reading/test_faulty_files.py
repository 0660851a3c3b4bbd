"""Every awkward file of the project's own making does what is expected of it, as tests.torture.messy has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.torture import faulty, messy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("sort", faulty.SORTS)
def test_each_fault_does_what_is_expected(sort: str, tmp_path: Path) -> None:
    files = faulty.SORTS[sort]()
    faulty.written(tmp_path, files)
    lost = {}
    for line in messy.expectations(tmp_path):
        found = messy.faults(line, messy.outcome(tmp_path / line["path"]))
        if found:
            lost[line["path"]] = found
    assert not lost


def test_no_file_is_made_twice() -> None:
    names = [fault.name for make in faulty.SORTS.values() for fault in make()]
    assert len(names) == len(set(names)) >= 100
