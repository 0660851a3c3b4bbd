from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from churndesk.shapes import Given, suggest, understand
from churndesk.shapes.identity import codes_of, id_texts
from churndesk.shapes.likeness import alike, joined, likeness
from churndesk.shapes.wording import visible
from tests.unit.shapes.tables import column, csv


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        (["101.0", "101"], (("101.0", "101"),)),
        (["Anna@x.org", "ben@x.org", "anna@x.org"], (("Anna@x.org", "anna@x.org"),)),
        (["A 1", "A1", "a  1"], (("A 1", "A1", "a  1"),)),
        (["１２３", "123"], (("１２３", "123"),)),
        (["00123", "123", "0123"], ()),
        (["Müller", "Muller"], ()),
        (["v1.0", "v1"], ()),
        ([], ()),
    ],
)
def test_ids_that_differ_by_their_writing_alone(texts: list[str], groups: tuple[tuple[str, ...], ...]) -> None:
    assert alike(texts) == groups


@given(st.lists(st.text("Aa1é .0\u200b\u3000-", min_size=1, max_size=4), max_size=6))
def test_joining_all_at_once_joins_what_is_alike_one_by_one(texts: list[str]) -> None:
    texts = [text for text in id_texts(column("id", texts).values) if text]
    found = joined(texts)
    for text, other in zip(texts, found, strict=True):
        assert likeness(visible(text)).replace(".0", "") == likeness(visible(other)).replace(".0", "")


@given(st.lists(st.one_of(st.text("Aa1 '-\n\t", max_size=4), st.integers(0, 99), st.floats(0, 9)), max_size=6))
def test_ids_come_out_the_same_one_by_one_and_all_together(cells: list[object]) -> None:
    values = column("id", cells).values
    together = id_texts(values)
    alone = [id_texts(values[place : place + 1])[0] for place in range(len(values))]
    assert together == alone
    assert all(text == text.strip() for text in together)


def test_each_row_has_its_customer_whether_or_not_ids_come_again() -> None:
    rows = np.array([1, 0, -1, 1], dtype=np.int32)
    codes, ids = codes_of(["A", "B"], rows)
    assert (codes.tolist(), list(ids)) == ([1, 0, -1, 1], ["A", "B"])
    codes, ids = codes_of(["A", "A", ""], np.array([0, 1, 2, -1], dtype=np.int32))
    assert (codes.tolist(), list(ids)) == ([0, 0, -1, -1], ["A"])


def test_spellings_are_merged_by_the_mapping_and_told_apart_again_by_it() -> None:
    raw = csv("customer,date,amount\nAnna,2024-01-05,1.50\nanna,2024-02-05,2.50\nBen,2024-02-06,2.50")
    asked = suggest(raw)
    assert [doubt.code for doubt in asked.doubts] == ["ids-alike"]
    assert list(understand([raw], asked.mapping).customers.ids) == ["Anna", "Ben"]
    undone = suggest(raw, Given(formats=(("customer", "keep"),)))
    assert undone.doubts == ()
    assert list(understand([raw], undone.mapping).customers.ids) == ["Anna", "anna", "Ben"]
