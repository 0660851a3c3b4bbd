"""The languages that ChurnDesk speaks: sentences by gettext catalogues, numbers, money and dates by Babel."""

from __future__ import annotations

import gettext
import os
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING

from churndesk import resources
from churndesk.words.message import Amount, Message, Money, PeriodName, Rate, Series

if TYPE_CHECKING:
    import babel

    from churndesk.words.message import Value

#: Code and own name of every language that can be chosen.
LANGUAGES: tuple[tuple[str, str], ...] = (
    ("en", "English"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("zh_TW", "繁體中文"),
    ("pl", "Polski"),
)

_BABEL_CODE = {"zh_TW": "zh_Hant_TW"}


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(
        "churndesk", localedir=str(resources.path("translations")), languages=[code], fallback=True
    )


#: Currencies whose cents nobody writes, though there are some on paper: there is no smaller coin than a whole one.
WITHOUT_CENTS = frozenset({"TWD"})


@dataclass(frozen=True)
class Language:
    """One language, which turns messages and values into text.

    `Language("pl").say(plural("{count} row", "{count} rows", 5))` is "5 wierszy".
    """

    code: str = "en"

    @cached_property
    def locale(self) -> babel.Locale:
        """The conventions for numbers and dates (imported when first needed: 16 ms)."""
        from babel import Locale

        return Locale.parse(_BABEL_CODE.get(self.code, self.code))

    def say(self, sentence: Message) -> str:
        """The sentence as text. A translation that lost or misspelt a {place} falls back to English."""
        catalogue = _catalogue(self.code)
        values = {name: self.value(value) for name, value in sentence.values}
        try:
            return self._translated(catalogue, sentence).format(**values)
        except (KeyError, IndexError, ValueError):
            english = sentence.many if sentence.many and sentence.count != 1 else sentence.text
            return english.format(**values)

    @staticmethod
    def _translated(catalogue: gettext.NullTranslations, sentence: Message) -> str:
        if sentence.many is not None and sentence.count is not None:
            return catalogue.ngettext(sentence.text, sentence.many, sentence.count)
        if sentence.context is not None:
            return catalogue.pgettext(sentence.context, sentence.text)
        # The empty key holds a catalogue's header, which nobody wants to read.
        return catalogue.gettext(sentence.text) if sentence.text else ""

    def value(self, value: Value) -> str:  # noqa: PLR0911  (one line a kind of value)
        """Any value as it stands in a sentence."""
        match value:
            case str():
                return value
            case Message():
                return self.say(value)
            case Rate():
                return self.rate(value.fraction, value.digits)
            case Money():
                return self.money(value.amount, value.currency, whole=value.whole)
            case Amount():
                return self.number(value.number, value.digits)
            case PeriodName():
                return self.period(value)
            case Series():
                return self.series(value)
            case date():
                return self.day(value)
            case int():
                return self.number(value, 0)
            case _:
                return self.number(value)

    def number(self, number: float, digits: int = 2) -> str:
        """1234.5 as "1,234.5": at most `digits` decimals, trailing zeros left out."""
        from babel.numbers import format_decimal

        pattern = "#,##0." + "#" * digits if digits else "#,##0"
        return format_decimal(_without_negative_zero(number, digits), format=pattern, locale=self.locale)

    def rate(self, fraction: float, digits: int = 1) -> str:
        """0.018 as "1.8%", with exactly `digits` decimals."""
        from babel.numbers import format_percent

        pattern = self.locale.percent_formats[None].pattern
        pattern = pattern.replace("0", "0." + "0" * digits) if digits else pattern
        return format_percent(_without_negative_zero(fraction, digits + 2), format=pattern, locale=self.locale)

    def money(self, amount: float, currency: str | None = None, *, whole: bool = False) -> str:
        """An amount in the currency's own digits; without a currency with two decimals, or with none if it has none.

        Taiwan's dollars have none: `money(299, "TWD")` is "NT$299".
        """
        from babel.numbers import format_currency, format_decimal

        if currency is None:
            amount = _without_negative_zero(amount, 0 if whole else 2)
            pattern = "#,##0" if whole or round(amount, 2) == round(amount) else "#,##0.00"
            return format_decimal(amount, format=pattern, locale=self.locale)

        if not whole and currency not in WITHOUT_CENTS:
            return format_currency(_without_negative_zero(amount, 2), currency, locale=self.locale)
        pattern = self.locale.currency_formats["standard"].pattern.replace("0.00", "0")
        return format_currency(
            _without_negative_zero(amount, 0),
            currency,
            format=pattern,
            locale=self.locale,
            currency_digits=False,
        )

    def day(self, day: date) -> str:
        """A date by the language's middle form: "5 Jan 2026", "2026/01/05"."""
        from babel.dates import format_date

        return format_date(day, "medium", locale=self.locale)

    def period(self, period: PeriodName) -> str:
        """The name of a month, quarter, year or week, or the two days that other periods run between."""
        if period.by == "span" and period.end is not None:
            return self._span(period.start, period.end, short=period.short)
        return self._named(period)

    def _named(self, period: PeriodName) -> str:
        from babel.dates import format_date, format_skeleton

        start = period.start
        if period.by == "month":
            return format_skeleton("yMMM" if period.short else "yMMMM", start, locale=self.locale)
        if period.by == "quarter":
            return format_skeleton("yQQQ", start, locale=self.locale)
        if period.by == "year" and (start.month, start.day) == (1, 1):
            return format_date(start, "yyyy", locale=self.locale)
        if period.by == "year":
            return f"{start.year}/{(start.year + 1) % 100:02d}"
        if period.by == "week":
            return f"{self.day(start)} – {self.day(start + timedelta(days=6))}"
        return self.day(start)

    def _span(self, start: date, end: date, *, short: bool) -> str:
        """Whole months by their names ("Feb – Apr 2025"), other dates by their days, in short by the first."""
        from babel.dates import format_interval

        if start.day == 1 and (end + timedelta(days=1)).day == 1:
            # Thin spaces are missing from many fonts, and nobody can type them into a search.
            return str(format_interval(start, end, "yMMM", locale=self.locale)).replace("\N{THIN SPACE}", " ")
        return self.day(start) if short else f"{self.day(start)} – {self.day(end)}"

    def series(self, series: Series) -> str:
        """The values joined by commas and the language's own "and": "A, B and C"."""
        from babel.lists import format_list

        return format_list([self.value(item) for item in series.items], locale=self.locale)


def _without_negative_zero(number: float, digits: int) -> float:
    """-0.004 with two decimals would be shown as "-0"."""
    return 0.0 if round(number, digits) == 0 else number


def system_language() -> str:
    """The code of the language that the computer speaks, or "en" where it is none of ours."""
    # Imported here: where the environment says it nobody needs to ask.
    import locale

    spoken = os.environ.get("LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    name = (spoken or locale.getlocale()[0] or "en").split(":")[0].replace("-", "_")
    if name.startswith(("zh_TW", "zh_HK", "zh_Hant", "Chinese (Traditional)")):
        return "zh_TW"
    short = name[:2].lower()
    return short if short in {code for code, _ in LANGUAGES} else "en"
