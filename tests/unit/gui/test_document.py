from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.gui.say import set_language
from churndesk.ledger.policy import Policy
from churndesk.project.project import Project, Source
from churndesk.shapes.mapping import Mapping
from churndesk.words import Rate, message
from tests.unit.gui.projects import spells

if TYPE_CHECKING:
    from churndesk.gui.document import Document


def rename(document: Document, name: str) -> None:
    document.change(message("Name it {name}", name=name), replace(document.project, name=name))


def test_every_edit_is_undone_to_the_very_value_that_was_before(document: Document) -> None:
    states = [document.project]
    for project in (
        spells(),
        replace(spells(), policy=Policy(grace_days=3)),
        replace(spells(), typed=((("churn_rate", "lost"), 3.0),)),
        Project(),
    ):
        document.change(message("Edit"), project)
        states.append(project)
    for state in reversed(states[:-1]):
        document.history.undo()
        assert document.project is state
    for state in states[1:]:
        document.history.redo()
        assert document.project is state


def test_undoing_to_the_saved_step_is_clean_and_beyond_it_is_not(document: Document) -> None:
    told: list[bool] = []
    rename(document, "one")
    document.mark_saved(Path("a.churndesk"))
    document.saved_changed.connect(lambda: told.append(document.dirty))
    rename(document, "two")
    assert document.dirty
    document.history.undo()
    assert not document.dirty
    document.history.undo()
    assert document.dirty
    document.history.redo()
    assert not document.dirty
    assert told == [True, False, True, False]


def test_an_edit_made_while_the_file_was_written_stays_unsaved(document: Document) -> None:
    rename(document, "one")
    written = document.project
    rename(document, "two")
    document.mark_saved(Path("a.churndesk"), written)
    assert document.dirty
    assert document.path == Path("a.churndesk")
    document.history.undo()
    assert not document.dirty


def test_given_up_work_is_wanted_again_after_another_edit(document: Document) -> None:
    rename(document, "one")
    document.give_up()
    assert document.dirty
    assert not document.wanted
    rename(document, "two")
    assert document.wanted


def test_bytes_that_neither_the_document_nor_a_step_names_are_let_go(document: Document) -> None:
    def imported(content: bytes) -> str:
        digest = document.blobs.keep(content)
        source = Source("a.csv", digest, Mapping("customers", ()))
        document.change(message("Import"), replace(document.project, sources=(source,)))
        return digest

    first, second = imported(b"first"), imported(b"second")
    assert set(document.blobs.by_digest) == {first, second}
    document.history.undo()
    assert document.blobs.content(first) == b"first"
    third = imported(b"third")
    assert set(document.blobs.by_digest) == {first, third}


def test_the_steps_are_told_in_the_language_that_is_spoken_now(document: Document) -> None:
    document.change(message("Choose {rate}", rate=Rate(0.5)), replace(document.project, name="one"))
    english = document.history.undoText()
    set_language("pl")
    assert document.history.undoText() != english
    set_language("en")
    assert document.history.undoText() == english


def test_work_that_is_in_no_file_is_never_clean_by_undoing(document: Document) -> None:
    recovered = spells()
    document.begin(recovered, Path("a.churndesk"), unsaved=True)
    assert document.dirty
    rename(document, "two")
    document.history.undo()
    assert document.project is recovered
    assert document.dirty
    assert not document.history.isClean()
    document.mark_saved(Path("a.churndesk"))
    assert not document.dirty


def test_what_shows_figures_waits_for_them_where_only_the_look_changes(document: Document) -> None:
    told: list[Project] = []
    document.begin(Project())
    look = replace(document.project, view=replace(document.project.view, by="quarter"))
    note = replace(look, policy=replace(look.policy, grace_days=3))
    document.edited.connect(lambda: told.append(document.project))
    document.change(message("Look"), look)
    document.change(message("Note"), note)
    document.history.undo()
    document.history.undo()
    assert told == [note, look]
