"""The pages of the wizard under their headings, and what a choice on each of them means for the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
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
    from collections.abc import Callable, Sequence

    from churndesk.gui.importing.jobs import Outcomes
    from churndesk.importing import Draft
    from churndesk.ledger import InactivityChoice
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


_PAGES: dict[str, type[QWidget]] = {
    "file": FileStep,
    "shape": ShapeStep,
    "columns": ColumnsStep,
    "check": CheckStep,
    "policy": RulesStep,
    "changes": ChangesStep,
}

#: What each signal of a page says of the draft: by which of the pages' own signals it is borne, and which function.
_MEANINGS: dict[type[QWidget], dict[str, tuple[str, Callable[..., Draft]]]] = {
    FileStep: {
        "skip_wanted": ("chosen", importing.without_row),
        "hidden_left": ("chosen", importing.without_hidden),
        "hidden_columns_left": ("chosen", importing.without_hidden_columns),
        "row_taken": ("reread", importing.with_rows_taken),
        "row_left": ("reread", importing.without_row_taken),
        "memory_refused": ("reread", importing.without_memory),
        "sheets_left": ("reread", importing.with_sheets_left),
        "files_chosen": ("reread", importing.with_files),
    },
    ShapeStep: {"chosen": ("chosen", importing.with_shape)},
    ColumnsStep: {
        "role_chosen": ("chosen", importing.with_role),
        "format_chosen": ("chosen", importing.with_format),
        "meaning_chosen": ("chosen", importing.with_meaning),
        "amount_chosen": ("chosen", importing.with_amount_is),
        "answered": ("chosen", importing.answered),
    },
    CheckStep: {
        "skip_wanted": ("edited", importing.with_skip),
        "fixed": ("edited", importing.with_fix),
        "as_written_wanted": ("reread", importing.with_row_as_written),
    },
    RulesStep: {
        "currency_chosen": ("chosen", importing.with_currency),
        "answered": ("chosen", importing.answered),
        "policy_chosen": ("edited", importing.with_policy),
        "as_of_chosen": ("edited", importing.with_as_of),
    },
    ChangesStep: {"adding_chosen": ("reread", importing.with_adding)},
}
#: The signals of a page that are the pages' own.
_PASSED_ON: dict[type[QWidget], tuple[str, ...]] = {
    FileStep: ("options_wanted", "together_wanted", "other_file_wanted", "more_files_wanted"),
    ColumnsStep: ("spellings_wanted",),
    CheckStep: ("leftovers_wanted",),
}


class Pages(QWidget):
    """One page for each step, and one each for "looking" and "can't be used".

    Signals:
        chosen: a function of `importing` and its further arguments, for which the table is looked at anew.
        edited: the same for what is done at once.
        reread: the same for what the file is read once more for.
        leftovers_wanted: the rows that don't count are to be shown.
        spellings_wanted: the customers who may be written in several ways are.
        options_wanted: the file is to be read with these ReadOptions.
        together_wanted: sheets with the same headings are to be read too, or not.
        other_file_wanted: another file is to be opened. more_files_wanted: others beside those that are.
    """

    chosen = Signal(object, object)
    edited = Signal(object, object)
    reread = Signal(object, object)
    leftovers_wanted = Signal()
    spellings_wanted = Signal()
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
        for page in (self.waiting, self.failed):
            self.stack.addWidget(page)
        self._built: dict[str, Any] = {}
        self._building = QTimer(self, singleShot=True, interval=0)
        self._building.timeout.connect(self._build_next)

    def step(self, key: str) -> Any:
        """The page of a step; it is built when it is first asked for, so that the window is there at once."""
        if key not in self._built:
            page = self._built[key] = _PAGES[key]()
            self._connect(page)
            self.stack.addWidget(page)
        return self._built[key]

    def build_ahead(self) -> None:
        """Builds the pages that aren't there yet, one at a time, while nothing else is to be done."""
        self._building.start()

    def _build_next(self) -> None:
        missing = next((key for key in _PAGES if key not in self._built), None)
        if missing is not None:
            self.step(missing)
            self._building.start()

    @property
    def file(self) -> FileStep:
        """The page of the file."""
        return self.step("file")

    @property
    def shape(self) -> ShapeStep:
        """The page of the kind of table."""
        return self.step("shape")

    @property
    def columns(self) -> ColumnsStep:
        """The page of the columns."""
        return self.step("columns")

    @property
    def check(self) -> CheckStep:
        """The page of the rows."""
        return self.step("check")

    @property
    def rules(self) -> RulesStep:
        """The page of the rules."""
        return self.step("policy")

    @property
    def changes(self) -> ChangesStep:
        """The page of what is different from the last file."""
        return self.step("changes")

    def _connect(self, page: QWidget) -> None:
        for name, meaning in _MEANINGS.get(type(page), {}).items():
            kind, function = meaning
            bearer = getattr(self, kind)
            getattr(page, name).connect(lambda *said, means=function, bears=bearer: bears.emit(means, said))
        for name in _PASSED_ON.get(type(page), ()):
            getattr(page, name).connect(getattr(self, name))

    def show_draft(self, draft: Draft) -> None:
        """Shows the draft's step."""
        for key in ("columns", "changes"):
            if key in self._built:
                self.step(key).show_refusal("")
        self.step(draft.step).show_draft(draft)
        heading, sentence = _HEADINGS[draft.step]
        self.heading.setText(say(heading))
        self.sentence.setText(say(sentence))
        self.stack.setCurrentWidget(self.step(draft.step))

    def show_outcomes(self, compared: Outcomes) -> None:
        """Says beside each answer on the page what churn it would give."""
        for doubt, outcomes in compared:
            # The person may be at another step by now.
            self.step(step_of(doubt)).show_outcomes(doubt, outcomes)

    def show_ruled(self, churn: Message, limits: Sequence[InactivityChoice]) -> None:
        """Says on the page of rules what churn they come to."""
        self.rules.show_outcome(churn, limits)

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
