"""The owner's pages of codes: made for each channel, read with what they brought, printed, changed."""

from __future__ import annotations

import html
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.codes.models import CodeUse, PlaylistCode
from catalog.codes.redeeming import Redemption, redeem
from catalog.people.models import Role
from catalog.shops.services import write_public_profile
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.playlist_results.selectors import playlist_results
from signals.scores.models import ProductCost
from tests.catalog.code_shop import change, make_code, order_with, taken
from tests.catalog.pages import Desk
from tests.factories import (
    NOON,
    join,
    log_in,
    make_customer,
    make_order,
    make_playlist,
    make_product,
    make_refund,
    make_shop,
    make_user,
)

NEW = {"discount_kind": "percent", "discount": "20", "gives_back": "on"}


@pytest.fixture
def desk(db: None) -> Desk:
    shop = make_shop()
    people: dict[str, Client] = {}
    for role in (Role.MANAGER, Role.AGENT, Role.VIEWER):
        user = make_user(language="en")
        join(shop, user, role)
        people[role.value] = log_in(user)
    return Desk(shop=shop, **people)


def _codes(desk: Desk) -> list[tuple[str, str]]:
    with shop_scope(desk.shop.id):
        return list(PlaylistCode.objects.order_by("pk").values_list("code", "channel"))


def _first(desk: Desk) -> PlaylistCode:
    with shop_scope(desk.shop.id):
        found: PlaylistCode = PlaylistCode.objects.order_by("pk")[0]
        return found


def test_an_empty_list_teaches_and_only_managers_get_the_form(desk: Desk) -> None:
    page = desk.get("codes", by=desk.manager)
    assert ("No code yet" in page, 'id="new"' in page) == (True, True)
    assert 'id="new"' not in desk.get("codes", by=desk.viewer)


def test_one_code_is_made_for_each_channel_ticked(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        make_playlist(desk.shop, slug="rituel-hammam")
    body = {**NEW, "channel": ["instagram", "facebook"], "playlist": "rituel-hammam"}
    answer = desk.post("codes-create", body, by=desk.manager)
    assert (answer.status_code, _codes(desk)) == (
        302,
        [("RITUEL", "instagram"), ("RITUEL20", "facebook")],
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"code": "RAMADAN2O"}, "Customers would take it for RAMADAN20 (Instagram)"),
        ({"code": "no/such"}, "3 to 24 Latin or Arabic letters"),
        ({"code": "NEUF", "channel": ["instagram", "facebook"]}, "One word is for one channel"),
        ({"code": "NEUF", "discount": "51"}, "At most 50: above"),
        ({"code": "NEUF", "discount": ""}, "How much does it take off?"),
        ({"code": "NEUF", "starts_on": "2026-03-02", "ends_on": "2026-03-01"}, "before the first"),
        ({"code": "NEUF", "target": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_a_bad_form_comes_back_with_its_error_and_nothing_lost(
    desk: Desk, body: dict[str, Any], said: str
) -> None:
    make_code(desk.shop)
    answer = desk.post("codes-create", {**NEW, "campaign": "Ramadan 2026", **body}, by=desk.manager)
    page = html.unescape(answer.content.decode())
    assert (answer.status_code, said in page, "Ramadan 2026" in page) == (422, True, True)
    assert len(_codes(desk)) == 1


def test_the_list_says_what_each_code_brought_and_its_sheet_the_same(desk: Desk) -> None:
    shop = desk.shop
    code, amina = make_code(shop), make_customer(shop)
    make_code(shop, "VIDE", channel="tiktok")
    make_order(shop, customer=amina)
    make_refund(shop, order_with(shop, "RAMADAN20", delivered=True, discount_amount=Decimal(500)), 300)
    order_with(shop, "RAMADAN20", customer=make_customer(shop), channel="facebook")
    order_with(shop, "RAMADAN20", customer=amina, at=timezone.now())
    page = desk.get("codes", "q=ramadan2O")
    assert ("RAMADAN20" in page, "VIDE" in page) == (True, False)
    assert "1 700 DA" in page.replace(",", " ")  # 2,500 - 500 - 300
    assert "not enough data (n = 3 of 30)" in page
    sheet = desk.get("codes-csv", "q=ramadan2O&raw=1").splitlines()
    assert len(sheet) == 2
    row = dict(zip(sheet[0].split(","), sheet[1].split(","), strict=True))
    assert (row["Uses"], row["New customers"], row["Delivered orders"], row["Net revenue"]) == (
        "3",
        "1",
        "1",
        "1700.00",
    )
    assert (row["Seen elsewhere"], row["Uses with a known place"]) == ("1", "3")
    assert taken(shop, code)[0] == 3
    assert "VIDE" in desk.get("codes", "channel=tiktok")
    assert "No code yet" not in desk.get("codes", "state=paused")


def test_the_rows_of_a_code_add_up_to_its_figures(desk: Desk) -> None:
    shop, code = desk.shop, make_code(desk.shop, most_uses=2)
    for _turn in range(2):
        order_with(shop, "RAMADAN20", delivered=True)
    late = order_with(shop, "RAMADAN20")
    gone = order_with(shop, "RAMADAN20")
    change(shop, gone, order_state="cancelled")
    page = desk.get("code", code_uid=code.uid)
    assert ("1 order carries it beyond its limits." in page, "2 of 2 uses" in page) == (True, True)
    rows = desk.get("code-uses", "raw=1", code_uid=code.uid).splitlines()[1:]
    assert sum(Decimal(row.split(",")[-1]) for row in rows) == Decimal(4000)
    assert len(desk.get("code-uses", "raw=1&only=beyond", code_uid=code.uid).splitlines()) == 2
    assert late.number in desk.get("code", "only=beyond", code_uid=code.uid)


def test_link_keyword_message_and_picture_stand_ready_to_share(desk: Desk) -> None:
    write_public_profile(desk.shop.id, {"contact": {"whatsapp": "+213550000001"}})
    code = make_code(desk.shop, keyword="MISK", ends_on=timezone.now().date())
    page = html.unescape(desk.get("code", code_uid=code.uid))
    assert "/l/ramadan20" in page
    assert "https://wa.me/213550000001?text=" in page
    assert "MISK" in page
    assert page.count('class="qr"') == 1
    assert desk.get("code-print", "size=small", code_uid=code.uid).count('class="qr"') == 8
    picture = desk.agent.get(desk.url("code-qr", code_uid=code.uid))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b'xmlns="http://www.w3.org/2000/svg"' in picture.content


def test_whoever_shares_or_prints_a_paused_code_is_told_that_its_link_is_closed(desk: Desk) -> None:
    code = make_code(desk.shop)
    pages = ("code", "code-print", "landing")
    for act, words in (
        ("open", ""),
        ("pause", "This code is paused: its link says that it is not open."),
        ("archive", "This code is archived: its link says that it is not open."),
    ):
        desk.post("code-state", {"act": act}, by=desk.manager, code_uid=code.uid)
        for name in pages:
            page = desk.get(name, code_uid=code.uid)
            assert ("its link says" in page) is bool(words), (act, name)
            assert words in page


def test_a_code_is_changed_paused_archived_and_deleted(desk: Desk) -> None:
    code = make_code(desk.shop)
    body = {**NEW, "code": "AID26", "channel": "tiktok", "discount": "15", "most_uses": "10"}
    assert desk.get("code-edit", by=desk.manager, code_uid=code.uid)
    desk.post("code-save", body, by=desk.manager, code_uid=code.uid)
    assert _codes(desk) == [("AID26", "tiktok")]
    assert (_first(desk).most_uses, _first(desk).discount) == (10, Decimal(15))
    for act, flags in (("pause", (True, False)), ("open", (False, False)), ("archive", (False, True))):
        desk.post("code-state", {"act": act}, by=desk.manager, code_uid=code.uid)
        assert (_first(desk).is_paused, _first(desk).is_archived) == flags
    assert desk.post("code-state", {"act": "x"}, by=desk.manager, code_uid=code.uid).status_code == 404
    desk.post("code-delete", {}, by=desk.manager, code_uid=code.uid)
    assert _codes(desk) == []


def test_a_used_code_refuses_another_word_beside_the_field_and_gives_a_use_back(desk: Desk) -> None:
    code = make_code(desk.shop)
    order_with(desk.shop, "RAMADAN20")
    body = {**NEW, "code": "AUTRE", "channel": "instagram"}
    answer = desk.post("code-save", body, by=desk.manager, code_uid=code.uid)
    assert (answer.status_code, "used already" in answer.content.decode()) == (422, True)
    desk.post("code-delete", {}, by=desk.manager, code_uid=code.uid)
    redeem(desk.shop, code.uid, Redemption(Decimal(1000), reference="B-77"))
    assert "B-77" in desk.get("code", by=desk.manager, code_uid=code.uid)
    with shop_scope(desk.shop.id):
        use = CodeUse.objects.get(reference="B-77")
    desk.post("code-use-back", {}, by=desk.manager, code_uid=code.uid, use_uid=use.uid)
    assert taken(desk.shop, code)[0] == 1


def test_the_margin_after_the_discount_is_shown_and_a_loss_is_said(desk: Desk) -> None:
    shop = desk.shop
    oil = make_product(shop, price=Decimal(1000), title="Huile")
    code = make_code(shop, playlist=make_playlist(shop, [oil]))
    with shop_scope(shop.id):
        ProductCost.objects.create(shop_id=shop.id, product=oil, cost=Decimal(850))
    make = {"lines": [(oil, 2, 1000)], "delivered": True, "discount_amount": Decimal(400)}
    order_with(shop, "RAMADAN20", **make)
    page = desk.get("code", code_uid=code.uid)
    assert "Huile</bdi> sells at" in page or "Huile sells at" in page
    assert "−100 DA" in page or "-100 DA" in page  # 1,600 paid, 1,700 cost


def test_pages_ask_as_many_questions_for_one_code_as_for_many(desk: Desk) -> None:
    make_code(desk.shop)
    order_with(desk.shop, "RAMADAN20")
    few = desk.queries("codes")
    for number in range(4, 10):
        make_code(desk.shop, f"AUTRE{number}X")
        order_with(desk.shop, f"AUTRE{number}X", customer=make_customer(desk.shop))
    assert desk.queries("codes") == few <= 15
    assert desk.queries("code", code_uid=_first(desk).uid) <= 15


def test_a_refused_parcel_takes_the_order_out_of_its_playlists_result(desk: Desk) -> None:
    shop = desk.shop
    oil = make_product(shop, price=Decimal(1000))
    playlist = make_playlist(shop, [oil])
    make_code(shop, playlist=playlist)
    period = Period(NOON.date(), NOON.date() + timedelta(days=9))
    order = order_with(shop, "ramadan 2O", lines=[(oil, 1, 1000)], delivered=True, discount_amount=Decimal(0))
    sales = playlist_results(shop, period)[0].sales
    assert (sales.placed, sales.delivered, sales.net) == (1, 1, Decimal(1000))
    change(shop, order, parcel_state="refused", delivered_on=None, delivered_at=None)
    assert playlist_results(shop, period)[0].sales.net == 0
