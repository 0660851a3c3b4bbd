"""How the report is handed over: workbook or PDF, language, paper, periods, currency, and with codes for names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton

from churndesk.gui.say import language, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.text import Text
from churndesk.project.project import ReportChoices
from churndesk.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Offered in this order; the data's own comes before them.
_CURRENCIES = ("EUR", "USD", "GBP", "JPY", "KRW", "TWD", "PLN", "CHF", "CZK", "SEK", "CNY", "HKD", "AUD", "CAD")
_PERIODS = (0, 12, 24, 36)


class ChoicesCard(Card):
    """Shows the choices in force; `changed` bears the new ones, `key_wanted` when the key is asked for."""

    changed = Signal(object)
    key_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("What to hand over"))
        self._choices = ReportChoices()
        self.kind = self._box(tr("Kind of file"), ((tr("Workbook"), "workbook"), (tr("PDF to print or send"), "pdf")))
        self.language = self._box(tr("Language of the report"), [(name, code) for code, name in LANGUAGES])
        self.periods = self._box(tr("Periods"), [(_periods_text(count), count) for count in _PERIODS])
        self.paper = self._box(tr("Paper"), ((tr("A4"), "a4"), (tr("Letter"), "letter")))
        names = language().locale.currencies
        self.currency = self._box(
            tr("Currency"),
            [(tr("As in your table"), ""), *((f"{code} – {names.get(code, code)}", code) for code in _CURRENCIES)],
        )
        self.currency.setToolTip(tr("Amounts are not converted; only their sign is another one."))
        self.shared = QCheckBox(tr("Codes in place of names"))
        self.shared.setAccessibleDescription(tr("For a copy that you share with others"))
        self.add(self.shared)
        words = tr(
            "Names and ids become codes, and notes are left out. The same customer has the same code next time. Only "
            "the key tells who it is; it stays in your project."
        )
        self.add(Text(words, tone="muted", size=0.92))
        self.key = QPushButton(tr("Save the key…"))
        self.key.clicked.connect(self.key_wanted)
        self.add(self.key)
        for part in ("kind", "language", "periods", "paper", "currency"):
            box: QComboBox = getattr(self, part)
            box.activated.connect(lambda _index, part=part, box=box: self._choose(part, box.currentData()))
        self.shared.clicked.connect(lambda checked: self._choose("shared", checked))

    def _box(self, title: str, entries: Sequence[tuple[str, object]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(title)
        for text, data in entries:
            box.addItem(text, data)
        label = Text(title, bold=True)
        label.setBuddy(box)
        self.add(label)
        self.add(box)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def show_choices(self, choices: ReportChoices, *, has_periods: bool, has_customers: bool) -> None:
        """Shows what is chosen; what the table has nothing for can't be chosen."""
        self._choices = choices
        shown = replace(choices, language=choices.language or language().code)
        for part in ("kind", "language", "periods", "paper", "currency"):
            box: QComboBox = getattr(self, part)
            if box.findData(getattr(shown, part)) < 0:
                box.addItem(str(getattr(shown, part)), getattr(shown, part))
            box.setCurrentIndex(box.findData(getattr(shown, part)))
        self.periods.setEnabled(has_periods)
        self.shared.setChecked(choices.shared)
        self.shared.setEnabled(has_customers)
        self.key.setVisible(choices.shared and has_customers)

    def _choose(self, part: str, value: Any) -> None:
        if getattr(self._choices, part) != value:
            self.changed.emit(replace(self._choices, **{part: value}))


def _periods_text(count: int) -> str:
    return tr("The last {count}", count=count) if count else tr("All")
