"""Pages of content: typing a piece and its values, products, archive with undo, history."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from catalog.content.forms import MetricsForm
from catalog.content.models import ContentMetric, ContentPiece, ContentProduct, Metric
from catalog.content.platforms import METRICS_OF, metrics_of
from catalog.people.models import Role, User
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, log_in, make_playlist, make_product, make_shop, make_user

pytestmark = pytest.mark.django_db

NEW = {"title": "Robe kabyle", "channel": "instagram", "kind": "reel", "published_at": "2026-09-15T18:00"}


@pytest.fixture
def person() -> User:
    return make_user(language="en")


@pytest.fixture
def shop(person: User) -> ShopContext:
    return make_shop(owner=person, language="en")


@pytest.fixture
def owner(person: User, shop: ShopContext) -> Client:
    return log_in(person)


def a_piece(shop: ShopContext, **fields: Any) -> ContentPiece:
    with shop_scope(shop.id):
        defaults: dict[str, Any] = {"channel": "instagram", "kind": "reel", "title": "Robe kabyle"}
        piece: ContentPiece = ContentPiece.objects.create(shop_id=shop.id, **{**defaults, **fields})
    return piece


def at(shop: ShopContext, piece: ContentPiece | None = None, rest: str = "") -> str:
    middle = f"{piece.uid}/" if piece else ""
    return f"/shops/{shop.slug}/content/{middle}{rest}"


def stored(shop: ShopContext) -> list[tuple[date, str, float, str]]:
    with shop_scope(shop.id):
        rows = ContentMetric.objects.order_by("measured_on", "name")
        found = rows.values_list("measured_on", "name", "value", "source")
        return [(day, name, float(value), source) for day, name, value, source in found]


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def test_a_piece_is_typed_and_dated_by_the_shops_clock(owner: Client, shop: ShopContext) -> None:
    playlist = make_playlist(shop)
    sent = NEW | {"playlist": playlist.slug, "length_seconds": "1:05", "is_ai_assisted": "on"}
    answer = owner.post(at(shop, rest="new/"), sent)
    with shop_scope(shop.id):
        piece = ContentPiece.objects.get()
    assert answer["Location"] == at(shop, piece)
    assert piece.published_at == datetime(2026, 9, 15, 17, 0, tzinfo=UTC)
    assert (piece.length_seconds, piece.playlist_id, piece.is_ai_assisted) == (65, playlist.pk, True)
    assert "Robe kabyle" in text(owner.get(at(shop, piece)))


def test_another_channel_is_named_in_words(owner: Client, shop: ShopContext) -> None:
    owner.post(at(shop, rest="new/"), NEW | {"channel": "other", "other_channel": "Snap Chat"})
    with shop_scope(shop.id):
        assert ContentPiece.objects.get().channel == "snap-chat"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": ""}, "title"),
        ({"channel": "other"}, "other_channel"),
        ({"length_seconds": "long"}, "length_seconds"),
        ({"published_at": "hier"}, "published_at"),
        ({"published_at": "1026-09-15T18:00"}, "published_at"),
        ({"permalink": "javascript:alert(1)"}, "permalink"),
        ({"playlist": "nulle"}, "playlist"),
    ],
)
def test_a_bad_field_comes_back_with_its_reason(
    owner: Client, shop: ShopContext, sent: dict[str, str], field: str
) -> None:
    page = text(owner.post(at(shop, rest="new/"), NEW | sent), 422)
    assert f'id="id_{field}-error"' in page
    with shop_scope(shop.id):
        assert not ContentPiece.objects.exists()


def test_a_taken_id_of_the_platform_is_said_beside_its_field(owner: Client, shop: ShopContext) -> None:
    a_piece(shop, external_id="18")
    assert 'id="id_external_id-error"' in text(
        owner.post(at(shop, rest="new/"), NEW | {"external_id": "18"}), 422
    )


def test_a_piece_is_changed_unless_somebody_changed_it_meanwhile(owner: Client, shop: ShopContext) -> None:
    piece = a_piece(shop)
    sent = NEW | {"title": "Robe brodée", "version": piece.updated_at.isoformat()}
    assert owner.post(at(shop, piece, "edit/"), sent).status_code == 302
    assert "Somebody changed this piece" in text(owner.post(at(shop, piece, "edit/"), sent), 409)
    with shop_scope(shop.id):
        assert ContentPiece.objects.get().title == "Robe brodée"


# Values typed by hand


def test_values_are_kept_as_typed_and_what_is_empty_is_not_zero(owner: Client, shop: ShopContext) -> None:
    piece = a_piece(shop)
    sent = {
        "measured_on": "2026-09-20",
        "shown_day": "2026-09-20",
        "views": "15.4K",
        "likes": "0",
        "saves": "",
    }
    assert owner.post(at(shop, piece, "metrics/"), sent)["Location"] == at(shop, piece)
    day = date(2026, 9, 20)
    assert stored(shop) == [(day, "likes", 0, "hand"), (day, "views", 15400, "hand")]
    page = text(owner.get(at(shop, piece)))
    assert "15,400" in page
    assert "not given" not in page


def test_a_value_taken_away_on_the_day_that_was_shown_is_gone(owner: Client, shop: ShopContext) -> None:
    piece = a_piece(shop)
    first = {"measured_on": "2026-09-20", "shown_day": "2026-09-20", "views": "100", "likes": "5"}
    owner.post(at(shop, piece, "metrics/"), first)
    owner.post(at(shop, piece, "metrics/"), first | {"likes": ""})
    assert [(name, value) for _day, name, value, _source in stored(shop)] == [("views", 100)]


def test_an_empty_field_never_takes_away_what_the_form_did_not_show(owner: Client, shop: ShopContext) -> None:
    piece = a_piece(shop)
    owner.post(
        at(shop, piece, "metrics/"), {"measured_on": "2026-09-20", "shown_day": "2026-09-20", "likes": "5"}
    )
    owner.post(
        at(shop, piece, "metrics/"), {"measured_on": "2026-09-20", "shown_day": "2026-09-21", "views": "9"}
    )
    assert [name for _day, name, _value, _source in stored(shop)] == ["likes", "views"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"views": "many"}, "views"),
        ({"views": "-1"}, "views"),
        ({"measured_on": "2999-01-01"}, "measured_on"),
    ],
)
def test_a_value_that_cannot_be_read_keeps_nothing(
    owner: Client, shop: ShopContext, sent: dict[str, str], field: str
) -> None:
    piece = a_piece(shop)
    given = {"measured_on": "2026-09-20", "likes": "5"} | sent
    assert f'id="id_{field}-error"' in text(owner.post(at(shop, piece, "metrics/"), given), 422)
    assert stored(shop) == []


@pytest.mark.parametrize("channel", [*METRICS_OF, "snap-chat"])
def test_a_form_asks_for_every_metric_of_the_platform_and_for_no_other(channel: str) -> None:
    day = date(2026, 9, 20)
    form = MetricsForm(piece=ContentPiece(channel=channel), of_day={}, day=day, today=day)
    assert set(form.names) == {metric.value for metric in metrics_of(channel)}
    assert set(form.names) <= set(Metric.values)


def test_the_history_tells_every_day_and_opens_it_again(owner: Client, shop: ShopContext) -> None:
    piece = a_piece(shop)
    for day, views in (("2026-09-20", "100"), ("2026-09-27", "250")):
        owner.post(at(shop, piece, "metrics/"), {"measured_on": day, "shown_day": day, "views": views})
    owner.post(at(shop, piece, "metrics/"), {"measured_on": "2026-09-27", "shown_day": "", "likes": "7"})
    page = text(owner.get(at(shop, piece)))
    assert "not given" in page
    assert "data-chart" in page
    opened = text(owner.get(at(shop, piece) + "?day=2026-09-20"))
    assert 'value="100"' in opened
    assert opened.count('value="2026-09-20"') == 2
    sheet = text(owner.get(at(shop, piece, "history.csv?raw=1")))
    assert sheet.splitlines() == [
        "Day of the count,Views,Likes,Source",
        "2026-09-27,250,7,Typed by hand",
        "2026-09-20,100,,Typed by hand",
    ]


# Products, archive


def test_products_are_found_added_and_taken_off(owner: Client, shop: ShopContext) -> None:
    piece, product = a_piece(shop), make_product(shop, sku="ROBE-M", title="Robe en soie")
    assert "Robe en soie" in text(owner.get(at(shop, piece) + "?q=soie"))
    change = at(shop, piece, "products/")
    for _time in range(2):
        owner.post(change, {"action": "add", "sku": product.sku})
    with shop_scope(shop.id):
        assert ContentProduct.objects.count() == 1
    owner.post(change, {"action": "remove", "sku": product.sku})
    with shop_scope(shop.id):
        assert not ContentProduct.objects.exists()
    assert owner.post(change, {"action": "add", "sku": "NULLE"}).status_code == 404


def test_an_archived_piece_can_be_taken_back_with_all_that_is_its(owner: Client, shop: ShopContext) -> None:
    piece = a_piece(shop)
    owner.post(at(shop, piece, "metrics/"), {"measured_on": "2026-09-20", "views": "5"})
    owner.post(at(shop, piece, "archive/"))
    assert "This piece is archived" in text(owner.get(at(shop, piece)))
    assert "Robe" not in text(owner.get(at(shop, rest="facts.csv")))
    owner.post(at(shop, piece, "archive/"), {"action": "restore"})
    assert "This piece is archived" not in text(owner.get(at(shop, piece)))
    assert len(stored(shop)) == 1


def test_the_sheet_of_all_pieces_leaves_empty_what_is_not_given(owner: Client, shop: ShopContext) -> None:
    piece = a_piece(shop, length_seconds=27)
    owner.post(at(shop, piece, "metrics/"), {"measured_on": "2026-09-20", "views": "5", "likes": "0"})
    header, line = text(owner.get(at(shop, rest="facts.csv?raw=1"))).splitlines()
    cells = dict(zip(header.split(","), line.split(","), strict=True))
    assert (cells["Views"], cells["Likes"], cells["Shares"], cells["Length"]) == ("5", "0", "", "27")


def test_a_viewer_reads_and_changes_nothing(shop: ShopContext) -> None:
    viewer = make_user(language="en")
    join(shop, viewer, Role.VIEWER)
    browser, piece = log_in(viewer), a_piece(shop)
    page = text(browser.get(at(shop, piece)))
    assert "Type what was measured" not in page
    assert browser.get(at(shop, rest="new/")).status_code == 403
    assert browser.post(at(shop, piece, "archive/")).status_code == 403
    assert (
        browser.post(at(shop, piece, "metrics/"), {"measured_on": "2026-09-20", "views": "5"}).status_code
        == 403
    )


def test_a_stranger_sees_nothing(shop: ShopContext) -> None:
    piece = a_piece(shop)
    assert log_in(make_user()).get(at(shop, piece)).status_code == 404
