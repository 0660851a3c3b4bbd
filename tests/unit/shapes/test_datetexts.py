from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from churndesk.shapes.dateparts import NO_DAY, ORDERS, Unit
from churndesk.shapes.datetexts import date_text


def meant(text: str, order: str = "ymd") -> date | None:
    day = date_text(text).days[ORDERS.index(order)]
    return None if day == NO_DAY else date(1970, 1, 1) + timedelta(days=day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024. 3. 5.", "2024-03-05"),
        ("2024. 2. 15.", "2024-02-15"),
        ("15-2月-2024", "2024-02-15"),
        ("15-12月-24", "2024-12-15"),
        ("2월 15, 2024", "2024-02-15"),
        ("十二月 5, 2024", "2024-12-05"),
        ("5 二月 2024", "2024-02-05"),
        ("2024. 12. 31", "2024-12-31"),
        ("2024. 12.15", "2024-12-15"),
        ("2024. 2. 15. 오후 2:30", "2024-02-15"),
        ("2024. 2. 15. 14.30", "2024-02-15"),
        ("2024-02-15 14.30.05", "2024-02-15"),
        ("2024-03-05 23:59:59 -0500", "2024-03-05"),
        ("2024-03-05T00:00:00Z", "2024-03-05"),
        ("2024/3/5 上午 10:00", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("2024년 3월 5일", "2024-03-05"),
        ("令和6年3月5日", "2024-03-05"),
        ("R6.3.5", "2024-03-05"),
        ("平成31年4月30日", "2019-04-30"),
        ("令和元年5月1日", "2019-05-01"),
        ("民國113年3月5日", "2024-03-05"),
        ("113/03/05", "2024-03-05"),
        ("5 marca 2024 r.", "2024-03-05"),
        ("5. März 2024", "2024-03-05"),
        ("5 août 2024", "2024-08-05"),
        ("Mar 5, 2024", "2024-03-05"),
        ("05-Mar-24", "2024-03-05"),
        ("5 de enero de 2024", "2024-01-05"),
        ("Tue, 5 Mar 2024", "2024-03-05"),
        ("２０２４年３月５日", "2024-03-05"),
        ("\u200f2024-03-05", "2024-03-05"),
    ],
)
def test_what_cannot_be_mistaken_is_the_same_in_every_order(text: str, day: str) -> None:
    assert [meant(text, order) for order in ORDERS] == [date.fromisoformat(day)] * 3
    assert date_text(text).unit == Unit.DAY


@pytest.mark.parametrize(
    ("text", "unit", "day"),
    [
        ("2024-03", Unit.MONTH, "2024-03-01"),
        ("03/2024", Unit.MONTH, "2024-03-01"),
        ("2024年3月", Unit.MONTH, "2024-03-01"),
        ("2024년 3월", Unit.MONTH, "2024-03-01"),
        ("Jan-23", Unit.MONTH, "2023-01-01"),
        ("janv. 2019", Unit.MONTH, "2019-01-01"),
        ("wrzesień 2023", Unit.MONTH, "2023-09-01"),
        ("2024-Q2", Unit.QUARTER, "2024-04-01"),
        ("3Q24", Unit.QUARTER, "2024-07-01"),
        ("I kw. 2024", Unit.QUARTER, "2024-01-01"),
        ("2024年第4四半期", Unit.QUARTER, "2024-10-01"),
        ("2024-W27", Unit.WEEK, "2024-07-01"),
    ],
)
def test_months_quarters_and_weeks_are_their_first_day(text: str, unit: Unit, day: str) -> None:
    assert date_text(text).unit == unit
    assert meant(text) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["7590-VHVEG", "hello 5", "2024-13-45", "31/31/2024", "12.50", "4 842", "1,234.50", "5", ""]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_text(text).unit == Unit.NONE


def test_day_and_month_are_read_in_every_order_that_there_is() -> None:
    assert (meant("03/04/2024", "dmy"), meant("03/04/2024", "mdy")) == (date(2024, 4, 3), date(2024, 3, 4))
    assert meant("03/04/2024", "ymd") is None
    assert (meant("25/12/2024", "dmy"), meant("25/12/2024", "mdy")) == (date(2024, 12, 25), None)


def test_eight_digits_are_read_in_every_order_that_gives_a_day() -> None:
    assert [meant("20240305", order) for order in ORDERS] == [date(2024, 3, 5), None, None]
    assert [meant("05032024", order) for order in ORDERS] == [None, date(2024, 3, 5), date(2024, 5, 3)]


def test_two_digit_years_reach_ten_years_ahead_at_most() -> None:
    assert meant("31.12.69", "dmy") == date(1969, 12, 31)
    assert meant("31.12.23", "dmy") == date(2023, 12, 31)
    assert date_text("31.12.23").short_year


def test_a_buddhist_year_is_told() -> None:
    assert meant("15/01/2567", "dmy") == date(2024, 1, 15)
    assert date_text("15/01/2567").buddhist


@given(st.dates(date(1940, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_in_the_order_that_it_was_written_in(day: date) -> None:
    for order, text in (
        ("ymd", day.isoformat()),
        ("dmy", f"{day.day}/{day.month}/{day.year}"),
        ("mdy", f"{day.month:02}-{day.day:02}-{day.year}"),
        ("ymd", f"{day.year}年{day.month}月{day.day}日"),
        ("dmy", f"{day.day:02}.{day.month:02}.{day.year} 14:05"),
    ):
        assert meant(text, order) == day


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "en short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "pl alone": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "pl short": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ja": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "ko": "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
}


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_is_known_by_its_name(language: str) -> None:
    names = MONTHS[language].split()
    if language in {"ja", "ko"}:  # written alike in traditional Chinese
        year, day = ("年", "日") if language == "ja" else ("년 ", "일")
        texts = [f"2024{year}{name}{' ' if language == 'ko' else ''}9{day}" for name in names]
    else:
        texts = [f"9 {name} 2024" for name in names]
    assert [meant(text) for text in texts] == [date(2024, month, 9) for month in range(1, 13)]
    assert [date_text(name).unit for name in names] == [Unit.MONTH_ONLY] * 12


@pytest.mark.parametrize("text", ["15. 2. 2024", "15. 2. 2024 14.30", "15.2.2024 um 9.05 Uhr"])
def test_dots_with_spaces_part_a_date_and_not_a_time(text: str) -> None:
    assert meant(text, "dmy") == date(2024, 2, 15)
