from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from churndesk.gui import ask, disk
from churndesk.gui.files import Files
from churndesk.gui.opened_elsewhere import FileLock
from churndesk.project import backups, store
from churndesk.project.blobs import Blobs
from churndesk.project.project import Project
from churndesk.words import message
from tests.torture import example
from tests.unit.gui.test_opened_elsewhere import holding, of_another_computer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks


class Said:
    """What was said and asked, in place of dialogs; `agree` answers every question."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sentences: list[str] = []
        self.agree = False
        self.save_to: Path | None = None
        monkeypatch.setattr(ask, "tell", self.tell)
        monkeypatch.setattr(ask, "yes", self.yes)
        monkeypatch.setattr(ask, "save_file", lambda *_: self.save_to)
        monkeypatch.setattr(ask, "save_changes", lambda *_: "discard")

    def tell(self, _parent: object, _title: object, text: object) -> None:
        from churndesk.gui.say import say

        self.sentences.append(say(text))

    def yes(self, parent: object, title: object, text: object, action: object) -> bool:
        self.tell(parent, title, text)
        return self.agree


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    return Said(monkeypatch)


@pytest.fixture
def backup_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(disk, "backup_folder", lambda: tmp_path / "backups")
    return tmp_path / "backups"


@pytest.fixture
def files(document: Document, tasks: Tasks, store: Store, qtbot: QtBot, backup_folder: Path) -> Iterator[Files]:
    from PySide6.QtWidgets import QWidget

    window: QWidget = QWidget()
    qtbot.addWidget(window)
    yield Files(document, tasks, store, window)
    document.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    path = tmp_path / "shop" / "shop.churndesk"
    store.save(Project(name="first"), Blobs(), path)
    return path


def rename(document: Document, name: str) -> None:
    document.change(message("Rename"), replace(document.project, name=name))


def test_saving_keeps_the_version_before_and_lets_others_know(
    files: Files, document: Document, said: Said, file: Path, backup_folder: Path
) -> None:
    files.open_path(file)
    assert (file.parent / ".shop.churndesk.lock").exists()
    rename(document, "second")
    (file.parent / ".shop.churndesk.cut_off.tmp").write_bytes(b"half")
    files.save()
    assert not document.dirty
    assert store.load(file)[0].name == "second"
    assert sorted(left.name for left in file.parent.iterdir()) == [".shop.churndesk.lock", "shop.churndesk"]
    [version] = backups.versions_of(file, backup_folder)
    assert store.load(version.path)[0].name == "first"
    assert said.sentences == []
    document.close()
    assert not (file.parent / ".shop.churndesk.lock").exists()


FAILURES = {errno.ENOSPC: "full", errno.EACCES: "may not", errno.EIO: "answer"}


@pytest.mark.parametrize("code", FAILURES)
def test_a_save_that_fails_keeps_the_file_and_the_unsaved_work_and_says_what_to_do(
    files: Files, said: Said, file: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    document = files._document
    files.open_path(file)
    rename(document, "second")

    def fail(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        files.save()
    assert document.dirty
    assert store.load(file)[0].name == "first"
    [sentence] = said.sentences
    assert FAILURES[code] in sentence
    files.save()
    assert not document.dirty
    assert store.load(file)[0].name == "second"


def test_where_a_save_fails_another_place_can_be_chosen_at_once(
    files: Files, document: Document, said: Said, file: Path, tmp_path: Path
) -> None:
    files.open_path(file)
    rename(document, "second")
    shutil.rmtree(file.parent)
    said.agree, said.save_to = True, tmp_path / "elsewhere.churndesk"
    files.save()
    assert "folder is not there" in said.sentences[0]
    assert store.load(tmp_path / "elsewhere.churndesk")[0].name == "second"
    assert document.path == tmp_path / "elsewhere.churndesk"
    assert not document.dirty


def test_a_file_that_is_open_in_another_window_is_only_looked_at(
    files: Files, document: Document, said: Said, file: Path, tmp_path: Path
) -> None:
    other = holding(file)
    files.open_path(file)
    assert document.project.name == "first"
    assert document.read_only is not None
    assert "another ChurnDesk window" in document.read_only.text
    rename(document, "mine")
    said.save_to = file
    files.save()
    assert store.load(file)[0].name == "first"
    assert "another ChurnDesk window" in said.sentences[0]
    said.save_to = tmp_path / "mine.churndesk"
    files.save()
    assert document.read_only is None
    assert store.load(tmp_path / "mine.churndesk")[0].name == "mine"
    other.communicate("")


def test_a_file_that_another_computer_took_over_meanwhile_is_not_saved_over(
    files: Files, document: Document, said: Said, file: Path
) -> None:
    files.open_path(file)
    rename(document, "mine")
    of_another_computer(file, 0)
    files.save()
    assert document.dirty
    assert store.load(file)[0].name == "first"
    assert "ANNA-PC" in said.sentences[0]


def test_a_file_that_somebody_else_wrote_meanwhile_is_asked_about(
    files: Files, document: Document, said: Said, file: Path, backup_folder: Path
) -> None:
    files.open_path(file)
    rename(document, "mine")
    store.save(Project(name="theirs, and longer"), Blobs(), file)
    files.save()
    assert "changed by another program" in said.sentences[0]
    assert store.load(file)[0].name == "theirs, and longer"
    assert document.dirty
    said.agree = True
    files.save()
    assert store.load(file)[0].name == "mine"
    assert store.load(backups.versions_of(file, backup_folder)[0].path)[0].name == "theirs, and longer"


def test_a_version_that_could_not_be_kept_is_said_and_the_save_stands(
    files: Files, document: Document, said: Said, file: Path, backup_folder: Path
) -> None:
    backup_folder.write_text("a file where the folder should be")
    files.open_path(file)
    rename(document, "second")
    files.save()
    assert not document.dirty
    assert "could not be kept" in said.sentences[0]


def test_a_damaged_file_is_saved_as_a_new_project_and_stays_as_it_is(
    files: Files, document: Document, said: Said, file: Path
) -> None:
    blobs = Blobs()
    store.save(example.project(blobs), blobs, file)
    damaged = file.read_bytes()[: file.stat().st_size // 2]
    file.write_bytes(damaged)
    files.open_path(file)
    assert document.path is None
    assert document.dirty
    assert document.project.actions == example.project(Blobs()).actions
    assert "Saved:\n– " in said.sentences[0]
    assert "Lost:\n– " in said.sentences[0]
    assert file.read_bytes() == damaged
    assert FileLock(file).take() is None


def test_nothing_is_held_after_a_file_that_could_not_be_opened(
    files: Files, document: Document, said: Said, file: Path
) -> None:
    file.write_bytes(b"no project")
    files.open_path(file)
    assert "not a ChurnDesk project" in said.sentences[0]
    assert list(file.parent.iterdir()) == [file]


def test_a_missing_source_in_a_save_under_way_is_not_possible(files: Files, document: Document, file: Path) -> None:
    """What a save writes is a value of its own; an edit that lets go of bytes meanwhile doesn't touch it."""
    digest = document.blobs.keep(b"content")
    kept = document.blobs.only([digest])
    document.blobs.collect([])
    assert kept.content(digest) == b"content"
