"""How long work tells where it stands, and how it is told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from churndesk.words import Message


class Cancelled(Exception):  # noqa: N818  (not an error: the person asked for it)
    """Raised inside `report` when the work is no longer wanted."""


class Report(Protocol):
    """Called by long work every 50 ms or so: it shows progress, and raises `Cancelled` to stop the work.

    `fraction` is the share done, 0 to 1, or None where the length isn't known; `what` says the step in words.
    """

    def __call__(self, fraction: float | None = None, what: Message | None = None) -> None:
        """Takes note of the progress.

        Raises:
            Cancelled: the work is no longer wanted.
        """


def silent(fraction: float | None = None, what: Message | None = None) -> None:
    """A `Report` that shows nothing and never cancels."""
