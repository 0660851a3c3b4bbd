"""The language of the window: every Message becomes text here, and only here, within gui."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from churndesk.words import LANGUAGES, Language, message

if TYPE_CHECKING:
    from churndesk.words import Message, Value


class Voice(QObject):
    """The language in force. `changed` is emitted after another one was chosen; windows then build themselves anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.language = Language("en")

    def choose(self, code: str) -> None:
        """Speaks the language of that code, one of `LANGUAGES`; an unknown one counts as English."""
        known = {own for own, _name in LANGUAGES}
        wanted = code if code in known else "en"
        if wanted != self.language.code:
            self.language = Language(wanted)
            self.changed.emit()


#: The one voice of the program.
voice = Voice()


def language() -> Language:
    """The language in force, for what is no sentence: `language().money(12, "EUR")`."""
    return voice.language


def set_language(code: str) -> None:
    """Speaks another language from now on."""
    voice.choose(code)


def say(sentence: Message) -> str:
    """The sentence as text in the language in force."""
    return voice.language.say(sentence)


def say_value(value: Value) -> str:
    """A rate, an amount of money, a date or any other value as text."""
    return voice.language.value(value)


def tr(text: str, **values: Value) -> str:
    """Short for `say(message("…"))`; the text must be a literal, so that it can be extracted for translation."""
    return voice.language.say(message(text, **values))
