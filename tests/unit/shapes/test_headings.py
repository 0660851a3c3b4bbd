from __future__ import annotations

import pytest

from churndesk.shapes.headings import concepts, qualifiers, same_heading


@pytest.mark.parametrize(
    ("heading", "concept"),
    [
        ("customerID", "customer"),
        ("account_id", "customer"),
        ("会員番号", "customer"),
        ("고객ID", "customer"),
        ("客戶編號", "customer"),
        ("Nr klienta", "customer"),
        ("Kunde Nr.", "customer"),
        ("subscription_id", "subscription"),
        ("入会日", "start"),
        ("Vertrag Beginn", "start"),
        ("Data rozpoczęcia", "start"),
        ("가입일", "start"),
        ("退会日", "end"),
        ("Canceled At (UTC)", "canceled"),
        ("Data zakończenia", "end"),
        ("結束日期", "end"),
        ("Data zakupu", "date"),
        ("주문일자", "date"),
        ("訂單日期", "date"),
        ("next_payment_date", "other"),
        ("Date of birth", "other"),
        ("MonthlyCharges", "amount"),
        ("Wartość brutto", "amount"),
        ("총_매출액", "amount"),
        ("1회_평균매출액", "other"),
        ("Clients début", "opening"),
        ("Perdus", "lost_count"),
        ("店舗", "segment"),
        ("이탈여부", "lost"),
        ("is_active", "active"),
        ("Customer Name", "name"),
        ("Date (2)", "date"),
    ],
)
def test_a_heading_means_what_owners_mean_by_it(heading: str, concept: str) -> None:
    assert concepts(heading)[0][0] == concept


def test_a_whole_wording_is_surer_than_a_part_and_a_misspelling() -> None:
    whole, part, misspelt = (dict(concepts(heading)) for heading in ("Start date", "Start date sub", "custmer number"))
    assert whole["start"] > part["start"] > 0.5
    assert 0.4 < misspelt["customer"] < whole["start"]


def test_an_unknown_heading_means_nothing() -> None:
    assert concepts("xyzzy") == ()
    assert concepts("") == ()


def test_the_measure_of_an_amount_is_in_its_heading() -> None:
    assert "monthly" in qualifiers("mrr_amount")
    assert "monthly" in qualifiers("月会費")
    assert "total" in qualifiers("총_매출액")
    assert "yearly" in qualifiers("Umsatz Jahr (EUR)")
    assert qualifiers("amount") == frozenset()


def test_headings_are_one_without_their_numbers_case_and_marks() -> None:
    assert same_heading("Date", "Date (2)")
    assert same_heading("customer_id", "Customer ID")
    assert not same_heading("Date", "Day")
    assert not same_heading("", "")
