"""The invented businesses that come with the program, for a first look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from churndesk import resources
from churndesk.words import message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.words import Message


class Sample(NamedTuple):
    """One sample: its file in `resources/samples`, and what it is."""

    file: str
    icon: str
    title: Message
    sentence: Message

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return resources.path("samples", self.file)


SAMPLES: Final[tuple[Sample, ...]] = (
    Sample(
        "shop.csv",
        "receipt",
        message("A shop"),
        message("Orders of an invented shop: nobody cancels, customers just stop coming."),
    ),
    Sample(
        "subscriptions.xlsx",
        "repeat",
        message("A language school"),
        message("Courses by subscription: plans, prices, start and end dates, and reasons for leaving."),
    ),
)
