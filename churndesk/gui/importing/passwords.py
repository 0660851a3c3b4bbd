"""The passwords that a person gives for the workbooks of one import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.gui import ask
from churndesk.reading import NeedsPassword, ReadOptions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from churndesk.words import NotPossible


class Passwords:
    """Held as long as the wizard is open, and never kept."""

    def __init__(self) -> None:
        self._given: tuple[str, ...] = ()

    @property
    def options(self) -> ReadOptions:
        """How the files are first read."""
        return ReadOptions(passwords=self._given)

    def asked(self, parent: QWidget, refusal: NotPossible) -> bool:
        """Whether a password was what was missing, and the person has given one more to try."""
        password = ask.password(parent, refusal.sentence) if isinstance(refusal, NeedsPassword) else None
        self._given = (*self._given, password) if password else self._given
        return bool(password)
