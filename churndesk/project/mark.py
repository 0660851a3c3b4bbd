"""By which a later state of a document is told from an earlier one, wherever the two lie.

After a crash a copy may turn up that should have been removed: because the disk failed just then, or because the power
went before the removal was on it. It must not be offered as if it were newer than what was saved since.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """One state of one document: its line, which goes on from a crash to the recovery, and the number of its edits."""

    line: str = field(default_factory=lambda: os.urandom(16).hex())
    step: int = 0

    def next(self) -> Mark:
        """The mark of the state after another edit."""
        return Mark(self.line, self.step + 1)

    def replaces(self, other: Mark | None) -> bool:
        """Whether this is the same or a later state of the same document."""
        return other is not None and self.line == other.line and self.step >= other.step

    @property
    def record(self) -> dict[str, object]:
        """The mark as JSON has it."""
        return {"line": self.line, "step": self.step}


def mark_of(record: object) -> Mark | None:
    """The mark that a record holds; None where it holds none."""
    if not isinstance(record, dict):
        return None
    line, step = record.get("line"), record.get("step")
    return Mark(line, step) if isinstance(line, str) and isinstance(step, int) else None
