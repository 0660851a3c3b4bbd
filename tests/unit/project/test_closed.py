from __future__ import annotations

import base64
import zlib
from datetime import date

import pytest

from churndesk.project.blobs import Blobs
from churndesk.project.closed import ClosedPeriod, FrozenCustomer, pack, unpack, with_other_ids
from churndesk.project.project import Project
from churndesk.project.state import project_of, state_of

EVERYBODY = (
    FrozenCustomer("007", "kept", 12.5, 12.5),
    FrozenCustomer("Łódź 会員", "lost", 9.99, 0.0),
    FrozenCustomer("7.0", "new", None, None),
)


def test_customers_come_back_as_they_were_packed() -> None:
    assert unpack(pack(EVERYBODY)) == EVERYBODY
    assert unpack(pack([])) == ()
    assert unpack("") == ()


@pytest.mark.parametrize(
    "packed",
    [
        "no such thing",
        "~~~",
        base64.b85encode(b"not compressed").decode(),
        base64.b85encode(zlib.compress(b"[1, 2]")).decode(),
        base64.b85encode(zlib.compress(b'[["a"], [], [], []]')).decode(),
        base64.b85encode(zlib.compress(b"[" * 100_000)).decode(),
    ],
)
def test_a_damaged_list_names_nobody(packed: str) -> None:
    assert unpack(packed) == ()


def test_a_hundred_thousand_customers_take_little_room() -> None:
    packed = pack([FrozenCustomer(f"C-{number:06}", "kept", 20.0, 20.0) for number in range(100_000)])
    assert len(packed) < 600_000


def test_a_project_keeps_its_closed_periods() -> None:
    closed = ClosedPeriod(
        date(2024, 1, 1), date(2024, 1, 31), "month", date(2024, 2, 3), (("lost", 2.0),), customers=pack(EVERYBODY)
    )
    project = Project(name="a", closed=(closed,))
    assert project_of(state_of(project).json, Blobs()) == project


def test_a_shared_copy_bears_other_ids() -> None:
    closed = ClosedPeriod(date(2024, 1, 1), date(2024, 1, 31), "month", date(2024, 2, 3), customers=pack(EVERYBODY))
    coded = with_other_ids(closed, lambda name: f"x{len(name)}")
    assert [one.id for one in unpack(coded.customers)] == ["x3", "x7", "x3"]
    assert [one.part for one in unpack(coded.customers)] == ["kept", "lost", "new"]
