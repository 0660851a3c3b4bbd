from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from churndesk import importing
from churndesk.importing import Spellings
from churndesk.importing.known import with_known

if TYPE_CHECKING:
    from pathlib import Path

ROWS = """E-mail,Joined,Left
Ann@x.org,2024-01-13,
ann@x.org,2024-02-14,
101.0,2024-01-15,2024-03-20
101,2024-01-15,2024-03-20
Ben@x.org,2024-01-13,2024-04-02
"""


@pytest.fixture
def draft(tmp_path: Path) -> importing.Draft:
    path = tmp_path / "members.csv"
    path.write_text(ROWS, "utf-8")
    return importing.with_role(importing.loaded(importing.begin(path)), 0, "customer")


def ids(draft: importing.Draft) -> set[str]:
    done = importing.checked(draft)
    assert done.dataset is not None
    return set(done.dataset.customers.ids.tolist())


def test_each_group_is_joined_until_it_is_said_otherwise(draft: importing.Draft) -> None:
    assert importing.spellings(draft) == (
        Spellings(("Ann@x.org", "ann@x.org"), joined=True),
        Spellings(("101.0", "101"), joined=True),
    )
    assert ids(draft) == {"Ann@x.org", "101", "Ben@x.org"}


def test_one_group_is_kept_apart_and_the_other_joined(draft: importing.Draft) -> None:
    ann, number = importing.spellings(draft)
    said = importing.with_spellings(draft, (replace(ann, joined=False), number))
    assert ids(said) == {"Ann@x.org", "ann@x.org", "101", "Ben@x.org"}
    assert [group.joined for group in importing.spellings(said)] == [False, True]
    assert not [doubt for doubt in importing.unsettled(said) if doubt.code == "ids-alike"]


def test_it_is_taken_back(draft: importing.Draft) -> None:
    groups = importing.spellings(draft)
    apart = importing.with_spellings(draft, [replace(group, joined=False) for group in groups])
    assert ids(apart) == {"Ann@x.org", "ann@x.org", "101.0", "101", "Ben@x.org"}
    assert ids(importing.with_spellings(apart, groups)) == ids(draft)


def test_who_they_are_is_not_kept_for_other_projects(draft: importing.Draft) -> None:
    ann, number = importing.spellings(draft)
    said = importing.with_spellings(draft, (replace(ann, joined=False), number))
    assert said.mapping is not None
    assert said.mapping.columns[0].meanings
    (known,) = with_known((), "members.csv", said.mapping)
    assert known.mapping.columns[0].meanings == ()
