"""A day and the time of day, as the person's own clock and language have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTime

from churndesk.gui.say import language
from churndesk.words import message

if TYPE_CHECKING:
    from datetime import datetime

    from churndesk.words import Message


def moment(when: datetime) -> Message:
    """The moment in the computer's own time zone: "3 March 2026, 14:05"."""
    local = when.astimezone()
    time = QLocale(language().code).toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return message("{day}, {time}", day=local.date(), time=time)


def size(number: int) -> Message:
    """A number of bytes in the unit that a person reads: "3.2 MB"."""
    from churndesk.words import Amount

    if number >= 1_000_000:
        return message("{size} MB", size=Amount(number / 1_000_000, 1))
    return message("{size} kB", size=Amount(max(number / 1000, 0.1), 1))
