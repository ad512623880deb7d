"""The pages of scores: every figure with its n, its range and its reason; what is not known says so."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest

from catalog.content.models import ContentPiece
from catalog.outbox.models import OutboxJob
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from signals.scores.content import score_shop_content
from signals.scores.jobs import score_again
from signals.scores.models import ContentScore, ProductCost, ScoreSettings
from signals.scores.services import score_shop_products
from tests.catalog.pages import Desk, make_desk
from tests.factories import make_product, make_shop
from tests.signals.score_shop import TODAY, a_story, furnish, post, publish
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def stories(desk: Desk) -> dict[str, Product]:
    found = furnish(desk.shop)
    score_shop_products(desk.shop.id, TODAY)
    return found


def titles(page: str) -> list[str]:
    return re.findall(r'<th scope="row">.*?<bdi>(.*?)</bdi>', page)


def sheet(desk: Desk, name: str, query: str = "") -> list[dict[str, str]]:
    answer = desk.agent.get(f"{desk.url(name)}?raw=1&{query}")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_every_product_has_its_place_its_advice_and_the_reason(
    desk: Desk, stories: dict[str, Product]
) -> None:
    page = desk.get("scores")
    assert titles(page)[0] == "Robe kabyle brodée"
    assert titles(page)[-1] == "Bracelet neuf"
    assert "Even read carefully it brings more than your middle product" in page
    assert "of its parcels are delivered" in page
    assert "Not enough data (n = 0 of 30)" in page
    assert "Value of showing a product 1,000 times" in page


def test_lists_are_filtered_sorted_and_searched(desk: Desk, stories: dict[str, Product]) -> None:
    assert titles(desk.get("scores", "advice=repair")) == ["Sac en cuir"]
    assert titles(desk.get("scores", "advice=nonsense"))[0] == "Robe kabyle brodée"
    assert titles(desk.get("scores", "q=chemise&sort=title"))[:2] == ["Chemise 0", "Chemise 1"]
    assert titles(desk.get("scores", "sort=-n"))[0] in {"Robe kabyle brodée", "Foulard gris"}
    assert "Nothing matches" in desk.get("scores", "q=xyz")


def test_the_sheet_holds_every_row_and_withholds_what_the_page_withholds(
    desk: Desk, stories: dict[str, Product]
) -> None:
    rows = {row["Product"]: row for row in sheet(desk, "scores-csv")}
    assert len(rows) == 10
    assert rows["Bracelet neuf"]["Place, 0 to 100"] == rows["Bracelet neuf"]["Brings"] == ""
    best = rows["Robe kabyle brodée"]
    assert best["Advice"] == "Promote"
    assert float(best["Brings, low"]) < float(best["Brings"]) < float(best["Brings, high"])
    assert [row["Product"] for row in sheet(desk, "scores-csv", "advice=stop")] == ["Foulard gris"]


def test_the_factors_of_a_product_add_up_on_its_page(desk: Desk, stories: dict[str, Product]) -> None:
    page = desk.get("score-product", uid=stories["refused"].uid)
    numbers = re.findall(r'data-label="Part of the sum"><bdi>([−\d.,]+)</bdi>', page)
    *parts, total = (float(number.replace("−", "-")) for number in numbers)
    assert len(parts) == 6
    assert sum(parts) == pytest.approx(total, abs=0.004)


def test_the_rows_behind_are_by_week_and_lead_to_the_orders_of_their_days(
    desk: Desk, stories: dict[str, Product]
) -> None:
    page = desk.get("score-product", uid=stories["refused"].uid)
    assert f"from={TODAY - timedelta(days=6)}&amp;to={TODAY}" in page
    behind = page[page.index('id="table-weeks"') :]
    assert re.findall(r'data-label="Refused">(\d+)', behind)[:10] == ["2"] * 10
    assert re.findall(r'<td class="cell--number"[^>]*>([\d,]+)</td>', behind)[-7:] == [
        *("6,000", "600", "30", "30", "10", "20", "0")
    ]


def test_a_product_that_nobody_saw_shows_what_is_believed_before_any_data(
    desk: Desk, stories: dict[str, Product]
) -> None:
    page = desk.get("score-product", uid=stories["unseen"].uid)
    assert "What is believed before any data" in page
    assert "Nobody was seen looking at this product yet" in page
    assert re.search(r"\d+\.\d%, worth [\d,]+ cases", page)
    assert "table-factors" not in page


def test_the_place_is_drawn_by_week(desk: Desk, stories: dict[str, Product]) -> None:
    assert "score-history" not in desk.get("score-product", uid=stories["best"].uid)
    score_shop_products(desk.shop.id, TODAY + timedelta(days=7))
    assert "score-history" in desk.get("score-product", uid=stories["best"].uid)


def test_a_cost_is_kept_logged_and_asks_for_new_scores(desk: Desk, stories: dict[str, Product]) -> None:
    uid = stories["best"].uid
    assert desk.post("score-cost", {"cost": "1 000"}, uid=uid).status_code == 403
    assert desk.post("score-cost", {"cost": "x"}, by=desk.manager, uid=uid).status_code == 422
    assert desk.post("score-cost", {"cost": "1 000,50"}, by=desk.manager, uid=uid).status_code == 302
    with shop_scope(desk.shop.id):
        assert str(ProductCost.objects.get().cost) == "1000.50"
        decision = Decision.objects.get(reason_code="score_settings_changed")
        assert (decision.inputs["cost"], decision.subject) == ("1000.50", "choice")
        job = OutboxJob.objects.get(kind="scores")
    score_again(desk.shop.id, {**job.payload, "as_of": TODAY.isoformat()})
    assert "The margin is known" in desk.get("score-product", uid=uid)
    assert desk.post("score-cost", {"cost": ""}, by=desk.manager, uid=uid).status_code == 302
    with shop_scope(desk.shop.id):
        assert not ProductCost.objects.exists()


def test_products_of_another_shop_are_not_found(desk: Desk) -> None:
    other = make_shop("voisin")
    theirs = a_story(other, "A", 100, 1)
    score_shop_products(other.id, TODAY)
    assert desk.agent.get(desk.url("score-product", uid=theirs.uid)).status_code == 404
    assert desk.manager.post(desk.url("score-cost", uid=theirs.uid), {"cost": "1"}).status_code == 404


def test_steady_sellers_come_first_with_their_weeks_and_channels(
    desk: Desk, stories: dict[str, Product]
) -> None:
    page = desk.get("scores-steady")
    assert titles(page)[0] == "Robe kabyle brodée"
    assert "10 weeks of 10 above the middle" in page
    assert "4 4 4 4 4 4 4 4 4 4" in page
    assert "Instagram" in page


def test_an_empty_shop_is_told_what_brings_scores(desk: Desk) -> None:
    assert "No score yet" in desk.get("scores")
    assert "No post yet" in desk.get("content")
    assert "No score yet" in desk.get("scores-steady")


def test_posts_show_their_score_missing_signals_and_age(desk: Desk) -> None:
    publish(desk.shop)
    score_shop_content(desk.shop.id, TODAY)
    page = desk.get("content")
    assert titles(page)[0] == "Reel aimé"
    assert "3/5" in page
    assert "Not enough data (n = 12 of 50 views)" in page
    assert re.search(r"[\d,]+ days ago", page)
    assert "of the last 10 above average" in page
    assert "10 (33%)" in page
    assert titles(desk.get("content", "state=post_below&sort=rating"))[0] == "Reel ignoré"
    assert "Nothing matches" in desk.get("content", "channel=tiktok")
    assert len(sheet(desk, "content-csv")) == 11


def test_a_posts_page_shows_parts_that_sum_to_its_score(desk: Desk) -> None:
    publish(desk.shop)
    score_shop_content(desk.shop.id, TODAY)
    with shop_scope(desk.shop.id):
        loved = ContentScore.objects.get(title="Reel aimé")
    page = desk.get("content-score", uid=loved.uid)
    points = [float(one) for one in re.findall(r'data-label="Points"><bdi>([\d.]+)</bdi>', page)]
    assert sum(points[:3]) == pytest.approx(loved.rating, abs=0.2)
    assert "Not given by the platform, so left out: Watched again, Watched to the end." in page
    assert "Compared with your posts of this kind of 15 to 60 seconds (n = 11)." in page


def test_regular_performers_stand_above_a_spike(desk: Desk) -> None:
    """The spike of a channel that does badly otherwise comes after posts of one that does well again and again."""
    for number in range(6):
        post(desk.shop, f"Régulier {number}", 3000, likes=150, comments=36, shares=36)
        post(desk.shop, f"Bruit {number}", 3000, channel="tiktok", likes=30, comments=2, shares=2)
    post(desk.shop, "Éclat", 3000, channel="tiktok", likes=180, comments=40, shares=40)
    score_shop_content(desk.shop.id, TODAY)
    listed = titles(desk.get("content"))
    assert listed[6] == "Éclat"
    assert {title.split()[0] for title in listed[:6]} == {"Régulier"}
    assert titles(desk.get("content", "sort=-rating"))[0] == "Éclat"


def settings(**changed: Any) -> dict[str, Any]:
    plain = {"rewatches": 10, "completions": 8, "shares": 6, "comments": 4, "likes": 2}
    return {**plain, "margin_percent": 30, "return_cost": "", **changed}


def test_managers_change_weights_and_the_log_says_who(desk: Desk) -> None:
    assert desk.agent.get(desk.url("scores-settings")).status_code == 403
    assert desk.post("scores-settings", settings(likes=31), by=desk.manager).status_code == 422
    nothing = dict.fromkeys(("rewatches", "completions", "shares", "comments", "likes"), 0)
    assert desk.post("scores-settings", settings(**nothing), by=desk.manager).status_code == 422
    sent = settings(shares=12, margin_percent=45, return_cost="600")
    assert desk.post("scores-settings", sent, by=desk.manager).status_code == 302
    with shop_scope(desk.shop.id):
        kept = ScoreSettings.objects.get()
        assert (kept.shares, str(kept.margin_share), str(kept.return_cost)) == (12, "0.450", "600.00")
        decision = Decision.objects.get(reason_code="score_settings_changed")
        assert decision.actor.startswith("user:")
    assert 'value="45"' in desk.get("scores-settings", by=desk.manager)
    assert "12 (33%)" in desk.get("content")


def test_pages_that_are_switched_off_say_so(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        set_switch("product_scores", is_on=False, by="user:1")
        set_switch("content_scores", is_on=False, by="user:1")
    assert "Product scores are switched off" in desk.get("scores")
    assert "House scores are switched off" in desk.get("content")


def test_pages_take_the_same_queries_for_few_rows_and_for_many(desk: Desk) -> None:
    a_story(desk.shop, "A", 40, 1)
    post(desk.shop, "Reel", 100, likes=3)
    score_shop_products(desk.shop.id, TODAY)
    score_shop_content(desk.shop.id, TODAY)
    names = ("scores", "scores-steady", "content")
    few = {name: desk.queries(name) for name in names}
    for _ in range(59):
        make_product(desk.shop)
    with shop_scope(desk.shop.id):
        ContentPiece.objects.bulk_create(
            ContentPiece(shop_id=desk.shop.id, channel="tiktok", kind="reel", title=f"R{n}")
            for n in range(59)
        )
    score_shop_products(desk.shop.id, TODAY)
    score_shop_content(desk.shop.id, TODAY)
    assert len(titles(desk.get("scores"))) == 50
    assert {name: desk.queries(name) for name in names} == few
    assert max(few.values()) <= 12


def test_every_reason_of_a_product_has_its_sentence() -> None:
    from signals.scores.verdicts import REASONS
    from signals.scores.words import advice_badge, reason_words

    values = {"n": 3, "floor": 30, "own": 0.2, "average": 0.4, "value": 10.0, "middle": 20.0}
    for code, advice in REASONS.items():
        assert reason_words(code, values, "DZD") != code
        assert advice_badge(advice).word
    assert reason_words("score_of_a_later_version", {}, "DZD") == "score_of_a_later_version"
    assert reason_words("score_keep", {}, "DZD") == "score_keep"
