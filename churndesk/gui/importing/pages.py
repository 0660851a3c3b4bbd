"""The pages of the wizard under their headings, and what a choice on each of them means for the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from churndesk import importing
from churndesk.gui.importing.changes_step import ChangesStep
from churndesk.gui.importing.check_step import CheckStep
from churndesk.gui.importing.columns_step import ColumnsStep
from churndesk.gui.importing.file_step import FileStep
from churndesk.gui.importing.rules_step import RulesStep
from churndesk.gui.importing.shape_step import ShapeStep
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import EmptyState, Text
from churndesk.importing.steps import step_of
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.gui.importing.jobs import Outcomes
    from churndesk.importing import Draft
    from churndesk.words import Message

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
    "changes": (
        message("What is different from the last file?"),
        message("It was read as the one before. Nothing counts until you press Finish."),
    ),
}


class Pages(QWidget):
    """One page for each step, and one each for "looking" and "can't be used".

    Signals:
        chosen: a function of `importing` and its further arguments, for which the table is looked at anew.
        edited: the same for what is done at once.
        reread: the same for what the file is read once more for.
        leftovers_wanted: the rows that don't count are to be shown.
        options_wanted: the file is to be read with these ReadOptions.
        together_wanted: sheets with the same headings are to be read too, or not.
        other_file_wanted: another file is to be opened. more_files_wanted: others beside those that are.
    """

    chosen = Signal(object, object)
    edited = Signal(object, object)
    reread = Signal(object, object)
    leftovers_wanted = Signal()
    options_wanted = Signal(object)
    together_wanted = Signal(bool)
    other_file_wanted = Signal()
    more_files_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 14)
        layout.setSpacing(4)
        self.heading = Text("", size=1.45, bold=True)
        self.sentence = Text("", tone="muted")
        layout.addWidget(self.heading)
        layout.addWidget(self.sentence)
        layout.addSpacing(8)
        self.stack = QStackedWidget()
        layout.addWidget(self.stack, 1)
        self.waiting = EmptyState("hourglass", tr("Looking at the file…"), "")
        other = tr("Choose another file…")
        self.failed = EmptyState("triangle-alert", tr("This file can't be used as it is"), "", other)
        self.failed.pressed.connect(self.other_file_wanted)
        self.file, self.shape, self.columns = FileStep(), ShapeStep(), ColumnsStep()
        self.check, self.rules, self.changes = CheckStep(), RulesStep(), ChangesStep()
        self.steps: dict[str, Any] = {
            "file": self.file,
            "shape": self.shape,
            "columns": self.columns,
            "check": self.check,
            "policy": self.rules,
            "changes": self.changes,
        }
        for page in (self.waiting, self.failed, *self.steps.values()):
            self.stack.addWidget(page)
        self._connect()

    def _connect(self) -> None:
        self.file.options_wanted.connect(self.options_wanted)
        self.file.together_wanted.connect(self.together_wanted)
        self.file.other_file_wanted.connect(self.other_file_wanted)
        self.file.more_files_wanted.connect(self.more_files_wanted)
        looked_at_anew = (
            (self.file.skip_wanted, importing.without_row),
            (self.file.hidden_left, importing.without_hidden),
            (self.shape.chosen, importing.with_shape),
            (self.columns.role_chosen, importing.with_role),
            (self.columns.format_chosen, importing.with_format),
            (self.columns.meaning_chosen, importing.with_meaning),
            (self.columns.amount_chosen, importing.with_amount_is),
            (self.columns.answered, importing.answered),
            (self.rules.currency_chosen, importing.with_currency),
            (self.rules.answered, importing.answered),
        )
        at_once = (
            (self.check.skip_wanted, importing.with_skip),
            (self.check.fixed, importing.with_fix),
            (self.rules.policy_chosen, importing.with_policy),
            (self.rules.as_of_chosen, importing.with_as_of),
        )
        reread = (
            (self.file.row_taken, importing.with_rows_taken),
            (self.file.row_left, importing.without_row_taken),
            (self.file.memory_refused, importing.without_memory),
            (self.file.sheets_left, importing.with_sheets_left),
            (self.file.files_chosen, importing.with_files),
            (self.check.as_written_wanted, importing.with_row_as_written),
            (self.changes.adding_chosen, importing.with_adding),
        )
        for signal, function in reread:
            signal.connect(lambda *said, meaning=function: self.reread.emit(meaning, said))
        self.check.leftovers_wanted.connect(self.leftovers_wanted)
        for signal, function in looked_at_anew:
            signal.connect(lambda *said, meaning=function: self.chosen.emit(meaning, said))
        for signal, function in at_once:
            signal.connect(lambda *said, meaning=function: self.edited.emit(meaning, said))

    def show_draft(self, draft: Draft) -> None:
        """Shows the draft's step."""
        self.columns.show_refusal("")
        self.changes.show_refusal("")
        self.steps[draft.step].show_draft(draft)
        heading, sentence = _HEADINGS[draft.step]
        self.heading.setText(say(heading))
        self.sentence.setText(say(sentence))
        self.stack.setCurrentWidget(self.steps[draft.step])

    def show_outcomes(self, compared: Outcomes) -> None:
        """Says beside each answer on the page what churn it would give."""
        for doubt, outcomes in compared:
            # The person may be at another step by now.
            self.steps[step_of(doubt)].show_outcomes(doubt, outcomes)

    def show_waiting(self, file: str) -> None:
        """Says that the file is being looked at."""
        self._show_alone(self.waiting, file)

    def show_failure(self, file: str, sentence: str) -> None:
        """Says why the file can't be used."""
        self.failed.sentence.setText(sentence)
        self.failed.setAccessibleDescription(sentence)
        self._show_alone(self.failed, file)
        self.failed.button.setFocus()

    def _show_alone(self, page: QWidget, file: str) -> None:
        self.heading.setText(file)
        self.sentence.setText("")
        self.stack.setCurrentWidget(page)
