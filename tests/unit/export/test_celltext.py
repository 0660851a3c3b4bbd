from __future__ import annotations

import pytest

from churndesk.export.celltext import LONGEST, clean, looks_like_formula
from tests.unit.export.studies import RISKY


@pytest.mark.parametrize("text", RISKY)
def test_what_could_be_run_is_recognised_after_cleaning(text: str) -> None:
    assert looks_like_formula(clean(text))


@pytest.mark.parametrize("text", ["Bakery", "a=1", "12", "", "'=1", "Łódź", "カフェ"])
def test_plain_text_is_left_alone(text: str) -> None:
    assert clean(text) == text
    assert not looks_like_formula(text)


def test_white_space_in_front_hides_nothing() -> None:
    assert looks_like_formula("  =1+1")
    assert looks_like_formula("\n@SUM(1)")


def test_no_control_character_and_no_broken_one_is_left() -> None:
    every = "".join(map(chr, range(0x20))) + "\x7f\x85\ud800\ufffe"
    assert clean(every) == " \n\n" + "\N{REPLACEMENT CHARACTER}" * 2


def test_line_ends_become_one_kind() -> None:
    assert clean("a\r\nb\rc\td") == "a\nb\nc d"


@pytest.mark.parametrize("char", ["x", "漢", "😀"])
def test_a_cell_takes_only_so_many_characters(char: str) -> None:
    cut = clean(char * 40_000)
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert cut.endswith("…")
    assert set(cut) == {char, "…"}
