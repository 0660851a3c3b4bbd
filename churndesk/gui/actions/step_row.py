"""One step of a strategy: to tick, and, opened, with who does it, until when, and a note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QToolButton, QWidget

from churndesk.gui import icons
from churndesk.gui.actions.due_button import DueButton
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.text import Text
from churndesk.project.project import StepNote

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QMouseEvent

    from churndesk.strategies import Step

_LONGEST = 2000
#: The height of the box and of the button; the first line of the text stands level with their middles.
_LINE = 28


class StepRow(QWidget):
    """`edited` bears the step's key and its new note; the row shows what the document says, never what it holds."""

    edited = Signal(str, object)

    def __init__(self, step: Step, day: date) -> None:
        super().__init__()
        self._key = step.key
        self._today = day
        self._note = StepNote()
        said = say(step.text)
        self.tick = QCheckBox()
        self.tick.setAccessibleName(said)
        self.tick.setFixedHeight(_LINE)
        self.words = _Words(said)
        level = max(0, (_LINE - self.words.fontMetrics().height()) // 2)
        self.words.setContentsMargins(0, level, 0, level)
        self.aside = Text(tone="muted", size=0.92)
        self.more = QToolButton(icon=icons.icon("pencil"))
        self.more.setIconSize(QSize(16, 16))
        self.more.setFixedSize(_LINE, _LINE)
        self.more.setCheckable(True)
        self.more.setToolTip(tr("Who, until when, and a note"))
        self.more.setAccessibleName(tr("Who, until when, and a note: {step}", step=said))
        self.owner = self._line(tr("Who does it"), 120)
        self.due = DueButton(said, day)
        self.note = self._line(tr("Note"), _LONGEST)
        self.editor = QWidget()
        self.editor.hide()
        self._place()
        self._connect()

    def _line(self, name: str, longest: int) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.setMaxLength(longest)
        return line

    def _place(self) -> None:
        row = QHBoxLayout(self.editor)
        row.setContentsMargins(0, 2, 0, 4)
        row.setSpacing(8)
        row.addWidget(self.owner, 2)
        row.addWidget(self.due)
        row.addWidget(self.note, 3)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(0)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.tick, 0, 0, alignment=top)
        grid.addWidget(self.words, 0, 1)
        grid.addWidget(self.more, 0, 2, alignment=top)
        grid.addWidget(self.aside, 1, 1, 1, 2)
        grid.addWidget(self.editor, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.tick.clicked.connect(lambda on: self._edit(ticked=on))
        self.words.pressed.connect(self.tick.click)
        self.more.toggled.connect(self._open)
        self.owner.editingFinished.connect(lambda: self._edit(owner=self.owner.text().strip()))
        self.note.editingFinished.connect(lambda: self._edit(note=self.note.text().strip()))
        self.due.chosen.connect(lambda day: self._edit(due=day))

    def show_note(self, note: StepNote) -> None:
        """Shows what the document says of this step."""
        self._note = note
        self.tick.setChecked(note.ticked)
        self.words.set_tone("muted" if note.ticked else "")
        self.due.show_day(note.due)
        for line, text in ((self.owner, note.owner), (self.note, note.note)):
            if line.text().strip() != text:
                line.setText(text)
        self._show_aside()

    def _show_aside(self) -> None:
        note = self._note
        parts = [note.owner, self._due(note), note.note]
        shown = " · ".join(part for part in parts if part)
        self.aside.set_tone("bad" if self._late(note) else "muted")
        self.aside.show_text("" if self.more.isChecked() else shown)

    def _late(self, note: StepNote) -> bool:
        return note.due is not None and note.due < self._today and not note.ticked

    def _due(self, note: StepNote) -> str:
        if note.due is None:
            return ""
        return tr("overdue since {day}", day=note.due) if self._late(note) else tr("due {day}", day=note.due)

    def _open(self, on: bool) -> None:
        self.editor.setVisible(on)
        self._show_aside()
        if on:
            self.owner.setFocus()

    def _edit(self, **changes: object) -> None:
        note = replace(self._note, **changes)
        if note != self._note:
            self.edited.emit(self._key, note)


class _Words(Text):
    """The text beside the box; pressing it ticks, as with any check box."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Is the text's own, or the release would go to what lies below."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ticks."""
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()
