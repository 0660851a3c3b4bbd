"""Makes the two samples that come with the program: an invented shop and an invented school, always the same ones.

    python packaging/make_samples.py [FOLDER]      writes into resources/samples, or into FOLDER

Every person, place and figure is invented. The numbers behave like those of small businesses: most buyers come once or
twice and a few of them often; many start in January and leave in summer; people on monthly contracts leave sooner.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

ROOT = Path(__file__).resolve().parent.parent
CITIES = (("Norhaven", 0.38), ("Elmsworth", 0.27), ("Harwick", 0.20), ("Little Tarn", 0.15))
FIRST = """
    Ada Alma Anton Bela Bruno Carla Cyril Dora Edda Elias Emil Fenna Finn Gerda Hanno Ida Ivo Jana Joris Kaja Lena
    Levi Mara Milo Nele Nico Odo Olga Pavel Pia Quin Rasmus Rika Sami Selma Tilda Timo Ugo Vera Wanda Yara Zeno
"""
LAST = """
    Abelby Brackwater Cindermoor Dunfold Eastermark Fennister Garroway Hollowell Inglebrook Jessamy Kestleton Larkmere
    Marchbank Nettlefield Oakhanger Pellworth Quillby Rushgrove Saltmarsh Thornfield Umberley Vantry Wetherlow Yarrowby
"""


def main(words: list[str]) -> int:
    """Writes both samples."""
    folder = Path(words[0]) if words else ROOT / "resources" / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    write_shop(folder / "shop.csv", shop_orders(Random(20240701)))  # noqa: S311  (invented data)
    write_school(folder / "subscriptions.xlsx", school_stays(Random(20240105)))  # noqa: S311
    return 0


def chosen(random: Random, weights: tuple[tuple[str, float], ...]) -> str:
    """One of the words, by their weights."""
    return random.choices([word for word, _ in weights], [weight for _, weight in weights])[0]


def people(random: Random) -> list[str]:
    """Every first name with every last name, shuffled: nobody bears another's name."""
    names = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
    random.shuffle(names)
    return names


# ── The shop: a log of orders ────────────────────────────────────────────────────────────────────────────────────────

SHOP_OPENS, SHOP_LAST = date(2024, 7, 1), date(2025, 12, 31)
SHOPPERS = 940
#: How busy each month is: presents in November and December, a quiet summer.
BUSY = {1: 0.8, 2: 0.8, 3: 1.0, 4: 1.0, 5: 1.0, 6: 0.9, 7: 0.7, 8: 0.7, 9: 1.0, 10: 1.1, 11: 1.6, 12: 1.9}


@dataclass(frozen=True)
class Order:
    """One line of the log."""

    day: date
    customer: str
    name: str
    city: str
    channel: str
    amount: float
    status: str = "Paid"


def shop_orders(random: Random) -> list[Order]:
    """All orders and refunds, by day."""
    orders: list[Order] = []
    days = [SHOP_OPENS + timedelta(days=count) for count in range((SHOP_LAST - SHOP_OPENS).days + 1)]
    # A shop that has been open for long has many of its regulars in the first weeks of any log.
    weights = [BUSY[day.month] * (5.0 if (day - SHOP_OPENS).days < 60 else 1.0) for day in days]
    names = people(random)
    for number, first in enumerate(sorted(random.choices(days, weights, k=SHOPPERS)), start=1):
        orders += visits(random, f"C{number:04d}", names[number], first)
    return sorted(orders, key=lambda order: (order.day, order.customer, -order.amount))


def visits(random: Random, customer: str, name: str, first: date) -> list[Order]:
    """The orders of one person: most come seldom and not for long; deliveries to Harwick are slow, and it shows."""
    city, channel = chosen(random, CITIES), chosen(random, (("Shop", 0.45), ("Online", 0.40), ("Market stall", 0.15)))
    rhythm = random.gammavariate(5, 9) + 12
    stays = random.expovariate(1 / (150 if city == "Harwick" else 420))
    basket = random.lognormvariate(3.2, 0.75)
    made, day = [], first
    while day <= SHOP_LAST and (day - first).days <= stays:
        amount = round(max(4.5, basket * random.lognormvariate(0, 0.35)), 2)
        made.append(Order(day, customer, name, city, channel, amount))
        if random.random() < 0.015:
            back = min(SHOP_LAST, day + timedelta(days=random.randint(2, 12)))
            made.append(Order(back, customer, name, city, channel, -amount, "Refunded"))
        gap = max(1, round(random.gammavariate(2.5, rhythm / 2.5) / (BUSY[day.month] ** 0.5)))
        day += timedelta(days=gap)
    return made


def write_shop(path: Path, orders: list[Order]) -> None:
    """The log as a shop's till exports it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(
            ["Order no.", "Order date", "Customer no.", "Customer name", "City", "Channel", "Total (EUR)", "Status"]
        )
        for number, order in enumerate(orders, start=10001):
            row = [number, order.day, order.customer, order.name, order.city, order.channel, f"{order.amount:.2f}"]
            writer.writerow([*row, order.status])


# ── The language school: contracts ───────────────────────────────────────────────────────────────────────────────────

SCHOOL_OPENS, SCHOOL_LAST = date(2024, 1, 5), date(2026, 2, 28)
LEARNERS = 700
PLANS = (("Group", 39.0), ("Small group", 59.0), ("Private", 119.0))
#: New year's resolutions, and the start of the school year.
STARTS = {1: 2.6, 2: 1.2, 3: 1.0, 4: 0.9, 5: 0.7, 6: 0.5, 7: 0.4, 8: 0.7, 9: 2.0, 10: 1.2, 11: 0.8, 12: 0.5}
#: In summer many stop.
LEAVES = {1: 0.9, 2: 1.0, 3: 0.9, 4: 1.0, 5: 1.2, 6: 2.4, 7: 3.0, 8: 1.2, 9: 0.6, 10: 0.8, 11: 0.9, 12: 1.3}
REASONS = (
    ("Too expensive", 0.22),
    ("No time", 0.20),
    ("Went to another provider", 0.13),
    ("Goal reached", 0.12),
    ("Teacher changed, poor service", 0.12),
    ("Moved away", 0.09),
    ("Payment failed", 0.07),
    ("Other", 0.05),
)


@dataclass(frozen=True)
class Stay:
    """One contract: a line of the table."""

    customer: str
    name: str
    city: str
    plan: str
    contract: str
    fee: float
    trial: bool
    start: date
    asked: date | None = None
    end: date | None = None
    reason: str = ""


def school_stays(random: Random) -> list[Stay]:
    """All contracts, by their start."""
    days = [SCHOOL_OPENS + timedelta(days=count) for count in range((SCHOOL_LAST - SCHOOL_OPENS).days - 10)]
    weights = [STARTS[day.month] * (6.0 if (day - SCHOOL_OPENS).days < 30 else 1.0) for day in days]
    names = people(random)
    stays: list[Stay] = []
    for number, first in enumerate(sorted(random.choices(days, weights, k=LEARNERS)), start=1):
        stays += learning(random, f"{number:05d}", names[number], first)
    return sorted(stays, key=lambda stay: (stay.start, stay.customer))


def learning(random: Random, customer: str, name: str, first: date) -> list[Stay]:
    """The contracts of one person: perhaps a trial, then one plan, perhaps a better one later, perhaps a second try."""
    city = chosen(random, CITIES)
    plan = random.choices(range(3), [0.55, 0.30, 0.15])[0]
    contract = "Yearly" if random.random() < 0.28 else "Monthly"
    base = Stay(customer, name, city, *offer(plan, contract), trial=False, start=first)
    stays: list[Stay] = []
    if random.random() < 0.22:
        paying = first + timedelta(days=14)
        stays.append(with_changes(base, fee=0.0, trial=True, end=min(paying, SCHOOL_LAST)))
        if random.random() < 0.35 or paying > SCHOOL_LAST - timedelta(days=5):
            return stays
        base = with_changes(base, start=paying)
    stays += contracts(random, base, plan)
    last = stays[-1]
    if last.end is not None and random.random() < 0.07:
        again = last.end + timedelta(days=random.randint(60, 160))
        if again < SCHOOL_LAST - timedelta(days=20):
            stays += contracts(random, with_changes(base, start=again, asked=None, end=None, reason=""), plan)
    return stays


def offer(plan: int, contract: str) -> tuple[str, str, float]:
    """Name, contract and monthly fee; two months are free in a year."""
    name, fee = PLANS[plan]
    return name, contract, round(fee * 10 / 12, 2) if contract == "Yearly" else fee


def contracts(random: Random, base: Stay, plan: int) -> list[Stay]:
    """One stay, as one contract or two where the plan was changed on the way."""
    left = leaving_day(random, base)
    until = left or SCHOOL_LAST
    changed = base.start + timedelta(days=random.randint(60, 330))
    better = min(plan + 1, 2) if random.random() < 0.75 else max(plan - 1, 0)
    if random.random() < 0.22 and changed < until - timedelta(days=30) and better != plan:
        name, contract, fee = offer(better, base.contract)
        after = with_changes(base, plan=name, contract=contract, fee=fee, start=changed)
        return [with_changes(base, end=changed, reason="Changed plan"), closed(random, after, left)]
    return [closed(random, base, left)]


def leaving_day(random: Random, stay: Stay) -> date | None:
    """The day on which somebody leaves, None for who is still here: judged at each end of a month paid for."""
    monthly = stay.contract == "Monthly"
    day, paid = stay.start, 0
    while True:
        paid += 1
        day = stay.start + timedelta(days=round(paid * 365 / 12))
        if day > SCHOOL_LAST:
            return None
        chance = 0.036 if monthly else (0.22 if paid % 12 == 0 else 0.0)
        early = 1.7 if monthly and paid <= 3 else 1.0
        place = 1.5 if stay.city == "Harwick" else 1.0
        season = LEAVES[day.month] if monthly else 1.0
        if random.random() < chance * early * place * season:
            return day


def closed(random: Random, stay: Stay, left: date | None) -> Stay:
    """The contract with its end; or still open, a few of those with a cancellation in hand."""
    if left is None:
        waiting = random.random() < 0.02 and stay.start < SCHOOL_LAST - timedelta(days=40)
        asked = SCHOOL_LAST - timedelta(days=random.randint(0, 12))
        return with_changes(stay, asked=asked, reason=chosen(random, REASONS)) if waiting else stay
    reason = chosen(random, REASONS) if random.random() < 0.68 else ""
    asked = None if reason == "Payment failed" else max(stay.start, left - timedelta(days=random.randint(3, 28)))
    return with_changes(stay, asked=asked, end=left, reason=reason)


def with_changes(stay: Stay, **changes: object) -> Stay:
    """The same contract with some of its fields changed."""
    return Stay(**{**stay.__dict__, **changes})


def write_school(path: Path, stays: list[Stay]) -> None:
    """The table as a school keeps it in its spreadsheet, with a title above and dates as dates."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": "Learners", "created": datetime(2026, 2, 28, tzinfo=UTC)})
    sheet = book.add_worksheet("Learners")
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    money = book.add_format({"num_format": "#,##0.00"})
    sheet.write(0, 0, "Larkmere Language School: learners, 28 February 2026", bold)
    headings = [
        "Customer no.",
        "Name",
        "City",
        "Plan",
        "Contract",
        "Monthly fee (EUR)",
        "Trial",
        "Start",
        "Cancellation requested",
        "End",
    ]
    for column, heading in enumerate([*headings, "Reason"]):
        sheet.write(2, column, heading, bold)
    for row, stay in enumerate(stays, start=3):
        texts = (stay.customer, stay.name, stay.city, stay.plan, stay.contract)
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
        sheet.write_number(row, 5, stay.fee, money)
        sheet.write_string(row, 6, "yes" if stay.trial else "no")
        for column, when in ((7, stay.start), (8, stay.asked), (9, stay.end)):
            if when is not None:
                sheet.write_datetime(row, column, datetime(when.year, when.month, when.day), day)  # noqa: DTZ001
        if stay.reason:
            sheet.write_string(row, 10, stay.reason)
    sheet.set_column(0, 10, 15)
    sheet.freeze_panes(3, 0)
    book.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
