from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from churndesk.project import carving, store
from churndesk.project.blobs import Blobs
from churndesk.project.opening import opened
from churndesk.project.state import state_of
from churndesk.words import NotPossible
from tests.torture import corrupt, example

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.project.project import Project


@pytest.fixture
def blobs() -> Blobs:
    return Blobs()


@pytest.fixture
def project(blobs: Blobs) -> Project:
    return example.project(blobs)


@pytest.fixture
def file(tmp_path: Path, project: Project, blobs: Blobs) -> Path:
    path = tmp_path / "shop.churndesk"
    store.save(project, blobs, path)
    return path


def test_every_row_is_found_without_the_tree(file: Path, project: Project) -> None:
    rows = list(carving.rows(file.read_bytes()))
    states = [row[1] for row in rows if row[0] is None and len(row) == 3]
    assert states == [state_of(project).json] * 2
    assert sum(len(row) == 4 and isinstance(row[3], bytes) for row in rows) == 3


def test_a_file_whose_head_is_gone_is_saved_whole(file: Path, project: Project) -> None:
    data = file.read_bytes()
    file.write_bytes(bytes(4096) + data[4096:])
    found = opened(file)
    assert found.salvaged is not None
    assert found.salvaged.lost == ()
    assert state_of(found.project) == state_of(project)


def test_the_second_state_stands_in_for_the_first(file: Path, project: Project) -> None:
    data = file.read_bytes()
    file.write_bytes(data.replace(b"call them", b"call thex", 1))
    found = opened(file)
    assert found.salvaged is not None
    assert found.salvaged.lost == ()
    assert found.project.actions == project.actions


def test_where_both_states_are_hit_the_person_is_told_to_look(file: Path, project: Project) -> None:
    file.write_bytes(file.read_bytes().replace(b"call them", b"call thex"))
    found = opened(file)
    assert found.salvaged is not None
    assert [sentence.text for sentence in found.salvaged.lost] == [
        "A few characters may have changed. Look through your notes, rules and typed numbers."
    ]
    assert found.project.actions[0].note == "call thex"
    assert found.project.policy == project.policy


def test_where_the_rows_are_hit_the_notes_and_the_spreadsheet_stay(file: Path, project: Project) -> None:
    data = bytearray(file.read_bytes())
    packed = state_of(project).dataset
    assert packed is not None
    at = data.find(packed.data[:60])
    data[at + 30] ^= 1
    file.write_bytes(data)
    found = opened(file)
    assert found.salvaged is not None
    assert state_of(found.project) == state_of(replace(project, dataset=None))
    assert example.sources(found.project, found.blobs) == [True, True]
    assert ["rows" in sentence.text for sentence in found.salvaged.lost] == [True]


def test_where_no_state_is_left_the_rows_are_saved(file: Path, project: Project) -> None:
    data = file.read_bytes()
    file.write_bytes(data.replace(b'{"": "Project"', b'["": "Project"'))
    found = opened(file)
    assert found.project.name == "shop"
    assert state_of(found.project).dataset == state_of(project).dataset
    assert found.salvaged is not None
    assert found.salvaged.lost


@pytest.mark.parametrize("content", [b"", b"\x00" * 20_000, b"SQLite format 3\x00", random.Random(1).randbytes(30_000)])  # noqa: S311
def test_where_nothing_is_left_a_sentence_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shop.churndesk"
    path.write_bytes(content)
    with pytest.raises(NotPossible):
        opened(path)


def test_pages_that_share_their_rows_are_not_read_for_ever() -> None:
    """Every page a leaf whose cells all speak of one row as long as the file: millions of bytes a cell, if believed."""
    page = bytearray(4096)
    page[0], page[3:5] = 13, (1000).to_bytes(2, "big")
    page[2100:2112] = b"\x83\xff\x7f\x01" + b"\x00" * 8
    for cell in range(1000):
        page[8 + 2 * cell : 10 + 2 * cell] = (2100).to_bytes(2, "big")
    data = bytes(page) * 500
    assert sum(1 for _ in carving.rows(data)) < 1000


def test_a_hundred_ways_of_damage_are_never_a_traceback_nor_a_silent_loss(tmp_path: Path) -> None:
    counts = corrupt.run(100, 7, tmp_path)
    assert counts["TRACEBACK"] == counts["LOST IN SILENCE"] == 0
    assert counts["saved all of it"] + counts["saved a part and said which"] > counts["refused"]
