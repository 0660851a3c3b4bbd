from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk.shapes import Given, suggest
from churndesk.words import NotPossible
from tests.unit.shapes.tables import csv, table

if TYPE_CHECKING:
    from churndesk.shapes import Suggestion


def roles(suggestion: Suggestion) -> dict[str, str | None]:
    return {use.heading: use.role for use in suggestion.mapping.columns if use.role}


def codes(suggestion: Suggestion) -> list[str]:
    return [doubt.code for doubt in suggestion.doubts]


def test_a_customer_list() -> None:
    found = suggest(
        csv(
            "会員番号,入会日,退会日,契約種別,月会費\nA1,2020年1月1日,,月契約,￥985\nA2,2019年4月1日,2020年2月1日,年契約,￥695"
        )
    )
    assert found.mapping.shape == "customers"
    assert roles(found) == {
        "会員番号": "customer",
        "入会日": "start",
        "退会日": "end",
        "契約種別": "plan",
        "月会費": "amount",
    }
    assert (found.mapping.currency, found.mapping.amount_is, found.doubts) == ("JPY", "month", ())


SUBSCRIPTIONS = """subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr,arr,is_trial,billing_frequency
S1,A1,2023-12-23,2024-04-12,Pro,14,100,1200,False,monthly
S2,A1,2024-06-11,,Pro,17,50,600,False,annual
S3,A2,2024-06-12,,Team,3,0,0,True,annual"""


def test_subscriptions_belong_to_the_account_and_an_mrr_is_a_months() -> None:
    found = suggest(csv(SUBSCRIPTIONS))
    assert found.mapping.shape == "subscriptions"
    assert roles(found) == {
        "account_id": "customer",
        "start_date": "start",
        "end_date": "end",
        "plan_tier": "plan",
        "seats": "quantity",
        "mrr": "amount",
        "is_trial": "trial",
        "billing_frequency": "interval",
    }
    assert found.mapping.amount_is == "month"


def test_an_amount_beside_twelve_times_itself_is_a_months() -> None:
    text = SUBSCRIPTIONS.replace("mrr,arr", "price,price per year")
    assert suggest(csv(text)).mapping.amount_is == "month"
    alone = text.replace("1200", "7").replace("600", "8")
    assert suggest(csv(alone)).mapping.amount_is == "interval"


def test_orders_are_a_log() -> None:
    found = suggest(
        csv(
            "Nr klienta;Data zakupu;Ilość;Wartość brutto\n1;01.01.1997;2;29,33 zł\n1;18.01.1997;2;29,73 zł",
            separator=";",
        )
    )
    assert found.mapping.shape == "payments"
    assert roles(found) == {
        "Nr klienta": "customer",
        "Data zakupu": "date",
        "Ilość": "quantity",
        "Wartość brutto": "amount",
    }
    assert [use.format for use in found.mapping.columns] == [None, "dmy", "1,234.50", "1.234,50"]
    assert found.mapping.currency == "PLN"


def test_a_log_without_headings_is_told_by_its_values() -> None:
    rows = [
        [
            f"{4 + i // 3:05}",
            f"{1 + i // 3:04}",
            f"1997{1 + i % 12:02}{1 + i % 28:02}",
            str(1 + i % 4),
            f"{9 + i * 1.37:.2f}",
        ]
        for i in range(90)
    ]
    found = suggest(table(["", "", "", "", ""], rows))
    assert found.mapping.shape == "payments"
    assert [use.role for use in found.mapping.columns] == ["customer", None, "date", "quantity", "amount"]
    assert found.doubts == ()


def test_a_summary_by_month() -> None:
    found = suggest(
        csv("Période,Clients début,Nouveaux,Perdus,Clients fin\njanv. 2019,100,5,2,103\nfévr. 2019,103,1,4,100")
    )
    assert found.mapping.shape == "periods"
    assert list(roles(found).values()) == ["period", "opening", "new", "lost_count", "closing"]


def test_months_of_a_report_are_not_days_of_january() -> None:
    months = "\n".join(f"01-{month:02}-2023,{1000 + month}" for month in range(1, 13))
    found = suggest(csv(f"MONTH,USERS\n{months}"))
    assert list(roles(found).items()) == [("MONTH", "period"), ("USERS", "closing")]
    assert found.mapping.columns[0].format == "dmy"
    assert found.doubts == ()


def test_months_without_a_year_take_it_from_the_title_or_ask() -> None:
    text = "月,売上合計\n" + "\n".join(f"{month},{13000 + month}" for month in range(1, 13))
    assert suggest(csv(text, title="月次売上報告（2025年）")).mapping.columns[0].format == "2025"
    asked = suggest(csv(text))
    assert codes(asked) == ["period-year"]
    assert suggest(csv(text), Given(formats=(("月", "2024"),))).mapping.columns[0].format == "2024"


TELCO = "customerID,SeniorCitizen,tenure,Contract,MonthlyCharges,TotalCharges,Churn\n" + "\n".join(
    f"C{i},{i % 2},{i},{('Monthly', 'Yearly')[i % 2]},{20 + i}.5,{(20 + i) * i}.25,{'Yes' if i % 3 else 'No'}"
    for i in range(30)
)


def test_a_churn_flag_without_dates_is_a_snapshot() -> None:
    found = suggest(csv(TELCO))
    assert found.mapping.shape == "snapshot"
    assert roles(found) == {
        "customerID": "customer",
        "SeniorCitizen": "segment",
        "tenure": "tenure",
        "Contract": "plan",
        "MonthlyCharges": "amount",
        "Churn": "lost",
    }
    assert dict(found.mapping.columns[-1].meanings) == {"Yes": "lost", "No": "kept"}
    assert found.mapping.columns[2].format == "months"


def test_an_amount_of_few_values_is_no_group_to_compare() -> None:
    text = "customerID,tenure,Contract,MonthlyCharges,TotalCharges,Churn\n" + "\n".join(
        f"C{i},{i % 6},{('Monthly', 'Yearly')[i % 2]},10,{10 * (i % 6)},{'Yes' if i % 3 else 'No'}" for i in range(30)
    )
    found = roles(suggest(csv(text)))
    assert found["Contract"] == "plan"
    assert "TotalCharges" not in found


def test_an_active_flag_is_turned_round() -> None:
    found = suggest(csv("id,months,is_active,mrr\n1,5,1,10\n2,6,0,20\n3,7,1,30"))
    assert dict(found.mapping.columns[2].meanings) == {"1": "kept", "0": "lost"}


def test_a_tenure_longer_than_fifty_years_of_months_is_days() -> None:
    found = suggest(csv("고객ID,이탈여부,총_매출액,거래기간\n1,0,4007080,1079\n2,1,3168400,537\n3,0,2680780,1080"))
    assert found.mapping.columns[3].format == "days"
    assert found.mapping.amount_is == "total"


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh_TW", "pl"])
def test_an_ambiguous_order_is_asked_with_both_readings(language: str) -> None:
    found = suggest(csv("customer,start\nA,03/04/2023\nB,05/06/2023"), Given(language=language))
    doubt = next(doubt for doubt in found.doubts if doubt.code == "date-order")
    first = "dmy" if language == "pl" else "mdy"
    assert [choice.value for choice in doubt.choices] == [first, "mdy" if first == "dmy" else "dmy"]
    assert found.mapping.columns[1].format == first
    assert doubt.about == "start"
    assert doubt.option.startswith("--format start=")
    assert doubt.changes_figure


def test_what_is_given_is_not_asked_and_holds_for_columns_written_alike() -> None:
    text = "customer,start,end\nA,03/04/2023,05/06/2023\nB,05/06/2023,07/08/2023"
    found = suggest(csv(text), Given(formats=(("start", "dmy"),)))
    assert [use.format for use in found.mapping.columns[1:]] == ["dmy", "dmy"]
    assert found.doubts == ()


def test_another_column_puts_its_order_first_but_does_not_decide() -> None:
    found = suggest(csv("customer,start,end\nA,25/04/2023,05/06/2023\nB,05/06/2023,07/08/2023"))
    assert codes(found) == ["date-order"]
    assert [choice.value for choice in found.doubts[0].choices] == ["dmy", "mdy"]


def test_dates_in_both_orders_have_no_reading_to_take() -> None:
    found = suggest(csv("customer,date,amount\nA,13/02/2024,1.5\nB,02/14/2024,2.5\nA,03/04/2024,3.5"))
    assert codes(found) == ["date-conflict"]
    assert not found.doubts[0].settled_by_default
    assert found.mapping.columns[1].format is None


def test_a_mark_before_three_digits_is_asked() -> None:
    found = suggest(
        csv("customer;date;amount\nA;2024-01-05;1.234\nA;2024-02-05;2.500\nB;2024-02-06;999", separator=";")
    )
    assert codes(found) == ["number-format"]
    assert {choice.value for choice in found.doubts[0].choices} == {"1,234.50", "1.234,50"}
    settled = suggest(
        csv("customer;date;amount\nA;2024-01-05;1.234\nA;2024-02-05;2.500", separator=";"),
        Given(formats=(("amount", "1.234,50"),)),
    )
    assert settled.doubts == ()


def test_several_currencies_are_never_chosen_between() -> None:
    text = "customer,date,amount,currency\nA,2024-01-05,10,EUR\nB,2024-01-06,1500,JPY\nA,2024-02-07,20,eur"
    found = suggest(csv(text))
    assert codes(found) == ["currencies-mixed"]
    assert found.doubts[0].choices == ()
    assert suggest(csv(text), Given(currency="eur")).mapping.currency == "EUR"


def test_two_columns_of_one_name_are_asked() -> None:
    found = suggest(
        csv("Date,Customer,Amount,Date,Amount\n2024-01-05,A,10,2024-02-05,12\n2024-01-06,A,20,2024-02-06,22")
    )
    assert codes(found) == ["column-choice", "column-choice"]
    assert [choice.value for choice in found.doubts[0].choices] == ["#1", "#4"]
    assert found.doubts[0].option == "--map date=#1|#4"
    chosen = suggest(
        csv("Date,Customer,Amount,Date\n2024-01-05,A,10,2024-02-05\n2024-01-06,A,20,2024-02-06"),
        Given(roles=(("date", "#4"),)),
    )
    assert [use.role for use in chosen.mapping.columns] == [None, "customer", "amount", "date"]
    assert chosen.doubts == ()


def test_unknown_words_of_a_flag_are_asked_one_by_one() -> None:
    text = "id,tenure,churned\n1,5,Yes\n2,6,nein\n3,7,はい\n4,8,maybe\n5,9,\n6,9,нет"
    found = suggest(csv(text))
    assert codes(found) == ["word-unknown", "word-unknown"]
    assert [choice.value for choice in found.doubts[0].choices] == ["ignore", "lost", "kept"]
    assert found.doubts[0].option == "--format churned=maybe:ignore|lost|kept"
    told = suggest(csv(text), Given(formats=(("churned", "maybe:kept,:kept"),)))
    assert told.doubts == ()
    assert dict(told.mapping.columns[2].meanings)["maybe"] == "kept"


def test_a_cross_in_a_flag_marks_those_who_left() -> None:
    found = suggest(csv("id,tenure,churned\n1,5,x\n2,6,\n3,7,\n4,8,x"))
    assert dict(found.mapping.columns[2].meanings) == {"x": "lost", "": "kept"}


def test_ids_that_are_written_alike_are_offered_as_one() -> None:
    found = suggest(csv("id,date,amount\n101.0,2024-01-05,10\n102.0,2024-01-06,20\n101,2024-02-06,30"))
    assert codes(found) == ["ids-alike"]
    assert [choice.value for choice in found.doubts[0].choices] == ["join", "keep"]
    assert suggest(csv("id,date,amount\n00123,2024-01-05,10\n123,2024-01-06,20\n0123,2024-02-06,30")).doubts == ()


@pytest.mark.parametrize("first", ["", "Unnamed: 0"])
def test_a_running_number_is_nobody(first: str) -> None:
    rows = [[str(i), f"C{i % 7}", f"2024-01-{i % 28 + 1:02}", f"{i}.50"] for i in range(40)]
    found = suggest(table([first, "customer", "date", "amount"], rows))
    assert [use.role for use in found.mapping.columns] == [None, "customer", "date", "amount"]


def test_a_shop_is_no_customer() -> None:
    rows = [
        [f"2025-{i % 12 + 1:02}-01", ("新宿店", "大阪店", "オンライン")[i % 3], ("家電", "食品")[i % 2], str(i * 1000)]
        for i in range(72)
    ]
    found = suggest(table(["日付", "店舗", "カテゴリ", "売上"], rows))
    assert "customer" not in roles(found).values()
    assert any(not doubt.choices and doubt.changes_figure for doubt in found.doubts) or found.mapping.shape == "periods"


def test_what_is_given_but_not_there_is_refused() -> None:
    some = csv("customer,start\nA,2024-01-05\nB,2024-01-06")
    for given in (Given(roles=(("start", "nothing"),)), Given(shape="circle"), Given(formats=(("start", "sideways"),))):
        with pytest.raises(NotPossible):
            suggest(some, given)
    with pytest.raises(NotPossible):
        suggest(table(["customer", "start"], []))


def test_every_choice_has_its_certainty_and_reason() -> None:
    found = suggest(csv(SUBSCRIPTIONS))
    assert len(found.roles) == len(found.mapping.columns)
    for use, guesses in zip(found.mapping.columns, found.roles, strict=True):
        assert guesses[0].value == (use.role or "")
        assert all(0 <= guess.certainty <= 1 and guess.reason.text for guess in guesses)
    assert [shape.certainty for shape in found.shapes] == sorted((s.certainty for s in found.shapes), reverse=True)


@pytest.mark.parametrize(
    "months", [("January", "February", "March"), ("styczeń", "luty", "marzec"), ("1月", "2月", "3月")]
)
def test_months_by_name_without_a_year_are_asked_for_it(months: tuple[str, ...]) -> None:
    rows = [f"{month},100,20,20,100" for month in months]
    found = suggest(csv("\n".join(("Month,Start,New,Lost,End", *rows))))
    assert found.mapping.shape == "periods"
    assert [(doubt.code, doubt.about) for doubt in found.doubts] == [("period-year", "Month")]
