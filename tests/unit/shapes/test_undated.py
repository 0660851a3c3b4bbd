from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.project.columns import packed, unpacked
from churndesk.shapes import suggest, understand
from tests.unit.shapes.tables import csv

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset

LIST = """Member,Joined,Left,Status,Plan
001,2024-01-05,,active,basic
002,2024-01-07,2024-03-10,cancelled,basic
003,2024-02-01,,cancelled,plus
004,,2024-04-02,cancelled,plus
005,2024-02-03,soon,cancelled,basic
006,2024-02-05,2024-01-01,cancelled,basic
,2024-02-05,,cancelled,basic
008,2024-02-08,,active,basic
"""


def read(text: str) -> Dataset:
    table = csv(text)
    return understand([table], suggest(table).mapping)


def test_stays_without_a_day_are_kept_aside_with_what_is_known_of_them() -> None:
    found = read(LIST)
    assert found.customers.ids.tolist() == ["001", "002", "008"]
    rows = found.undated
    assert rows is not None
    assert rows.ids.tolist() == ["003", "004", "005"]
    assert rows.customer.tolist() == [-1, -1, -1]
    assert rows.left.tolist() == [True, False, True]
    assert rows.end_unread.tolist() == [False, False, True]
    assert np.isnat(rows.start).tolist() == [False, True, False]
    assert str(rows.end[1]) == "2024-04-02"
    assert rows.row.tolist() == [4, 5, 6]
    assert [[one.values[code] for code in one.codes] for one in rows.categories] == [["plus", "plus", "basic"]]


def test_a_list_with_all_its_days_has_none() -> None:
    assert read("Member,Joined,Left\n1,2024-01-05,\n2,2024-01-07,2024-03-10\n").undated is None


def test_they_are_kept_with_the_project() -> None:
    found = read(LIST)
    again = unpacked(packed(found)).undated
    assert again is not None
    assert again.ids.tolist() == found.undated.ids.tolist()
    assert again.left.tolist() == [True, False, True]
