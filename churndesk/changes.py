"""What is new in each version, as resources/changes.md tells the people who use it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from churndesk import resources
from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Release:
    """One version, the day it came out (None = it is still being worked on), and what is new in it, a text each."""

    version: str
    day: date | None
    lines: tuple[str, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """The same texts as sentences that can be said in every language."""
        return tuple(Message(line) for line in self.lines)


def releases(text: str | None = None) -> tuple[Release, ...]:
    """Every version in the file (or in `text`), the newest first.

    Raises:
        ValueError: a heading isn't "## VERSION · YEAR-MONTH-DAY", or "not yet" in place of the day.
    """
    written = resources.path("changes.md").read_text("utf-8") if text is None else text
    return tuple(_release(part) for part in re.split(r"^## ", written, flags=re.MULTILINE)[1:])


def _release(part: str) -> Release:
    heading, _, body = part.partition("\n")
    match = re.fullmatch(r"(\d+\.\d+\.\d+) · (\d{4}-\d{2}-\d{2}|not yet)", heading.strip())
    if match is None:
        raise ValueError(f"Not a heading of a version: {heading}")
    lines = re.findall(r"^- (.+(?:\n  .+)*)", body, re.MULTILINE)
    day = None if match[2] == "not yet" else date.fromisoformat(match[2])
    return Release(match[1], day, tuple(re.sub(r"\s+", " ", line) for line in lines))
