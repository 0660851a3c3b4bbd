"""Which sheet of a workbook is the one to read, when nobody has said.

Owners' workbooks hold raw rows, lookup lists, and a report that somebody made of them. Churn needs customers or,
without them, totals by period. So, best first: a sheet with a column of customers; a report with a row a period and
its totals,
the more so under a title; any other list, the longer the better. A list of sales without a customer column can't be
read as customers, however long it is, while the monthly report beside it gives the months at once. Hidden sheets and
sheets without rows come last; of equal ones the first.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.reading import header
from churndesk.reading.canonical import text_of
from churndesk.reading.headings import join, spread
from churndesk.reading.kinds import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.reading.header import Row

_CUSTOMER = re.compile(
    r"customer|client|subscriber|member|account|patient|tenant|user|buyer|contact|e-?mail|kunde|mitglied|klient|abonn|adhérent"
    r"|cliente|socio|顧客|会員|お客|取引先|氏名|利用者|客戶|會員|顧客|客户|会员|고객|회원|거래처|이름|клиент|покупател",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"^\W*(?:month|period|quarter|week|year|date|monat|zeitraum|quartal|mois|période|mes|periodo|miesiąc|okres|rok"
    r"|月|年月|月份|期間|年度|週|四半期|季度|월|기간|연월|분기|년월|месяц|период)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Glance:
    """The first rows of a sheet, its height, and whether it is hidden."""

    name: str
    rows: tuple[Row, ...]
    height: int
    hidden: bool = False


def headings(glance: Glance) -> tuple[str, ...]:
    """The headings of a sheet, as far as its first rows tell; empty where it has none."""
    width = max((len(row) for row in glance.rows), default=0)
    if not width:
        return ()
    head = _head(glance, width)
    rows = glance.rows[head.first : head.body]
    return tuple(name.strip() for name in join(spread(rows, width))) if rows else ()


def choose(glances: Sequence[Glance]) -> Glance:
    """The sheet to propose: of several with the same headings, such as a sheet a month, the first."""
    best = max(glances, key=worth)
    names = headings(best)
    alike = [glance for glance in glances if names and headings(glance) == names and worth(glance) > 0]
    return alike[0] if alike else best


def worth(glance: Glance) -> float:
    """How well a sheet serves: about 3 to 6 with customers, 2 to 3 a report by period, 1 to 2 another list."""
    width = max((len(row) for row in glance.rows), default=0)
    if not width or glance.height < 2:
        return -10.0 if glance.hidden else -1.0
    head = _head(glance, width)
    body = [row for row in glance.rows[head.body :] if header.filled(row)]
    if not body:
        return -10.0 if glance.hidden else -1.0
    length = 0.3 * math.log10(max(glance.height, 1))
    return _kind_worth(headings(glance), body, titled=head.first > 0) + length - (5.0 if glance.hidden else 0.0)


def _kind_worth(names: tuple[str, ...], body: Sequence[Row], *, titled: bool) -> float:
    if any(_CUSTOMER.search(name) for name in names):
        return 3.0
    if len(body[0]) > 1 and _is_by_period(names, body):
        return 2.5 if titled else 2.0
    return 1.0 if len(body[0]) > 1 else 0.0


def _is_by_period(names: tuple[str, ...], body: Sequence[Row]) -> bool:
    """Whether the first column is a period, another one in each row, and another column holds numbers."""
    firsts = [text_of(row[0]) for row in body if not header.blank(row[0])]
    named = bool(names) and bool(_PERIOD.match(names[0]))
    dated = sum(kind_of(row[0]) is Kind.DATE for row in body) >= 0.7 * len(body)
    distinct = len(set(firsts)) >= 0.95 * len(firsts) and len(firsts) >= 2
    numeric = any(
        sum(kind_of(row[c]) is Kind.NUMBER for row in body) >= 0.6 * len(body) for c in range(1, len(body[0]))
    )
    return (named or dated) and distinct and numeric


def _head(glance: Glance, width: int) -> header.Head:
    counts = sorted(count for row in glance.rows if (count := header.filled(row)))
    return header.find(glance.rows, width, float(counts[len(counts) // 2]) if counts else 0.0)
