"""A question that only the owner can answer, with the readings to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.words.message import Message


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible reading: `value` is what an option or a mapping takes, `label` what a person reads.

    `example` shows a cell as this reading understands it ("03/04/2024 is 3 April 2024").
    """

    value: str
    label: Message
    example: Message | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What could be read in more than one way.

    `choices` come best first; the first is what `--yes` takes. Without any, no reading fits and nothing is guessed.
    `option` names the command-line option that settles it, such as `--format start=dmy`. `about` is the heading of
    the column concerned, or empty. Only one that `changes_figure` stops the command line.
    """

    code: str
    text: Message
    choices: tuple[Choice, ...] = ()
    option: str = ""
    about: str = ""
    changes_figure: bool = True

    @property
    def settled_by_default(self) -> bool:
        """Whether `--yes` may take the first choice."""
        return bool(self.choices)
