"""What is wrong with a file, and what can't be done: always a sentence, never a traceback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.words.message import Message


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a person's data that they should know of: where it stands, what it says, what to do.

    `row` is the row's number in the file as a spreadsheet counts it, from 1; `column` the heading, or #n.
    `code` is a stable name for grouping ("date-unreadable"); `count` how many cells or rows it stands for, where
    one line speaks for many; `cell` the original text. A `serious` one changes a figure.
    """

    code: str
    text: Message
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    cell: str = ""
    count: int = 1
    serious: bool = False


class NotPossible(Exception):  # noqa: N818  (it is said to a person, not an error of the program)
    """What was asked for can't be done; `sentence` says which file, where, and what to do instead."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence.text)
        self.sentence = sentence

    def __reduce__(self) -> tuple[type[NotPossible], tuple[Message]]:
        """Lets the error cross from a child process with its sentence."""
        return type(self), (self.sentence,)
