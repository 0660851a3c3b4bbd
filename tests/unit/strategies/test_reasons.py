from __future__ import annotations

import pytest

from churndesk.strategies import Reasons, catalogue
from churndesk.strategies.reasons import by_kind, kind_of


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("Too expensive", "price"),
        ("poor customer service", "service"),
        ("price, then service", "price"),
        ("Switched to a competitor", "competitor"),
        ("Reached my goal", "goal"),
        ("payment failed", "payment"),
        ("不満: 料金が高い", "price"),
        ("他社に乗り換え", "competitor"),
        ("가격이 비싸서", "price"),
        ("客服態度不好", "service"),
        ("za drogo", "price"),
        ("lepsza oferta konkurencji", "competitor"),
        ("licence expired", None),
        ("moved away", None),
        ("", None),
    ],
)
def test_a_reason_is_told_by_its_words(reason: str, kind: str | None) -> None:
    assert kind_of(reason, catalogue()) == kind


def test_kinds_are_counted_most_frequent_first() -> None:
    reasons = Reasons(20, (("moved", 2), ("too expensive", 4), ("Price", 3), ("bad support", 5)))
    assert list(by_kind(reasons, catalogue()).items()) == [("price", 7), ("service", 5), ("other", 2)]
    assert reasons.recorded == 14
