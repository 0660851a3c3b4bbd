"""The import that a file follows: next month's export of the same program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.ledger.dataset import Dataset
    from churndesk.ledger.policy import Policy
    from churndesk.reading.table import ReadOptions
    from churndesk.shapes.mapping import Mapping


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One table of the earlier import: where its file lies now, and how it is read."""

    path: Path
    options: ReadOptions


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """What was imported before: its rows, how they were understood, by which rules, and its tables' files.

    `parts` are as many as the dataset's sources, in the same order; `file` is what a person knows it by.
    """

    file: str
    dataset: Dataset
    mapping: Mapping
    policy: Policy
    parts: tuple[Part, ...]

    @property
    def edited(self) -> bool:
        """Whether anything was said of single rows."""
        mapping = self.mapping
        return bool(mapping.skip or mapping.fixes or mapping.keep or mapping.as_written or any(mapping.others))
