from __future__ import annotations

import pickle
from datetime import date

import pytest

from churndesk.words import (
    LANGUAGES,
    Amount,
    Language,
    Message,
    Money,
    NotPossible,
    PeriodName,
    Rate,
    Series,
    message,
    plural,
    sense,
    system_language,
)


@pytest.mark.parametrize(
    ("code", "rate", "money", "month"),
    [
        ("en", "1.8%", "$1,234.50", "March 2026"),
        ("ja", "1.8%", "$1,234.50", "2026年3月"),
        ("ko", "1.8%", "US$1,234.50", "2026년 3월"),
        ("zh_TW", "1.8%", "US$1,234.50", "2026年3月"),
        ("pl", "1,8%", "1\N{NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}USD", "marzec 2026"),
    ],
)
def test_figures_follow_the_language(code: str, rate: str, money: str, month: str) -> None:
    language = Language(code)
    assert language.rate(0.018) == rate
    assert language.money(1234.5, "USD") == money
    assert language.period(PeriodName(date(2026, 3, 1), "month")) == month


def test_values_are_formatted_inside_a_sentence() -> None:
    said = message(
        "{who} paid {money} of {amount} in {period}, {rate}, on {day}: {names}",
        who="Łódź Café",
        money=Money(1200, "JPY"),
        amount=Amount(1234.567),
        period=PeriodName(date(2026, 4, 1), "quarter"),
        rate=Rate(0.5, 0),
        day=date(2026, 3, 5),
        names=Series(("A", message("B"))),
    )
    assert Language("en").say(said) == "Łódź Café paid ¥1,200 of 1,234.57 in Q2 2026, 50%, on Mar 5, 2026: A and B"


@pytest.mark.parametrize(("count", "text"), [(1, "1 row"), (0, "0 rows"), (1200, "1,200 rows")])
def test_plural_follows_the_count(count: int, text: str) -> None:
    assert Language("en").say(plural("{count} row", "{count} rows", count)) == text


def test_braces_in_a_persons_own_text_stay() -> None:
    assert Language("en").say(message("File {name}", name="{0} {x}.csv")) == "File {0} {x}.csv"


def test_no_negative_zero() -> None:
    assert Language("en").number(-0.004) == "0"
    assert Language("en").rate(-0.0001) == "0.0%"


def test_sense_keeps_its_context() -> None:
    assert sense("key", "Lost").context == "key"
    assert Language("en").say(sense("key", "Lost")) == "Lost"


def test_the_empty_message_is_not_a_catalogue_header() -> None:
    assert Language("pl").say(Message("")) == ""


def test_a_refusal_crosses_a_process_with_its_sentence() -> None:
    error = NotPossible(message("{file} is empty.", file="a.csv"))
    assert pickle.loads(pickle.dumps(error)).sentence == error.sentence


@pytest.mark.parametrize(
    ("lang", "code"), [("pl_PL.UTF-8", "pl"), ("zh_TW.UTF-8", "zh_TW"), ("zh_CN.UTF-8", "en"), ("de_DE", "en")]
)
def test_system_language(monkeypatch: pytest.MonkeyPatch, lang: str, code: str) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", lang)
    assert system_language() == code


def test_a_week_and_a_financial_year_have_names() -> None:
    assert Language("en").period(PeriodName(date(2026, 3, 2), "week")) == "Mar 2, 2026 – Mar 8, 2026"
    assert Language("en").period(PeriodName(date(2026, 4, 1), "year")) == "2026/27"


@pytest.mark.parametrize(
    ("amount", "text"), [(1234.5, "1,234.50"), (588.0, "588"), (-0.001, "0"), (456116.6, "456,116.60")]
)
def test_amounts_without_a_currency_have_two_decimals_or_none(amount: float, text: str) -> None:
    assert Language("en").money(amount) == text


@pytest.mark.parametrize("code", [code for code, _ in LANGUAGES])
def test_taiwans_dollars_have_no_cents(code: str) -> None:
    told = Language(code).money(1299.4, "TWD")
    assert "299" in told
    assert ".4" not in told
    assert ",4" not in told
    assert "00" not in told
    assert "299.40" in Language("en").money(1299.4, "USD")
