from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from churndesk import resources
from churndesk.ledger.dataset import PaymentKind, PaymentRows, SnapshotRows, SpellRows
from churndesk.reading import read
from churndesk.shapes import Given, suggest, understand
from churndesk.shapes.flags import MEANINGS
from churndesk.shapes.listing import shape
from churndesk.shapes.presets import PresetError, presets, read_preset, recognised
from churndesk.words import Language
from tests.unit.shapes.tables import csv

if TYPE_CHECKING:
    from churndesk.shapes.mapping import Suggestion

SAMPLES = Path(__file__).parents[2] / "data" / "presets"
KEYS = sorted(path.stem for path in resources.path("presets").glob("*.toml"))


def sample(key: str, given: Given = Given()) -> tuple[Suggestion, object]:  # noqa: B008
    table = read(SAMPLES / f"{key}.csv")
    found = suggest(table, given)
    return found, understand([table], found.mapping).rows


def roles(found: Suggestion) -> dict[str | None, str]:
    return {use.role: use.heading for use in reversed(found.mapping.columns) if use.role}


def test_every_preset_has_a_sample_and_every_sample_a_preset() -> None:
    assert sorted(path.stem for path in SAMPLES.glob("*.csv")) == KEYS == sorted(preset.key for preset in presets())


@pytest.mark.parametrize("key", KEYS)
def test_the_sample_is_recognised_by_its_headings_and_nothing_is_asked(key: str) -> None:
    table = read(SAMPLES / f"{key}.csv")
    preset = recognised(table.headings)
    assert preset is not None
    assert preset.key == key
    found = suggest(table)
    assert found.mapping.shape == preset.shape
    assert found.shapes[0].certainty > 0.9
    assert preset.name in Language().say(found.shapes[0].reason)
    if key == "stripe_customers_cards":
        assert [doubt.text for doubt in found.doubts] == list(preset.notes)
        return
    assert found.remarks[: len(preset.notes)] == preset.notes
    if preset.shape == "lists":
        assert [doubt.code for doubt in found.doubts] == ["list-alone"]
        return
    assert [doubt.code for doubt in found.doubts] == []
    assert sum(source.rows_used for source in understand([table], found.mapping).sources) >= 2


@pytest.mark.parametrize("key", KEYS)
def test_what_a_preset_names_is_there(key: str) -> None:
    preset = next(preset for preset in presets() if preset.key == key)
    assert {role for role, _ in preset.roles} <= set(shape(preset.shape).roles)
    assert {meaning for _, words in preset.meanings for _, meaning in words} <= {
        meaning for use in MEANINGS.values() for meaning in use
    }
    assert {"customer"} <= {role for role, _ in preset.roles}


def test_a_cancellation_at_stripe_ends_later_than_it_is_asked_for() -> None:
    found, rows = sample("stripe_subscriptions")
    assert isinstance(rows, SpellRows)
    assert (roles(found)["asked"], roles(found)["end"]) == ("Canceled At (UTC)", "Ended At (UTC)")
    assert [str(day) for day in (rows.asked[1], rows.end[1])] == ["2024-04-03", "2024-04-20"]
    assert rows.failed.tolist() == [False, False, False, True, False]
    assert rows.trial.tolist() == [False, False, False, False, True]
    assert found.mapping.currency == "USD"


def test_cents_are_divided_where_all_amounts_are_whole_and_the_currency_has_cents() -> None:
    _, rows = sample("stripe_subscriptions")
    assert isinstance(rows, SpellRows)
    assert rows.amount.tolist() == [29, 29, 100, 29, 29]
    text = "id,Customer ID,Currency,Interval,Amount,Status,Created (UTC),Canceled At (UTC)\n"
    for currency, amount, paid in (("usd", "29.00", 29), ("jpy", "2900", 2900), ("usd", "2900", 29)):
        table = csv(f"{text}s1,c1,{currency},month,{amount},active,2024-01-04 10:02,")
        made = understand([table], suggest(table).mapping).rows
        assert isinstance(made, SpellRows)
        assert made.amount.tolist() == [paid]


def test_failed_and_refunded_payments_at_stripe_count_for_nobody() -> None:
    _, rows = sample("stripe_payments")
    assert isinstance(rows, PaymentRows)
    assert rows.amount.tolist() == [29, 0, 0, 20, 1200]
    bought = rows.kind == PaymentKind.PURCHASE
    assert bought.tolist() == [True, False, False, True, True]


def test_an_order_at_shopify_counts_once_without_tax_and_what_was_paid_back() -> None:
    _, rows = sample("shopify_orders")
    assert isinstance(rows, PaymentRows)
    assert rows.row.tolist() == [2, 4, 5, 6]
    np.testing.assert_allclose(rows.amount, [45 - 7.18, 35 - 15 - 5.59, 20 - 3.19, 0])


def test_a_total_on_each_line_of_an_invoice_counts_once() -> None:
    head = "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,Quantity,UnitAmount,LineAmount"
    lines = "\n".join(
        f"{who},INV-{number},2024-0{number}-15,2024-0{number}-28,30,1,{part},{part}"
        for number, who in ((1, "A"), (2, "B"), (3, "A"))
        for part in (10, 20)
    )
    table = csv(f"{head}\n{lines}")
    rows = understand([table], suggest(table).mapping).rows
    assert isinstance(rows, PaymentRows)
    assert rows.amount.tolist() == [30, 30, 30]


def test_pieces_by_their_price_where_there_is_no_total() -> None:
    _, rows = sample("uci_retail")
    assert isinstance(rows, PaymentRows)
    np.testing.assert_allclose(rows.amount, [15.3, 15.9, -2.55, 10.2])
    assert rows.kind.tolist() == [0, 0, 1, 0]


def test_invoices_at_quickbooks_are_purchases_and_their_payments_are_not() -> None:
    _, rows = sample("quickbooks_transactions")
    assert isinstance(rows, PaymentRows)
    assert rows.amount.tolist() == [1200, 800, -420.81, 1200]
    _, rows = sample("quickbooks_journal")
    assert isinstance(rows, PaymentRows)
    assert rows.row.tolist() == [2, 6, 8]


def test_the_order_of_paypals_dates_stays_a_question() -> None:
    text = (SAMPLES / "paypal_activity.csv").read_text("utf-8").replace('"', "")
    short = "\n".join(
        line.replace(",00", ".00")
        .replace(",14", ".14")
        .replace("15/", "05/")
        .replace("20/", "06/")
        .replace("16/", "07/")
        for line in text.splitlines()[:3]
    )
    heads, *rows = short.splitlines()
    cells = [row.split(",") for row in rows]
    width = len(heads.split(","))
    table = csv("\n".join([heads, *(",".join(row[:width]) for row in cells)]))
    assert [doubt.code for doubt in suggest(table).doubts if doubt.code == "date-order"] == ["date-order"]


def test_who_left_in_a_list_of_customers_at_stripe() -> None:
    found, rows = sample("stripe_customers")
    assert isinstance(rows, SnapshotRows)
    assert rows.lost.tolist() == [False, True, False, False]
    assert found.mapping.amount_is == "total"


def test_what_a_person_says_overrules_a_preset() -> None:
    other = Given(roles=(("customer", "Customer Email"),), formats=(("Status", "active:lost"),))
    found, _ = sample("stripe_subscriptions", other)
    assert roles(found)["customer"] == "Customer Email"
    status = next(use for use in found.mapping.columns if use.role == "status")
    assert dict(status.meanings)["active"] == "lost"
    table = read(SAMPLES / "stripe_subscriptions.csv")
    assert suggest(table, Given(shape="customers")).mapping.shape == "customers"


def test_a_damaged_preset_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    for text in ("name = ", 'name = "A"\nshape = "payments"', 'name = "A"\nshape = "x"\nmust = []\nmore = 1'):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(PresetError, match=r"a\.toml"):
            read_preset(file)
