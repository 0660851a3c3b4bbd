from __future__ import annotations

import pytest

from churndesk.gui.widgets.typed_number import parsed, written
from churndesk.words import Language


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("en", "1,234.5", 1234.5),
        ("en", "12,345,678", 12345678.0),
        ("en", "1234", 1234.0),
        ("en", " 20 % ", 20.0),
        ("en", "-3.5", -3.5),
        ("en", "1,5", None),
        ("pl", "1 234,5", 1234.5),
        ("pl", "1\N{NO-BREAK SPACE}234,5", 1234.5),
        ("pl", "1234.5", 1234.5),
        ("ja", "１，２３４", 1234.0),
        ("en", "", None),
        ("en", "abc", None),
        ("en", "1-2", None),
        ("en", "--1", None),
        ("en", "1e5", None),
        ("en", "²", None),
        ("en", "nan", None),
    ],
)
def test_a_number_is_read_as_it_is_written_in_the_language(code: str, text: str, number: float | None) -> None:
    assert parsed(text, Language(code)) == number


@pytest.mark.parametrize("code", ["en", "ja", "ko", "zh_TW", "pl"])
@pytest.mark.parametrize("number", [0.0, 1234567.89, 0.05, 12.0])
def test_what_is_put_into_a_field_is_read_back(code: str, number: float) -> None:
    assert parsed(written(number, "money", Language(code)), Language(code)) == pytest.approx(number)


def test_a_rate_stands_in_per_cent() -> None:
    assert written(0.185, "rate", Language("en")) == "18.5"
