"""What is said of a workbook that can't be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.words import Message


def damaged(name: str) -> Message:
    """The sentence for a workbook that can't be opened."""
    return message(
        "The file {file} is damaged or incomplete, perhaps a download that broke off. Export or download it again.",
        file=name,
    )
