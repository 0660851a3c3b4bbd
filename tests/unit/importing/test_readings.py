from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk import importing
from churndesk.words import Language

if TYPE_CHECKING:
    from pathlib import Path

#: Under the first reading A2 leaves in March, under the second in April; see the worked figures below.
AMBIGUOUS = "Member,Joined,Left\nA1,01/01/2024,\nA2,01/01/2024,04/03/2024\nA3,02/01/2024,\nA4,01/05/2024,\n"


@pytest.fixture
def draft(tmp_path: Path) -> importing.Draft:
    path = tmp_path / "list.csv"
    path.write_text(AMBIGUOUS, "utf-8")
    return importing.loaded(importing.begin(path))


def test_each_reading_comes_with_its_own_churn(draft: importing.Draft) -> None:
    (doubt, *_) = importing.unsettled(draft)
    told = {choice.value: Language().say(said) for choice, said in importing.readings(draft, doubt)}
    assert set(told) == {choice.value for choice in doubt.choices}
    assert len(set(told.values())) == len(told)


def test_the_churn_is_pooled_over_complete_months(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "A1,2024-01-01,\nA2,2024-01-01,2024-03-04\nA3,2024-01-02,\nA4,2024-01-05,2024-05-31\n"
    path.write_text("Member,Joined,Left\n" + rows, "utf-8")
    draft = importing.checked(importing.loaded(importing.begin(path)))
    assert draft.dataset is not None
    told = Language().say(importing.churn_told(draft.dataset, draft.policy))
    # February to May: 4, 4, 3 and 3 at the start, 1 lost in March and 1 in May: 2 / 14.
    assert told == "14.3% of the customers leave a month (over 4 months, until May 31, 2024)."


def test_a_snapshot_tells_the_share_that_left(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.csv"
    rows = "".join(f"{n:04d}-X,{1 + n},{'Yes' if n % 4 == 0 else 'No'}\n" for n in range(20))
    path.write_text("customerID,tenure,Churn\n" + rows, "utf-8")
    draft = importing.checked(importing.loaded(importing.begin(path)))
    assert draft.dataset is not None
    assert Language().say(importing.churn_told(draft.dataset, draft.policy)) == "25.0% of the customers have left."


def test_a_reading_that_gives_nothing_says_why(draft: importing.Draft) -> None:
    without = importing.with_role(draft, 1, "")
    for doubt in importing.unsettled(without):
        for _, said in importing.readings(without, doubt):
            assert Language().say(said)
