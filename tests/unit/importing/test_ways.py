from __future__ import annotations

from pathlib import Path

from churndesk.importing.draft import Draft
from churndesk.importing.ways import choices_of
from churndesk.shapes import SHAPES
from churndesk.words import Doubt, message
from tests.unit.importing.tables import column, format_doubt, table

DRAFT = Draft((Path("list.csv"),), tables=(table(column("Name", "A"), column("", "B")),))


def values(option: str, about: str = "") -> list[str]:
    return [choice.value for choice in choices_of(DRAFT, Doubt("x", message("Which?"), option=option, about=about))]


def test_a_doubt_s_own_choices_come_first() -> None:
    assert choices_of(DRAFT, format_doubt()) == format_doubt().choices


def test_the_option_names_what_can_be_answered() -> None:
    assert values("--map start=COLUMN") == ["#1", "#2"]
    assert values("--currency EUR|USD") == ["EUR", "USD"]
    assert values("--format Joined=dmy|mdy|ymd", "Joined") == ["dmy", "mdy", "ymd"]
    assert values("--shape NAME") == [shape.key for shape in SHAPES]
    assert len(values("--format Month=YEAR", "Month")) == 15


def test_what_no_option_settles_has_no_answer() -> None:
    assert values("") == []
