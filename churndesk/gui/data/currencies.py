"""A box to choose a currency from, or to type one into."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QCompleter

from churndesk.gui.say import language, tr

#: Offered first; any other code can be typed.
USUAL = ("EUR", "USD", "GBP", "JPY", "KRW", "TWD", "PLN", "CHF", "CZK", "SEK", "CNY", "HKD", "AUD", "CAD", "BRL", "INR")


class CurrencyBox(QComboBox):
    """Offers the usual currencies by code and name. `chosen` bears the code, "" for "not stated"."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        names = language().locale.currencies
        self.addItem(tr("not stated"), "")
        for code in USUAL:
            self.addItem(f"{code} – {names.get(code, code)}", code)
        self.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._code = ""
        self.activated.connect(lambda _index: self._take())
        self.lineEdit().editingFinished.connect(self._take)

    def show_code(self, code: str | None) -> None:
        """Shows the currency in force."""
        self._code = code or ""
        if self.findData(self._code) < 0:
            self.addItem(self._code, self._code)
        self.setCurrentIndex(self.findData(self._code))

    def _take(self) -> None:
        code = self._typed()
        if code is None:
            self.show_code(self._code)
        elif code != self._code:
            self._code = code
            self.chosen.emit(code)

    def _typed(self) -> str | None:
        """The code that the text names; None where it names none."""
        from babel.core import get_global

        text = self.currentText().strip()
        at = self.findText(text)
        if at >= 0:
            return self.itemData(at)
        code = text[:3].upper()
        return code if code in get_global("all_currencies") else None
