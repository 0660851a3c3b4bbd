"""The import from the first look at a file to its figures, in five steps that go forward and back without loss."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from churndesk import importing
from churndesk.gui import ask
from churndesk.gui.files import TABLE_KIND
from churndesk.gui.importing.check_step import CheckStep
from churndesk.gui.importing.columns_step import ColumnsStep
from churndesk.gui.importing.file_step import FileStep
from churndesk.gui.importing.keeping import finished, with_import
from churndesk.gui.importing.rules_step import RulesStep
from churndesk.gui.importing.shape_step import ShapeStep
from churndesk.gui.importing.step_rail import StepRail
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import EmptyState, ProgressStrip, Text
from churndesk.importing.rules import inactivity
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from churndesk.gui.document import Document
    from churndesk.gui.tasks import Tasks
    from churndesk.importing import Draft
    from churndesk.words import Doubt, Message, NotPossible

#: Files of more bytes, and tables of more rows, are worked on in a process of their own.
LARGE_FILE = 4_000_000
LARGE_TABLE = 50_000

_HEADINGS: dict[str, tuple[Message, Message]] = {
    "file": (
        message("Is this the right table?"),
        message("Check that the words are readable and that the coloured row holds the headings."),
    ),
    "shape": (
        message("What kind of table is this?"),
        message("One look at the examples is enough: which one is yours like?"),
    ),
    "columns": (
        message("What does each column mean?"),
        message("Change what isn't right, in the list or on the headings of the table."),
    ),
    "check": (
        message("Can every row be read?"),
        message("Mend a cell by a double-click, or leave a row out. Your file itself is never changed."),
    ),
    "policy": (
        message("When is somebody gone?"),
        message("These rules are yours. They stand beside every figure and can be changed at any time."),
    ),
}


class ImportWizard(QDialog):
    """Leads from a file to a changed project; nothing is changed before Finish.

    `paths` are one file or several with the same headings. `draft` is where it stands, None until the file could be
    looked at.
    """

    def __init__(
        self, document: Document, tasks: Tasks, paths: Path | Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.tasks = tasks
        self.draft: Draft | None = None
        self._paths = (paths,) if isinstance(paths, Path) else tuple(paths)
        self._checking: object = None
        self._told: object = None
        self._busy = False
        self._finishing = False
        self._refused = False
        self.setWindowTitle(tr("Import {file}", file=self._paths[0].name))
        self.setMinimumSize(860, 600)
        self.resize(self._roomy())
        self._build()
        tasks.progressed.connect(self.progress.show_progress)
        self._begin()

    def _roomy(self) -> QSize:
        """Nearly the window behind, and never more than the screen."""
        there = self.screen().availableSize() if self.screen() else QSize(1280, 800)
        wanted = self.parentWidget().window().size() if self.parentWidget() else QSize(1180, 780)
        wanted = wanted.boundedTo(QSize(1360, 900)) - QSize(60, 40)
        return wanted.expandedTo(QSize(980, 660)).boundedTo(there - QSize(20, 60))

    # The window

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.rail = StepRail()
        self.rail.chosen.connect(self._go_to)
        layout.addWidget(self.rail)
        page = QVBoxLayout()
        page.setContentsMargins(24, 16, 24, 14)
        page.setSpacing(4)
        self.heading = Text("", size=1.45, bold=True)
        self.sentence = Text("", tone="muted")
        page.addWidget(self.heading)
        page.addWidget(self.sentence)
        page.addSpacing(8)
        self.stack = QStackedWidget()
        page.addWidget(self.stack, 1)
        layout.addLayout(page, 1)
        self._add_steps()
        self.progress = ProgressStrip()
        self.progress.cancelled.connect(self._stop)
        layout.addWidget(self.progress)
        layout.addWidget(self._foot())

    def _add_steps(self) -> None:
        self.waiting = EmptyState("hourglass", tr("Looking at the file…"), "")
        self.failed = EmptyState(
            "triangle-alert", tr("This file can't be used as it is"), "", tr("Choose another file…")
        )
        self.failed.pressed.connect(self._other_file)
        self.file_step = FileStep()
        self.shape_step = ShapeStep()
        self.columns_step = ColumnsStep()
        self.check_step = CheckStep()
        self.rules_step = RulesStep()
        self.steps: dict[str, Any] = {
            "file": self.file_step,
            "shape": self.shape_step,
            "columns": self.columns_step,
            "check": self.check_step,
            "policy": self.rules_step,
        }
        for widget in (self.waiting, self.failed, *self.steps.values()):
            self.stack.addWidget(widget)
        self._connect_steps()

    def _connect_steps(self) -> None:
        self.file_step.options_wanted.connect(self._read_again)
        self.file_step.skip_wanted.connect(self._skip)
        self.file_step.other_file_wanted.connect(self._other_file)
        self.file_step.together_wanted.connect(
            lambda wanted: self._take_preview(importing.with_together(self.draft, together=wanted))
        )
        self.shape_step.chosen.connect(lambda shape: self._change(importing.with_shape, shape))
        self.shape_step.answered.connect(self._answer)
        columns = self.columns_step
        columns.role_chosen.connect(lambda *choice: self._change(importing.with_role, *choice))
        columns.format_chosen.connect(lambda *choice: self._change(importing.with_format, *choice))
        columns.meaning_chosen.connect(lambda *choice: self._change(importing.with_meaning, *choice))
        columns.amount_chosen.connect(lambda choice: self._change(importing.with_amount_is, choice))
        columns.answered.connect(self._answer)
        self.check_step.fixed.connect(lambda *fix: self._show(importing.with_fix(self.draft, *fix)))
        self.check_step.skip_wanted.connect(self._skip)
        rules = self.rules_step
        rules.policy_chosen.connect(lambda policy: self._show(importing.with_policy(self.draft, policy)))
        rules.as_of_chosen.connect(lambda day: self._show(importing.with_as_of(self.draft, day)))
        rules.currency_chosen.connect(lambda code: self._change(importing.with_currency, code))
        rules.answered.connect(self._answer)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("look", "bar")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.hint = Text("", tone="muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = QPushButton(tr("Back"))
        self.back.clicked.connect(lambda: self._show(importing.back(self.draft)))
        self.next = QPushButton(tr("Next"))
        self.next.clicked.connect(self._forward)
        self.finish = QPushButton(tr("Finish"))
        self.finish.clicked.connect(self._finish)
        for button in (self.cancel, self.back, self.next, self.finish):
            button.setAutoDefault(False)
        row.addWidget(self.cancel)
        row.addWidget(self.hint, 1)
        for button in (self.back, self.next, self.finish):
            row.addWidget(button)
        return foot

    # What happens

    def _begin(self) -> None:
        self.draft = None
        self._show_only(self.waiting)
        self._run(_begun, self._paths, self._remembered(), done=self._take_preview, failed=self._refuse_file)

    def _remembered(self) -> object:
        sources = self.document.project.sources
        return sources[-1].mapping if sources else None

    def _take_preview(self, draft: Draft) -> None:
        self._show(draft)
        self._load(draft)

    def _load(self, draft: Draft) -> None:
        self._run(importing.loaded, draft, done=self._show, failed=self._refuse_file, large=self._large_file())

    def _large_file(self) -> bool:
        return any(path.exists() and path.stat().st_size > LARGE_FILE for path in self._paths)

    def _read_again(self, options: object) -> None:
        self._run(importing.with_options, self.draft, options, done=self._take_preview, failed=self._refuse_options)

    def _change(self, function: Callable[..., Draft], *choice: object) -> None:
        """Makes a choice that lets the table be looked at anew."""
        if self.draft is not None:
            self._run(
                function, self.draft, *choice, done=self._take_changed, failed=self._refuse_columns, large=self._large()
            )

    def _large(self) -> bool:
        return self.draft is not None and self.draft.table is not None and len(self.draft.table) > LARGE_TABLE

    def _answer(self, doubt: Doubt, value: str) -> None:
        self._change(importing.answered, doubt, value)

    def _skip(self, row: int, skip: bool) -> None:
        self._show(importing.with_skip(self.draft, row, skip=skip))

    def _go_to(self, step: str) -> None:
        if self.draft is not None:
            self._show(importing.go_to(self.draft, step))

    def _forward(self) -> None:
        """The next step; a reading that was stopped is taken up again."""
        if self.draft.table is None:
            self._load(self.draft)
        else:
            self._show(importing.next_step(self.draft))

    def _finish(self) -> None:
        self._finishing = True
        self._run(finished, self.draft, done=self._hand_over, failed=self._refuse_finish)

    def _hand_over(self, answer: Any) -> None:
        imported, blobs = answer
        self.document.blobs.by_digest.update(blobs.by_digest)
        project = with_import(self.document.project, imported)
        self.document.change(message("Import {file}", file=imported.file), project)
        self.accept()

    def _run(
        self,
        function: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[NotPossible], None],
        large: bool = False,
    ) -> None:
        """Runs the wizard's one task; what the draft would still be checked for is no longer wanted."""
        self._busy = True
        self._refused = False
        self._forget_background()

        def ended(answer: Any) -> None:
            self._busy = self._finishing = False
            done(answer)

        def refused(refusal: NotPossible) -> None:
            self._busy = self._finishing = False
            failed(refusal)

        self.tasks.run(
            function, *arguments, done=ended, failed=refused, title=message("Reading the file"), key="import",
            apart=large,
        )  # fmt: skip
        self._show_foot()

    # What is refused

    def _refuse_file(self, refusal: NotPossible) -> None:
        """Without a preview only another file helps; with one, another sheet or encoding may."""
        if self.draft is not None and self.draft.preview is not None:
            self._refuse_options(refusal)
            return
        self.failed.sentence.setText(say(refusal.sentence))
        self.failed.setAccessibleDescription(say(refusal.sentence))
        self._show_only(self.failed)

    def _refuse_options(self, refusal: NotPossible) -> None:
        self._refused = self.draft.table is None
        self._show(importing.go_to(self.draft, "file"))
        self.file_step.refusal.show_sentence(say(refusal.sentence))

    def _refuse_columns(self, refusal: NotPossible) -> None:
        self._show(self.draft)
        self.columns_step.show_refusal(say(refusal.sentence))

    def _refuse_check(self, refusal: NotPossible) -> None:
        """Nothing can be made of the columns as they are: the step where that is mended says so."""
        self._checking = None
        at = importing.STEPS.index("columns")
        if importing.STEPS.index(self.draft.step) > at:
            self.draft = replace(self.draft, step="columns")
        self._show(self.draft, check=False)
        self.columns_step.show_refusal(say(refusal.sentence))

    def _refuse_finish(self, refusal: NotPossible) -> None:
        self._show(importing.go_to(self.draft, "policy"))
        self.hint.setText(say(refusal.sentence))

    # What is shown

    def _show(self, draft: Draft, *, check: bool = True) -> None:
        """Shows a draft, and lets its rows be checked in the background once nothing is left to ask."""
        self.draft = draft
        step = self.steps[draft.step]
        step.show_draft(draft)
        heading, sentence = _HEADINGS[draft.step]
        self.heading.setText(say(heading))
        self.sentence.setText(say(sentence))
        self.stack.setCurrentWidget(step)
        self.columns_step.show_refusal("")
        self._show_foot()
        if check and draft.table is not None and draft.dataset is None and not importing.unsettled(draft):
            self._check()
        elif draft.dataset is not None or draft.table is not None:
            self._tell_outcomes()

    def _show_only(self, widget: QWidget) -> None:
        self.heading.setText(self._paths[0].name)
        self.sentence.setText("")
        self.stack.setCurrentWidget(widget)
        self._show_foot()

    def _show_foot(self) -> None:
        draft = self.draft
        there = draft is not None and self.stack.currentWidget() not in (self.failed, self.waiting)
        obstacle = importing.obstacle(draft) if there else None
        last = there and importing.is_last(draft)
        reading = self._busy
        self.back.setEnabled(there and not importing.is_first(draft) and not self._finishing)
        self.next.setVisible(not last)
        stopped = there and draft.table is None and not self._busy and not self._refused
        self.next.setEnabled(stopped or (there and obstacle is None and not self._busy))
        self.finish.setEnabled(there and importing.can_finish(draft) and not self._busy)
        told = say(obstacle) if obstacle is not None else ""
        if there and draft.table is None:
            told = tr("Reading was stopped. Next goes on with it.") if stopped else ""
        self.hint.setText(told if told and not reading else self._hint(reading))
        self._mark_primary(self.finish if last or (there and importing.can_finish(draft)) else self.next)
        self.rail.show_steps(draft.step if there else "file", self._reachable())

    def _hint(self, reading: bool) -> str:
        if reading:
            return tr("Reading the rest of the file…") if self.draft is not None else ""
        if self.draft is None or not importing.can_finish(self.draft) or importing.is_last(self.draft):
            return ""
        if self.draft.recalled:
            return tr("Read as last time. You can finish at once.")
        return tr("Everything is clear. You can finish at once, or look at each step.")

    def _mark_primary(self, chosen: QPushButton) -> None:
        for button in (self.next, self.finish):
            look = "primary" if button is chosen else ""
            if button.property("look") != look:
                button.setProperty("look", look)
                button.style().unpolish(button)
                button.style().polish(button)
        chosen.setDefault(True)

    def _reachable(self) -> frozenset[str]:
        if self.draft is None or self._busy:
            return frozenset()
        return frozenset(step for step in importing.STEPS if importing.go_to(self.draft, step).step == step)

    # What is computed behind the page

    def _check(self) -> None:
        if self._checking is self.draft.mapping:
            return
        self._checking = self.draft.mapping
        self.tasks.run(
            importing.checked, self.draft, done=self._take_checked, failed=self._refuse_check,
            title=message("Checking the rows"), key="import-check", apart=self._large(),
        )  # fmt: skip

    def _forget_background(self) -> None:
        for key in ("import-check", "import-outcomes"):
            self.tasks.cancel(key)
        self._checking = self._told = None

    def _take_checked(self, checked: Draft) -> None:
        """The person may have gone to another step meanwhile; any other change would have ended the check."""
        found = {part: getattr(checked, part) for part in ("dataset", "proposed", "policy", "asked")}
        self._show(replace(self.draft, **found))

    def _take_changed(self, changed: Draft) -> None:
        """Another process answers with copies of the tables; the ones on the screen stay."""
        self._show(replace(changed, tables=self.draft.tables, preview=self.draft.preview))

    def _tell_outcomes(self) -> None:
        """Says beside the open page's questions what churn each answer would give, and below the rules what they do."""
        draft = self.draft
        doubts = tuple(doubt for doubt in importing.doubts_at(draft, draft.step))
        rules = draft.step == "policy" and draft.dataset is not None
        about = (draft.step, draft.mapping, draft.policy, draft.as_of)
        if about == self._told or not (doubts or rules):
            return
        self._told = about
        self.tasks.run(
            _outcomes, draft, doubts, done=self._take_outcomes, title=message("Comparing the answers"),
            key="import-outcomes", apart=self._large(),
        )  # fmt: skip

    def _take_outcomes(self, outcomes: Any) -> None:
        told, churn, limits = outcomes
        step = self.steps[self.draft.step]
        for doubt, readings in told:
            if hasattr(step, "show_outcomes"):
                step.show_outcomes(doubt, readings)
        if churn is not None:
            self.rules_step.show_outcome(churn)
            self.rules_step.show_inactivity(limits)

    # Leaving

    def _stop(self) -> None:
        """Stops the long work. Without a table there is nothing to go on with."""
        self._cancel_all()
        self._busy = self._finishing = False
        if self.draft is None:
            self.reject()
        else:
            self._show_foot()

    def _other_file(self) -> None:
        paths = ask.open_files(self, message("Import a spreadsheet"), (TABLE_KIND,), str(self._paths[0].parent))
        if paths:
            self._paths = tuple(paths)
            self.setWindowTitle(tr("Import {file}", file=self._paths[0].name))
            self._begin()

    def _cancel_all(self) -> None:
        self.tasks.cancel("import")
        self._forget_background()

    def done(self, result: int) -> None:
        """Ends whatever still runs for this window."""
        self._cancel_all()
        super().done(result)


def _begun(paths: tuple[Path, ...], remembered: Any, report: Any) -> Draft:
    return importing.begin(*paths, remembered=remembered, report=report)


def _outcomes(draft: Draft, doubts: tuple[Doubt, ...], report: Any) -> tuple[Any, Any, Any]:
    """The churn of each answer to each question, and on the page of rules that of the rules in force."""
    told = tuple((doubt, importing.readings(draft, doubt, report)) for doubt in doubts)
    if draft.step != "policy" or draft.dataset is None:
        return told, None, ()
    churn = importing.churn_told(draft.dataset, draft.policy, draft.as_of, report)
    return told, churn, inactivity(draft.dataset, report)
