"""A workbook under a password: it is asked for, tried again, and kept nowhere."""

from __future__ import annotations

import io
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from churndesk.gui import ask
from churndesk.gui.importing import ImportWizard
from churndesk.project.project import Source

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.tasks import Tasks

PASSWORD = "Correct Horse 9"  # noqa: S105  (the test's own)
MEMBERS = (("Member", "Joined", "Left", "Fee"), ("A1", "2024-01-10", "", 40), ("A2", "2024-01-12", "2024-03-20", 40))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    inside, locked = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(inside, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(MEMBERS):
            sheet.write_row(at, 0, row)
    OOXMLFile(inside).encrypt(PASSWORD, locked)
    made = tmp_path / "members.xlsx"
    made.write_bytes(locked.getvalue())
    return made


def test_it_is_asked_until_it_opens_and_then_forgotten(
    document: Document, tasks: Tasks, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, asked = iter(["wrong", PASSWORD]), []
    monkeypatch.setattr(ask, "password", lambda _, sentence: (asked.append(sentence), next(answers))[1])
    wizard = ImportWizard(document, tasks, path)
    qtbot.addWidget(wizard)
    wizard.open()
    qtbot.waitUntil(lambda: wizard.draft is not None and wizard.draft.dataset is not None)
    assert len(asked) == 2
    wizard._finish()
    qtbot.waitUntil(lambda: not wizard.isVisible())
    (source,) = document.project.sources
    assert document.blobs.by_digest[source.digest]
    kept = document.blobs.content(source.digest)
    assert kept.startswith(b"PK")
    assert all(PASSWORD not in str(getattr(source, field.name)) for field in fields(Source))


def test_whoever_has_none_is_told_what_stands_in_the_way(
    document: Document, tasks: Tasks, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "password", lambda *_: None)
    wizard = ImportWizard(document, tasks, path)
    qtbot.addWidget(wizard)
    wizard.open()
    assert wizard.draft is None
    assert "protected by a password" in wizard.pages.failed.sentence.text()
