"""Shopify's orders export: grouping, the three states, refunds, where an order came from."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from catalog.imports.decoding import open_table
from catalog.imports.detection import detect
from catalog.imports.formats import shopify_orders
from catalog.imports.records import Head, Line, Record, Refund, RowError
from tests.catalog.import_files import sample

HEADER, FIRST = list(csv.reader(io.StringIO(sample("shopify_orders_export.csv").decode())))[:2]


def read(content: bytes) -> list[Record]:
    table = open_table(content)
    return list(shopify_orders.read(table, detect(table), zone=ZoneInfo("Africa/Algiers"), country="DZ"))


def export(*changes: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for change in changes:
        writer.writerow([change.get(name, cell) for name, cell in zip(HEADER, FIRST, strict=True)])
    return out.getvalue().encode()


def order(**changes: str) -> Head:
    found = read(export({name.replace("_", " "): value for name, value in changes.items()}))
    return next(record.head for record in found if isinstance(record, Line))


COD = {"Payment_Method": "Cash on Delivery (COD)"}
CARD = {"Payment_Method": "Chargily Pay"}


def test_the_sample_has_four_orders_of_six_lines() -> None:
    found = [record for record in read(sample("shopify_orders_export.csv")) if isinstance(record, Line)]
    assert [(line.head.key, int(line.amount)) for line in found] == [
        ("#1041", 6500), ("#1041", 2400), ("#1042", 8900), ("#1043", 4500), ("#1043", 1200), ("#1044", 9000),
    ]  # fmt: skip
    assert found[0].head == found[1].head


def test_the_first_line_of_an_order_speaks_for_all_its_lines() -> None:
    head = order()
    assert (head.phone, head.email, head.name) == (
        "+213550000001",
        "amina.exemple@example.com",
        "Amina Exemple",
    )
    assert (head.wilaya, head.commune, head.shipping) == ("alger", "bab-ezzouar", Decimal("600.00"))
    assert head.placed_at == datetime(2026, 5, 14, 10, 23, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cells", "states"),
    [
        ({**COD, "Financial_Status": "pending", "Fulfillment_Status": "unfulfilled"}, ("placed", "none", "unpaid")),
        ({**COD, "Financial_Status": "pending", "Fulfillment_Status": "fulfilled"}, ("confirmed", "in_transit", "unpaid")),
        ({**COD, "Financial_Status": "paid", "Fulfillment_Status": "unfulfilled"}, ("confirmed", "none", "collected")),
        ({**COD, "Financial_Status": "paid", "Fulfillment_Status": "fulfilled"}, ("confirmed", "delivered", "collected")),
        ({**CARD, "Financial_Status": "paid", "Fulfillment_Status": ""}, ("confirmed", "delivered", "paid_out")),
        ({**CARD, "Financial_Status": "authorized", "Fulfillment_Status": ""}, ("placed", "none", "unpaid")),
        ({**CARD, "Financial_Status": "refunded", "Fulfillment_Status": ""}, ("confirmed", "delivered", "refunded")),
        ({**COD, "Cancelled_at": "2026-05-17 10:00:00 +0100", "Fulfillment_Status": ""}, ("cancelled", "none", "collected")),
        ({**COD, "Financial_Status": "voided", "Fulfillment_Status": ""}, ("cancelled", "none", "unpaid")),
    ],
)  # fmt: skip
def test_the_three_states(cells: dict[str, str], states: tuple[str, str, str]) -> None:
    assert order(**cells).states == states


def test_cash_on_delivery_is_delivered_by_the_day_it_was_marked_paid_and_says_it_is_not_known() -> None:
    head = order(**COD)
    assert head.dates.delivered == datetime(2026, 5, 19, 15, 2, 10, tzinfo=UTC)
    assert not head.delivery_date_known


def test_an_order_paid_on_the_web_counts_as_delivered_when_placed() -> None:
    head = order(**CARD)
    assert head.dates.delivered == head.placed_at


def test_a_refund_of_a_delivered_order_is_dated_at_best_and_says_so() -> None:
    [refund] = [record for record in read(sample("shopify_orders_export.csv")) if isinstance(record, Refund)]
    assert (refund.order_key, refund.amount, refund.date_known) == ("#1044", Decimal("4500.00"), False)
    assert refund.at == datetime(2026, 5, 21, 11, 0, tzinfo=UTC)


def test_money_returned_for_an_order_never_delivered_is_no_refund_of_a_sale() -> None:
    records = read(export({"Cancelled at": "2026-05-17 10:00:00 +0100", "Refunded Amount": "9500.00"}))
    assert not [record for record in records if isinstance(record, Refund)]


def test_the_discount_is_what_the_subtotal_lacks_from_the_lines() -> None:
    assert order(Subtotal="6000.00", Discount_Amount="999").discount == Decimal("500.00")
    assert order(Subtotal="", Discount_Amount="250.00").discount == Decimal("250.00")
    assert order(Subtotal="6500.00").discount == 0


def test_utm_tags_of_the_note_give_channel_and_campaign() -> None:
    assert (order().channel, order().campaign) == ("instagram", "ete-2026")
    assert order(Note_Attributes="").channel == "web"
    assert order(Note_Attributes="", Source="shopify_draft_order").channel == ""
    assert order(Discount_Code="ETE10").code == "ETE10"


def test_title_and_variant_are_split_at_the_last_dash() -> None:
    first = next(record for record in read(export({})) if isinstance(record, Line))
    assert (first.title, first.variant, first.sku) == ("Robe kabyle brodée", "M / Rouge", "ROBE-KAB-M-R")


def test_a_line_s_own_discount_is_in_its_amount() -> None:
    first = next(record for record in read(export({"Lineitem discount": "500"})) if isinstance(record, Line))
    assert (first.discount, first.amount) == (Decimal(500), Decimal(6000))


def test_a_bad_phone_or_province_is_left_out_and_the_order_kept() -> None:
    changes = dict.fromkeys(("Shipping Phone", "Billing Phone", "Phone"), "2,1355E+11")
    changes |= {"Shipping Province": "XX", "Shipping Province Name": "Nowhere", "Shipping City": "?"}
    found = read(export(changes))
    assert [(error.code, error.fatal) for error in found if isinstance(error, RowError)] == [
        ("unknown_wilaya", False), ("bad_phone", False),
    ]  # fmt: skip
    assert [line.head.phone for line in found if isinstance(line, Line)] == [""]


def test_an_order_without_a_date_or_currency_is_refused_with_all_its_rows() -> None:
    found = read(export({"Created at": "soon"}, {"Created at": "soon"}))
    assert [(error.row, error.code) for error in found if isinstance(error, RowError)] == [
        (2, "bad_date"),
        (3, "bad_date"),
    ]
    assert not [line for line in found if isinstance(line, Line)]


def test_an_unreadable_line_is_refused_alone() -> None:
    found = read(export({}, {"Lineitem quantity": "many"}))
    assert [type(record).__name__ for record in found] == ["RowError", "Line"]


def test_an_order_sent_abroad_has_no_wilaya() -> None:
    assert order(Shipping_Country="FR", Shipping_City="Paris").wilaya == ""
