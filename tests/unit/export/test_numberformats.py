from __future__ import annotations

import pytest

from churndesk.export import numberformats
from churndesk.words import LANGUAGES, Language


@pytest.mark.parametrize(
    ("code", "currency", "written"),
    [
        ("en", "USD", '"$"#,##0.00'),
        ("en", "CHF", '"CHF "#,##0.00'),
        ("ja", "JPY", '"￥"#,##0'),
        ("ko", "KRW", '"₩"#,##0'),
        ("pl", "PLN", '#,##0.00" zł"'),
        ("pl", None, "#,##0.00"),
    ],
)
def test_money_by_language_and_currency(code: str, currency: str | None, written: str) -> None:
    assert numberformats.money(Language(code), currency) == written


def test_a_made_up_currency_cannot_break_out_of_its_quotes() -> None:
    made = numberformats.money(Language("en"), 'X"[Red]')
    assert made == '"X[Red]"#,##0.00'


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", "[$-409]mmm d, yyyy"),
        ("ja", "yyyy/mm/dd"),
        ("ko", "yyyy. m. d."),
        ("zh_TW", 'yyyy"年"m"月"d"日"'),
        ("pl", "[$-415]d mmm yyyy"),
    ],
)
def test_days_by_language(code: str, written: str) -> None:
    assert numberformats.day(Language(code)) == written


def test_every_language_has_its_formats() -> None:
    for code, _name in LANGUAGES:
        assert "yyyy" in numberformats.day(Language(code))
        assert "#,##0" in numberformats.money(Language(code), "EUR")
