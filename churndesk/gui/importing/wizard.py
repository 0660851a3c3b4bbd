"""The import from the first look at a file to its figures, in five steps that go forward and back without loss."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from churndesk import importing
from churndesk.gui import ask
from churndesk.gui.files import TABLE_KIND
from churndesk.gui.importing import jobs
from churndesk.gui.importing.keeping import carried, with_import
from churndesk.gui.importing.leftover_dialog import show_leftovers
from churndesk.gui.importing.passwords import Passwords
from churndesk.gui.importing.spellings_dialog import SpellingsDialog
from churndesk.gui.importing.wizard_window import WizardWindow
from churndesk.gui.say import say, tr
from churndesk.scratch import scratch_folder
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from churndesk.gui.document import Document
    from churndesk.gui.known_tables import KnownTables
    from churndesk.gui.tasks import Tasks
    from churndesk.importing import Draft, Leftover, Spellings
    from churndesk.words import Message, NotPossible


class ImportWizard(WizardWindow):
    """Leads from a file to a changed project; nothing is changed before Finish.

    `paths` are one file or several with the same headings.
    """

    def __init__(
        self,
        document: Document,
        tasks: Tasks,
        paths: Path | Sequence[Path],
        parent: QWidget | None = None,
        known: KnownTables | None = None,
    ) -> None:
        """`known` says how tables were read before, and is told how these are."""
        super().__init__(tasks, parent)
        self.document = document
        self._known = known
        self._paths = (paths,) if isinstance(paths, Path) else tuple(paths)
        self._passwords = Passwords()
        self._touched = False
        self._folder = scratch_folder()
        self._connect()
        self._begin()

    @property
    def _files(self) -> tuple[Path, ...]:
        """The files that are read: those that were opened, as long as no others were chosen."""
        return self._paths if self.draft is None else self.draft.paths

    def _connect(self) -> None:
        self.rail.chosen.connect(self._go_to)
        self.pages.chosen.connect(self._change)
        self.pages.edited.connect(self._edit)
        self.pages.reread.connect(self._reread)
        self.pages.leftovers_wanted.connect(self._look_at_leftovers)
        self.pages.spellings_wanted.connect(self._look_at_spellings)
        self.pages.options_wanted.connect(self._read_again)
        self.pages.together_wanted.connect(
            lambda wanted: self._take_preview(importing.with_together(self.draft, together=wanted))
        )
        self.pages.other_file_wanted.connect(self._other_file)
        self.pages.more_files_wanted.connect(self._more_files)
        self.foot.cancelled.connect(self.reject)
        self.foot.went_back.connect(lambda: self._show(importing.back(self.draft)))
        self.foot.went_on.connect(self._forward)
        self.foot.finished.connect(self._finish)
        self.background.checked.connect(self._take_checked)
        self.background.refused.connect(self._refuse_check)
        self.background.compared.connect(self.pages.show_outcomes)
        self.background.ruled.connect(self.pages.show_ruled)

    # From the file to a draft

    def _begin(self) -> None:
        self.draft = None
        self.setWindowTitle(tr("Import {file}", file=self._paths[0].name))
        self.pages.show_waiting(self._paths[0].name)
        self._show_foot()
        said = ((self._paths, self._passwords.options), *carried(self.document), Path(self._folder.name), self._known)
        self._run(jobs.begun, *said, done=self._take_preview, failed=self._refuse_file)

    def _take_preview(self, draft: Draft) -> None:
        self.work.busy = True  # the rest is read at once
        self._show(draft)
        self._load()
        self.pages.build_ahead()

    def _load(self) -> None:
        large = jobs.is_large_to_read(self.draft, self._files)
        self._run(jobs.loaded, self.draft, done=self._show, failed=self._refuse_file, large=large)

    def _read_again(self, options: object) -> None:
        self._run(importing.with_options, self.draft, options, done=self._take_preview, failed=self._refuse_options)

    def _other_file(self) -> None:
        if paths := self._asked(message("Import a spreadsheet")):
            self._paths = paths
            self._begin()

    def _more_files(self) -> None:
        have = set(self.draft.paths)
        if paths := self._asked(message("Add files with the same headings")):
            more = tuple(path for path in paths if path not in have)
            self._reread(importing.with_files, ((*self.draft.paths, *more),))

    def _asked(self, title: Message) -> tuple[Path, ...]:
        return tuple(ask.open_files(self, title, (TABLE_KIND,), str(self._files[0].parent)))

    # Choices

    def _change(self, function: Callable[..., Draft], said: tuple[object, ...]) -> None:
        """Makes a choice that lets the table be looked at anew."""
        self._touched = True
        large = jobs.is_large(self.draft)
        done, failed = self._take_changed, self._refuse_columns
        self._run(jobs.changed, function, self.draft, said, done=done, failed=failed, large=large)

    def _edit(self, function: Callable[..., Draft], said: tuple[object, ...]) -> None:
        """Makes a choice that shows at once."""
        self._touched = True
        self._show(function(self.draft, *said))

    def _reread(self, function: Callable[..., Draft], said: tuple[object, ...]) -> None:
        """Makes a choice for which the file itself is read once more; the step stays."""
        self._touched = True
        large = jobs.is_large_to_read(self.draft, self._files)
        failed = self._refuse_changes if self.draft.step == "changes" else self._refuse_options
        self._run(jobs.reread, function, self.draft, said, done=self._show, failed=failed, large=large)

    def _look_at_leftovers(self) -> None:
        large = jobs.is_large_to_read(self.draft, self._files)
        self.work.look_at_leftovers(self.draft, self._show_leftovers, self._refuse_options, large=large)

    def _show_leftovers(self, rows: tuple[Leftover, ...]) -> None:
        dialog = show_leftovers(rows, self.draft.table.headings, self.tasks, self, mendable=True)
        dialog.taken.connect(lambda taken: self._reread(importing.with_rows_taken, (taken,)))
        dialog.shown.connect(lambda row: self.pages.check.show_cell(row.table, row.row))

    def _look_at_spellings(self) -> None:
        self.work.look_at_spellings(self.draft, self._show_spellings, large=jobs.is_large(self.draft))

    def _show_spellings(self, groups: tuple[Spellings, ...]) -> None:
        dialog = SpellingsDialog(groups, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda said: self._change(importing.with_spellings, (said,)))
        dialog.open()

    def _take_changed(self, changed: Draft) -> None:
        """The tables on the screen stay."""
        self._show(replace(changed, tables=self.draft.tables, preview=self.draft.preview))

    def _take_checked(self, checked: Draft) -> None:
        """The person may have gone to another step meanwhile; any other change would have ended the check."""
        parts = ("dataset", "proposed", "policy", "asked", "chosen", "difference")
        self._show(replace(self.draft, **{part: getattr(checked, part) for part in parts}))

    # The way through

    def _go_to(self, step: str) -> None:
        if self.draft is not None:
            self._show(importing.go_to(self.draft, step))

    def _forward(self) -> None:
        """The next step; a reading that was stopped is taken up again."""
        if self.draft.table is None:
            self._load()
        else:
            self._show(importing.next_step(self.draft))

    def _finish(self) -> None:
        finish = partial(jobs.finished, known=frozenset(self.document.blobs.by_digest))
        self._run(finish, self.draft, done=self._hand_over, failed=self._refuse_finish)

    def _hand_over(self, answer: Any) -> None:
        imported, blobs = answer
        self.document.blobs.by_digest.update(blobs.by_digest)
        project = with_import(self.document.project, imported)
        self.document.change(message("Import {file}", file=imported.file), project)
        if self._known is not None:
            self._known.keep(imported.file, imported.mapping)
        self.accept()

    def reject(self) -> None:
        """Leaves the import; whoever has chosen something is asked first."""
        lost = message("What you chose here is lost. Your file stays as it is.")
        if not self._touched or ask.yes(self, message("Leave the import?"), lost, message("Leave the import")):
            super().reject()

    def done(self, result: int) -> None:
        """Ends whatever still runs for this window, and lets go of the copies of earlier files."""
        super().done(result)
        self._folder.cleanup()

    # What is refused

    def _refuse_file(self, refusal: NotPossible) -> None:
        """Without a preview only another file helps; with one, another sheet or encoding may."""
        if self._passwords.asked(self, refusal):
            self._begin()
        elif self.draft is not None:
            self._refuse_options(refusal)
        else:
            self.pages.show_failure(self._paths[0].name, say(refusal.sentence))
            self._show_foot()

    def _refuse_options(self, refusal: NotPossible) -> None:
        self._unreadable = self.draft.table is None
        self._show(importing.go_to(self.draft, "file"))
        self.pages.file.refusal.show_sentence(say(refusal.sentence))

    def _refuse_changes(self, refusal: NotPossible) -> None:
        self._show(self.draft, check=False)
        self.pages.changes.show_refusal(say(refusal.sentence))

    def _refuse_columns(self, refusal: NotPossible) -> None:
        self._show(self.draft, check=False)
        self.pages.columns.show_refusal(say(refusal.sentence))

    def _refuse_check(self, refusal: NotPossible) -> None:
        """Nothing can be made of the columns as they are: the step where that is mended says so."""
        beyond = self.draft.step in ("check", "policy", "changes")
        self._show(importing.go_to(self.draft, "columns") if beyond else self.draft, check=False)
        self.pages.columns.show_refusal(say(refusal.sentence))

    def _refuse_finish(self, refusal: NotPossible) -> None:
        self._show(importing.go_to(self.draft, "policy"))
        self.foot.hint.setText(say(refusal.sentence))
