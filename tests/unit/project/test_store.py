from __future__ import annotations

import errno
import os
import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from churndesk.ledger.dataset import Category, Customers, Dataset, SourceFile, SpellRows
from churndesk.ledger.policy import Policy
from churndesk.project import schema, store
from churndesk.project.blobs import Blobs
from churndesk.project.columns import packed
from churndesk.project.project import Action, Project, Source, StepNote, View
from churndesk.shapes.mapping import ColumnUse, Mapping
from churndesk.words import NotPossible, Problem, message

if TYPE_CHECKING:
    from pathlib import Path


def small_dataset() -> Dataset:
    flags = np.zeros(2, dtype=bool)
    number = np.array([0, 1], dtype=np.int32)
    rows = SpellRows(
        customer=number,
        start=np.array(["2024-01-05", "2024-02-29"], dtype="datetime64[D]"),
        end=np.array(["NaT", "2024-03-01"], dtype="datetime64[D]"),
        asked=np.array(["NaT", "NaT"], dtype="datetime64[D]"),
        amount=np.array([12.5, np.nan]),
        trial=flags, paused=flags, failed=flags, goal=flags, source=number * 0, row=number + 2,
        reason=Category("Why", ("price",), np.array([-1, 0], dtype=np.int32)),
    )  # fmt: skip
    problem = Problem("date-unreadable", message("Row {row} has no date.", row=4), "a.csv", row=4, cell="soon")
    return Dataset(
        shape="customers",
        customers=Customers(np.array(["007", "Łódź 会員"], dtype=object), np.array([None, "Ann"], dtype=object)),
        rows=rows,
        sources=(SourceFile("a.csv", rows_read=3, rows_used=2, set_aside=(("banner", 1),), problems=(problem,)),),
        currency="PLN",
        latest=date(2024, 3, 1),
    )


def full_project(blobs: Blobs) -> Project:
    mapping = Mapping("customers", (ColumnUse("id", "customer"), ColumnUse("start", "start", "dmy")))
    return Project(
        name="Café",
        sources=(Source("a.csv", blobs.keep(b"id;start\n007;05.01.2024\n"), mapping, encoding="utf-8"),),
        dataset=small_dataset(),
        policy=Policy(inactivity_days=90),
        as_of=date(2024, 3, 31),
        view=View("quarter", date(2024, 1, 1), ("plan", "Pro")),
        typed=((("churn_rate", "lost"), 3.0),),
        actions=(Action("reasons", "doing", steps=(("call", StepNote(True, "Ann", date(2024, 4, 1), "ten")),)),),
    )


def test_everything_comes_back(tmp_path: Path) -> None:
    blobs = Blobs()
    project = full_project(blobs)
    store.save(project, blobs, tmp_path / "a.churndesk")
    back, kept = store.load(tmp_path / "a.churndesk")
    assert back == replace(project, dataset=back.dataset)
    assert back.dataset is not None
    assert project.dataset is not None
    assert packed(back.dataset) == packed(project.dataset)
    assert back.dataset.sources == project.dataset.sources
    assert kept.content(back.sources[0].digest) == b"id;start\n007;05.01.2024\n"


def test_saving_again_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.churndesk"
    store.save(Project(name="one"), Blobs(), path)
    store.save(Project(name="two"), Blobs(), path)
    assert store.load(path)[0].name == "two"
    assert [file.name for file in tmp_path.iterdir()] == ["a.churndesk"]


def test_a_folder_that_is_gone_is_said_and_the_old_file_stays(tmp_path: Path) -> None:
    with pytest.raises(NotPossible) as refusal:
        store.save(Project(), Blobs(), tmp_path / "gone" / "a.churndesk")
    assert "was not saved" in refusal.value.sentence.text


@pytest.mark.parametrize("content", [b"", b"id,start\n1,2024-01-01\n", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_no_project_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.churndesk"
    path.write_bytes(content)
    with pytest.raises(NotPossible):
        store.load(path)
    assert not store.is_project(path)


def test_a_newer_version_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.churndesk"
    store.save(Project(), Blobs(), path)
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    database.close()
    with pytest.raises(NotPossible) as refusal:
        store.load(path)
    assert "newer version" in refusal.value.sentence.text
    assert store.is_project(path)


def test_a_cut_file_is_refused_not_opened_half(tmp_path: Path) -> None:
    path = tmp_path / "a.churndesk"
    blobs = Blobs()
    store.save(full_project(blobs), blobs, path)
    whole = path.read_bytes()
    for size in (100, 4096, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(NotPossible):
            store.load(path)


def test_what_nobody_has_written_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.churndesk"
    store.save(Project(), Blobs(), path)
    with sqlite3.connect(path) as database:
        database.execute("""UPDATE state SET json = '{"": "Popen", "args": "ls"}'""")
    database.close()
    with pytest.raises(NotPossible):
        store.load(path)


def test_a_link_is_followed_and_rights_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "a.churndesk", tmp_path / "a.churndesk"
    store.save(Project(name="one"), Blobs(), real)
    real.chmod(0o640)
    link.symlink_to(real)
    store.save(Project(name="two"), Blobs(), link)
    assert link.is_symlink()
    assert store.load(real)[0].name == "two"
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_step_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    path = tmp_path / "a.churndesk"
    store.save(Project(name="old"), Blobs(), path)

    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, step, fail)
        with pytest.raises(NotPossible) as refusal:
            store.save(Project(name="new"), Blobs(), path)
    assert dict(refusal.value.sentence.values)["why"].text
    assert store.load(path)[0].name == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.churndesk"]


def test_a_file_that_a_virus_scanner_holds_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, tries, replace_it = tmp_path / "a.churndesk", [], os.replace

    def held(source: Path, target: Path) -> None:
        tries.append(source)
        if len(tries) < 3:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = 32
            raise error
        replace_it(source, target)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(store, "_PATIENCE", 0)
    store.save(Project(name="new"), Blobs(), path)
    assert len(tries) == 3
    assert store.load(path)[0].name == "new"


def test_a_disk_that_does_not_confirm_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []

    def fail_second(_handle: int) -> None:
        synced.append(1)
        if len(synced) == 2:
            raise OSError(errno.EIO, "no answer")

    monkeypatch.setattr(os, "fsync", fail_second)
    with pytest.raises(NotPossible) as refusal:
        store.save(Project(name="new"), Blobs(), tmp_path / "a.churndesk")
    assert "did not confirm" in refusal.value.sentence.text


def test_a_lone_half_of_a_letter_in_a_note_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / "a.churndesk"
    store.save(Project(name="\ud83d"), Blobs(), path)
    assert store.load(path)[0].name == "\ud83d"
