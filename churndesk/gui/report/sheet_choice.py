"""Which sheets go into the workbook: a check box each, with what the sheet holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.export import SheetKind

#: How far the sentence below a check box is moved in, to stand under its words.
_INDENT = 28


class SheetChoice(Card):
    """Offers the sheets that have something to say; all are in until one is taken out. `changed` after each choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("What goes in"))
        self.boxes: dict[str, QCheckBox] = {}
        self._left_out: set[str] = set()
        self._shown: tuple[str, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(1)
        self.body.addLayout(self._list)
        self.body.addStretch()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The keys of those that were taken out, of this table's or another's."""
        return tuple(sorted(self._left_out))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the sheets that go in, in their order."""
        return tuple(key for key in self._shown if key not in self._left_out)

    def show_sheets(self, kinds: Sequence[SheetKind], left_out: Sequence[str] = ()) -> None:
        """Offers these; those `left_out` have no tick."""
        self._left_out = set(left_out)
        keys = tuple(kind.key for kind in kinds)
        if keys == self._shown:
            for key, box in self.boxes.items():
                box.setChecked(key not in self._left_out)
            return
        self._shown = keys
        self._clear()
        for kind in kinds:
            self._add(kind)

    def _add(self, kind: SheetKind) -> None:
        box = QCheckBox(say(kind.title))
        box.setAccessibleDescription(say(kind.holds))
        box.setChecked(kind.key not in self._left_out)
        box.clicked.connect(lambda checked, key=kind.key: self._choose(key, checked=checked))
        words = Text(say(kind.holds), tone="muted", size=0.92)
        words.setContentsMargins(_INDENT, 0, 0, 8)
        self.boxes[kind.key] = box
        self._list.addWidget(box, alignment=Qt.AlignmentFlag.AlignLeft)
        self._list.addWidget(words)

    def _clear(self) -> None:
        self.boxes = {}
        while self._list.count():
            widget = self._list.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()

    def _choose(self, key: str, *, checked: bool) -> None:
        if checked:
            self._left_out.discard(key)
        else:
            self._left_out.add(key)
        self.changed.emit()
