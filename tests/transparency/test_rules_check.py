"""Texts are read when they are written: what stops, what is held back, who may allow it, and what a replay says."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.content.services import change_piece, create_piece
from catalog.playlists.models import Playlist, PlaylistItem
from catalog.playlists.services import act_on, create_playlist, update_playlist
from catalog.products.holds import hold_back, hold_of
from catalog.products.models import Product
from catalog.products.services import change_product, create_product
from catalog.shops.context import ShopContext
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_product, a_shop
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch
from transparency.rules.acts import (
    RuleFields,
    mend_finding,
    sign_override,
    withdraw_override,
    write_rule,
)
from transparency.rules.models import FindingState, TextFinding
from transparency.rules.services import check_shop

pytestmark = pytest.mark.django_db

CURE = "Ce baume guérit l’eczéma"
LEGAL = {"name": "B", "address": "Rue 1", "phone": "0550", "register": "16/00", "tax_number": "1"}


@pytest.fixture
def shop() -> ShopContext:
    return a_shop()


def product(shop: ShopContext, sku: str = "A", **fields: Any) -> Product:
    fields = {"title": "Baume", "price": Decimal(900), **fields}
    return create_product(shop.id, sku=sku, fields=fields)  # type: ignore[arg-type]  # what a test says of it


def open_findings(shop: ShopContext, kind: str = "") -> list[TextFinding]:
    with shop_scope(shop.id):
        rows = TextFinding.objects.filter(state=FindingState.OPEN).order_by("pk")
        return list(rows.filter(kind=kind) if kind else rows)


def is_held(shop: ShopContext, one: Product) -> bool:
    return hold_of(shop.id, one.pk) is not None


def test_a_product_that_promises_to_heal_is_held_back_as_soon_as_it_is_written(shop: ShopContext) -> None:
    one = product(shop, description=CURE)
    assert is_held(shop, one)
    (found,) = open_findings(shop)
    assert (found.rule, found.severity, found.words, found.field) == (
        "health_cure",
        "block",
        "guérit",
        "description",
    )


def test_a_product_is_let_go_when_its_words_are_mended(shop: ShopContext) -> None:
    one = product(shop, description=CURE)
    change_product(shop.id, one.uid, {"description": "Ce baume adoucit la peau"})
    assert not is_held(shop, one)
    assert open_findings(shop) == []


def test_a_hold_that_a_person_placed_is_never_lifted_by_the_rules(shop: ShopContext) -> None:
    one = product(shop)
    hold_back(shop.id, one.uid, reason="rappel", by="user:1")
    change_product(shop.id, one.uid, {"description": CURE})
    change_product(shop.id, one.uid, {"description": ""})
    assert is_held(shop, one)


def test_one_click_takes_the_words_out(shop: ShopContext) -> None:
    one = product(shop, description="Adoucit. Résultat garanti, dès demain.")
    (found,) = open_findings(shop)
    mend_finding(shop, found.uid, 0, by="user:1")
    with shop_scope(shop.id):
        assert Product.objects.get(pk=one.pk).description == "Adoucit., dès demain."
    assert open_findings(shop) == []


def test_a_false_count_is_written_as_the_stock_has_it(shop: ShopContext) -> None:
    one = product(shop, description="Plus que 2 !", stock=7)
    (found,) = open_findings(shop)
    assert (found.severity, found.values["said"], found.values["stock"]) == ("block", 2, 7)
    mend_finding(shop, found.uid, 0, by="user:1")
    with shop_scope(shop.id):
        assert Product.objects.get(pk=one.pk).description == "Plus que 7 !"
    assert not is_held(shop, one)


def test_a_true_count_stands_until_the_stock_moves(shop: ShopContext) -> None:
    product(shop, description="Plus que 2 !", stock=2)
    assert open_findings(shop) == []
    with shop_scope(shop.id):
        Product.objects.update(stock=30, updated_at=timezone.now())
    check_shop(shop.id)
    assert [row.rule for row in open_findings(shop)] == ["stock_count"]


def test_a_post_made_with_ai_says_so_and_one_click_labels_it(shop: ShopContext) -> None:
    piece = create_piece(
        shop.id,
        {"channel": "tiktok", "title": "Robe", "caption": "Notre robe en mouvement", "is_ai_assisted": True},
    )
    (found,) = open_findings(shop)
    assert (found.rule, found.severity) == ("ai_label", "block")
    mend_finding(shop, found.uid, 0, by="user:1")
    assert open_findings(shop) == []
    change_piece(shop.id, piece.uid, {"caption": "فيديو من إنشاء الذكاء الاصطناعي"})
    assert open_findings(shop) == []


def published(shop: ShopContext, **fields: Any) -> Playlist:
    with shop_scope(shop.id):
        playlist = create_playlist(shop.id, title="Peau douce", language="fr", **fields)
        soap = a_product(shop.id, "SAVON")
        PlaylistItem.objects.create(
            shop_id=shop.id, playlist=playlist, step="proof", position=1, product=soap
        )
        act_on(shop.id, playlist.slug, "publish")
        return playlist


def status_of(shop: ShopContext, playlist: Playlist) -> int:
    return Client().get(f"/p/{shop.slug}/{playlist.slug}").status_code


def test_a_page_with_a_stopping_finding_is_closed_until_it_is_mended(shop: ShopContext) -> None:
    playlist = published(shop, intro=CURE)
    assert status_of(shop, playlist) == 404
    update_playlist(shop.id, playlist.slug, intro="Pour une peau douce")
    assert status_of(shop, playlist) == 200


def test_switched_off_the_check_stops_nothing(shop: ShopContext) -> None:
    playlist = published(shop, intro=CURE)
    with shop_scope(shop.id):
        set_switch("rules_check", is_on=False, by="user:1")
    assert status_of(shop, playlist) == 200
    one = product(shop, description=CURE)
    assert not is_held(shop, one)
    assert check_shop(shop.id, everything=True)["checked"] == 0


def test_a_signed_override_opens_the_page_until_its_day(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    playlist = published(shop, intro=CURE)
    found = next(row for row in open_findings(shop) if row.rule == "health_cure")
    today = timezone.now().date()
    sign_override(
        shop, found.uid, why="Dispositif médical, certificat 12", until=today + timedelta(days=3), by="user:7"
    )
    assert status_of(shop, playlist) == 200
    with shop_scope(shop.id):
        signed = Decision.objects.get(reason_code="finding_overridden")
    assert signed.actor == "user:7"
    assert signed.output["why"] == "Dispositif médical, certificat 12"
    later = timezone.now() + timedelta(days=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert status_of(shop, playlist) == 404


def test_an_override_can_be_taken_back(shop: ShopContext) -> None:
    one = product(shop, description=CURE)
    (found,) = open_findings(shop)
    until = timezone.now().date() + timedelta(days=3)
    sign_override(shop, found.uid, why="Dispositif médical, certificat 12", until=until, by="user:7")
    assert not is_held(shop, one)
    withdraw_override(shop, found.uid, by="user:7")
    assert is_held(shop, one)


@pytest.mark.parametrize(
    ("why", "days"), [("court", 3), ("une raison assez longue", 500), ("une raison assez longue", -2)]
)
def test_an_override_needs_a_reason_and_a_near_day(shop: ShopContext, why: str, days: int) -> None:
    product(shop, description=CURE)
    (found,) = open_findings(shop)
    until = timezone.now().date() + timedelta(days=days)
    with pytest.raises(Invalid):
        sign_override(shop, found.uid, why=why, until=until, by="user:7")


def test_every_check_replays_and_a_changed_word_does_not(shop: ShopContext) -> None:
    product(shop, description=CURE)
    product(shop, "B", title="باقي 2 قطع", stock=9)
    product(shop, "C", price=None)
    published(shop, intro="had l crema y3alej l7boub")
    with shop_scope(shop.id):
        decisions = list(Decision.objects.filter(reason_code="texts_checked"))
    assert len(decisions) == 4
    assert [replay(one) for one in decisions] == [True] * 4
    decisions[0].candidates[0]["texts"][1]["text"] = "Ce baume adoucit"
    assert replay(decisions[0]) is False


def test_the_night_reads_what_came_without_a_service(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        a_product(shop.id, "X", description="Réplique parfaite")
        a_product(shop.id, "Y", description="Sac en cuir")
    assert check_shop(shop.id)["blocked"] == 1
    assert check_shop(shop.id)["found"] == 0


def test_a_rule_of_the_shop_reads_only_its_category(shop: ShopContext) -> None:
    product(shop, "A", description="Bois massif", category="Meubles")
    product(shop, "B", description="Bois massif", category="Bijoux")
    with shop_scope(shop.id):
        category = Product.objects.get(sku="A").category_id
    fields = RuleFields("block", True, ["bois massif"], [], "Bois", "Nos meubles sont plaqués.", "", category)
    write_rule(shop, "", fields, by="user:1")
    check_shop(shop.id)
    assert [(row.title, row.words) for row in open_findings(shop)] == [("Baume", "Bois massif")]
    assert len(open_findings(shop)) == 1


def test_a_rule_can_be_weighed_widened_and_switched_off(shop: ShopContext) -> None:
    product(shop, description="Peau de pêche éternelle. Résultat garanti.")
    assert [row.severity for row in open_findings(shop)] == ["warn"]
    fields = RuleFields("block", True, ["peau de pêche"], [])
    write_rule(shop, "guarantee", fields, by="user:1")
    check_shop(shop.id)
    assert sorted((row.words, row.severity) for row in open_findings(shop)) == [
        ("Peau de pêche", "block"),
        ("Résultat garanti", "block"),
    ]
    write_rule(shop, "guarantee", RuleFields("block", False, [], []), by="user:1")
    check_shop(shop.id)
    assert open_findings(shop) == []


def test_a_title_that_is_the_start_of_the_caption_is_counted_and_mended_with_it(shop: ShopContext) -> None:
    product(shop, "R", title="Robe", price=Decimal(4500))
    piece = create_piece(
        shop.id,
        {
            "channel": "instagram",
            "title": "Robe, prix en MP",
            "caption": "Robe, prix en MP\nEn lin",
            "skus": ["R"],
        },
    )
    (found,) = open_findings(shop)
    assert found.field == "caption"
    mend_finding(shop, found.uid, 0, by="user:1")
    with shop_scope(shop.id):
        piece.refresh_from_db()
    assert "MP" not in piece.title + piece.caption
    assert open_findings(shop) == []


def test_a_price_kept_for_private_messages_is_replaced_by_the_price(shop: ShopContext) -> None:
    product(shop, "R", title="Robe", price=Decimal(4500))
    create_piece(
        shop.id, {"channel": "instagram", "title": "Robe", "caption": "Robe, prix en MP", "skus": ["R"]}
    )
    (found,) = open_findings(shop)
    mend_finding(shop, found.uid, 0, by="user:1")
    with shop_scope(shop.id):
        from catalog.content.models import ContentPiece

        assert "4" in ContentPiece.objects.get().caption
    assert open_findings(shop) == []


def test_where_customers_can_order_the_shop_says_who_it_is(shop: ShopContext) -> None:
    published(shop)
    (found,) = open_findings(shop)
    assert (found.rule, found.severity, found.values["missing"]) == (
        "legal_notice",
        "warn",
        ["name", "address", "phone", "register", "tax_number"],
    )
    told = a_shop()
    from catalog.shops.services import write_public_profile

    with shop_scope(told.id):
        write_public_profile(told.id, {"legal": LEGAL})
    published(told)
    assert open_findings(told) == []


def test_an_offer_that_ends_within_the_week_may_say_so(shop: ShopContext) -> None:
    soon = {"channel": "instagram", "title": "Offre", "caption": "Dernier jour pour la robe"}
    create_piece(shop.id, {**soon, "ends_on": timezone.now().date() + timedelta(days=1)})  # type: ignore[typeddict-item]
    assert open_findings(shop) == []
    create_piece(shop.id, {**soon, "ends_on": date(2030, 1, 1)})  # type: ignore[typeddict-item]
    assert [row.values["why"] for row in open_findings(shop)] == ["false"]


def test_what_is_stopped_enters_no_test(shop: ShopContext) -> None:
    from signals.exposure.choices import StoppedByRules, start_test
    from signals.exposure.models import ExposureTest
    from signals.exposure.services import run_tests

    one = product(shop, description=CURE)
    run_tests(shop.id, timezone.now().date())
    with shop_scope(shop.id):
        assert not ExposureTest.objects.exists()
    with pytest.raises(StoppedByRules):
        start_test(shop, "product", one.uid, by="user:1")
