from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from churndesk.gui.importing import sums
from churndesk.importing import ControlTotal

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

GOOD = [ControlTotal("Fee", 10.0, 10.0, f"{month}") for month in range(1, 11)]
BAD = [ControlTotal("Fee", 10.0, 9.0, f"bad {month}") for month in range(6)]


@pytest.mark.parametrize(
    ("totals", "lines"),
    [
        (GOOD[:2], ["1: “Fee”", "2: “Fee”"]),
        (GOOD, ["10 totals of the file agree."]),
        ([*GOOD, BAD[0]], ["10 totals", "bad 0: “Fee”"]),
        ([*GOOD, *BAD], ["10 totals", "bad 0:", "bad 1:", "bad 2:", "bad 3:", "And 2 more that don't."]),
    ],
)
def test_a_year_of_sheets_leaves_room_for_the_rows(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, totals: list[ControlTotal], lines: list[str]
) -> None:
    made = sums.Sums()
    qtbot.addWidget(made)
    monkeypatch.setattr(sums, "control_totals", lambda _: totals)
    source: Any = SimpleNamespace(rows_read=1, rows_used=1, set_aside=())
    draft: Any = SimpleNamespace(dataset=SimpleNamespace(sources=(source,)))
    made.show_draft(draft)
    told = [text.text() for text in made.controls]
    assert len(told) == len(lines)
    assert all(line.startswith(begin) for line, begin in zip(told, lines, strict=True))
