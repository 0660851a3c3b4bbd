"""Where in a person's files the rows of a dataset stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Dataset, Indices


@dataclass(frozen=True, slots=True, eq=False)
class Origins:
    """For each of some rows its file, its sheet ("" for a text file) and its number there, 0 where there is none."""

    source: Indices
    file: npt.NDArray[np.object_]
    sheet: npt.NDArray[np.object_]
    number: Indices

    def __len__(self) -> int:
        return len(self.number)

    @property
    def has_sheets(self) -> bool:
        """Whether any of the rows stands in a workbook."""
        return any(self.sheet)


def origins_of(dataset: Dataset, rows: npt.NDArray[np.integer]) -> Origins:
    """Where these rows of the dataset stand; -1 is a row that there isn't."""
    there = rows >= 0
    source = np.where(there, dataset.rows.source[rows], -1).astype(np.int32)
    number = np.where(there, dataset.rows.row[rows], 0).astype(np.int32)
    files = np.array([*(one.file for one in dataset.sources), ""], dtype=object)
    sheets = np.array([*(one.sheet for one in dataset.sources), ""], dtype=object)
    known = np.where(source < len(dataset.sources), source, -1)
    return Origins(known, files[known], sheets[known], number)
