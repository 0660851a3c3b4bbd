"""The numbers that go into a metric, from the data or typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.number_field import NumberField
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from churndesk.metrics import Input, Inputs, Result

#: What a calculator that isn't filled in yet answers: no reason to complain.
_NOT_YET = "missing"


class InputsCard(Card):
    """A field for every declared input.

    Signals:
        edited: something is being typed; `numbers` has what the fields say so far.
        committed: an input's key and the number that was typed.
        put_back: the key of an input whose data shall hold again.
        cleared: nothing that was typed is wanted any more.
    """

    edited = Signal()
    committed = Signal(str, float)
    put_back = Signal(str)
    cleared = Signal()

    def __init__(self, declared: tuple[Input, ...], currency: str | None) -> None:
        super().__init__(tr("Your numbers"))
        self.origin = Text(tone="muted")
        self.add(self.origin)
        self.fields: dict[str, NumberField] = {}
        self.body.setSpacing(12)
        for one in declared:
            field = NumberField(one, currency)
            field.edited.connect(self.edited)
            field.committed.connect(partial(self.committed.emit, one.key))
            field.put_back.connect(partial(self.put_back.emit, one.key))
            self.fields[one.key] = field
            self.add(field)
        self.refusal = Text(tone="bad")
        self.refusal.hide()
        self.add(self.refusal)
        self.clear = QPushButton(tr("Clear what I typed"))
        self.clear.setProperty("look", "quiet")
        self.clear.clicked.connect(self.cleared)
        self.head.addWidget(self.clear)
        self.body.addStretch(1)

    def show_numbers(self, from_data: Inputs, typed: Mapping[str, float], origin: str) -> None:
        """Shows what the data says and what was typed; `origin` says where the data's numbers come from."""
        for key, field in self.fields.items():
            field.show_number(from_data.get(key), typed.get(key))
        self.origin.show_text(origin)
        self.clear.setVisible(bool(typed))

    def begin(self) -> None:
        """Puts the keyboard into the first field."""
        next(iter(self.fields.values())).line.setFocus()

    @property
    def numbers(self) -> dict[str, float | None]:
        """What the fields say now."""
        return {key: field.number for key, field in self.fields.items()}

    @property
    def being_typed(self) -> bool:
        """Whether somebody is typing into a field."""
        return any(field.line.hasFocus() and field.line.isModified() for field in self.fields.values())

    @property
    def has_faults(self) -> bool:
        """Whether some field says why its own text can't be taken."""
        return any(field.line.property("wrong") == "true" for field in self.fields.values())

    def show_refusal(self, result: Result | None) -> None:
        """Says beside the numbers why they can't be right together; nothing for None."""
        undefined = result.undefined if result is not None and not self.has_faults else None
        refused = undefined is not None and undefined.code != _NOT_YET
        self.refusal.show_text(say(undefined.text) if refused else "")
