"""The currency that a sign, a code or a heading names."""

from __future__ import annotations

import re

#: ISO 4217 codes that are told from other three letters without asking; others can be given by hand.
CODES = frozenset(
    [
        "AED",
        "ARS",
        "AUD",
        "BGN",
        "BHD",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EGP",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "ISK",
        "JOD",
        "JPY",
        "KES",
        "KRW",
        "KWD",
        "MAD",
        "MXN",
        "MYR",
        "NGN",
        "NOK",
        "NZD",
        "OMR",
        "PEN",
        "PHP",
        "PKR",
        "PLN",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TND",
        "TRY",
        "TWD",
        "UAH",
        "USD",
        "VND",
        "ZAR",
    ]
)
#: What signs and short names stand for. A bare "$", "kr" and "元" name several, so they name none.
_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "円": "JPY", "₩": "KRW", "원": "KRW", "zł": "PLN", "zl": "PLN", "nt$": "TWD",
    "ntd": "TWD", "新台幣": "TWD", "新臺幣": "TWD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD",
    "hk$": "HKD", "s$": "SGD", "sg$": "SGD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN", "kč": "CZK", "₹": "INR",
    "rs": "INR", "rs.": "INR", "₪": "ILS", "₺": "TRY", "₽": "RUB", "руб": "RUB", "руб.": "RUB", "₴": "UAH",
    "฿": "THB", "₫": "VND", "₱": "PHP", "ft": "HUF", "lei": "RON", "fr.": "CHF", "sfr.": "CHF", "rmb": "CNY",
    "人民幣": "CNY", "euro": "EUR", "euros": "EUR", "ユーロ": "EUR", "유로": "EUR", "歐元": "EUR", "ドル": "USD",
    "달러": "USD", "美元": "USD", "美金": "USD", "日圓": "JPY", "日幣": "JPY", "韓元": "KRW",
}  # fmt: skip
#: Signs of more than one currency.
SHARED_SIGNS = frozenset({"$", "kr", "kr.", "元", "圓", "元整", "dollars", "usd$"} - {"usd$"})
#: The currencies that may be meant by a shared sign: those of dollars, crowns and yuan.
_SHARING = frozenset(
    "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP BRL SEK NOK DKK ISK CZK CNY".split()  # noqa: SIM905  (one line)
)
_WORDS = re.compile(r"[A-Za-z]{3}")
#: A dollar with the country before it.
_PREFIXED = re.compile(r"(?<![a-z])[a-z]{1,2}\$")


def of_sign(text: str) -> str | None:
    """The code that a sign or a code in a cell names: "zł" is PLN, "eur" is EUR. "" where several share the sign.

    None where it is no currency at all.
    """
    sign = text.strip().casefold()
    if sign in SHARED_SIGNS:
        return ""
    if sign.upper() in CODES:
        return sign.upper()
    return _SIGNS.get(sign)


def is_other(code: str | None, chosen: str) -> bool:
    """Whether what a cell names (`of_sign`) is another currency than the chosen one: "$" is not EUR, but may be USD."""
    if code is None:
        return False
    return code != chosen if code else chosen not in _SHARING


def of_heading(heading: str) -> str | None:
    """The currency that a heading names: "Umsatz (EUR)" EUR, "月費 (NT$)" TWD; None where it names none."""
    for word in _WORDS.findall(heading.replace("_", " ")):
        if word.upper() in CODES and (word.isupper() or word.islower()):
            return str(word.upper())
    prefixed = _PREFIXED.search(heading.casefold())
    if prefixed and prefixed[0] in _SIGNS:
        return _SIGNS[prefixed[0]]
    return next((code for sign, code in _SIGNS.items() if not sign.isascii() and sign in heading.casefold()), None)


def decimals(code: str | None) -> int | None:
    """How many digits stand behind the decimal mark of an amount; None where the currency isn't known."""
    if not code:
        return None
    if code in {"BHD", "JOD", "KWD", "OMR", "TND"}:
        return 3
    return 0 if code in {"JPY", "KRW", "CLP", "ISK", "VND"} else 2
