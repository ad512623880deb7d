"""Rules of channels for visits: those to come, and those that are stored, with their sessions and sums."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.channels.applying import apply_rules, queue_run, undo_run
from catalog.channels.models import ArrivalSign, ChannelRun
from catalog.channels.services import CampaignFields, add_rule, create_campaign, switch_rule
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.models import DailySignal
from signals.rollups.services import fold_waiting
from signals.sessions.models import DailySession, Session
from tests.signals.conftest import Post, agree, event

pytestmark = pytest.mark.django_db


def visits(shop: ShopContext) -> list[tuple[str, str]]:
    with shop_scope(shop.id):
        return sorted(Session.objects.values_list("channel", "campaign"))


def sums(shop: ShopContext) -> dict[str, int]:
    with shop_scope(shop.id):
        daily = dict(DailySession.objects.filter(sessions__gt=0).values_list("channel", "sessions"))
        signals = set(DailySignal.objects.filter(count__gt=0).values_list("channel", flat=True))
    assert signals == set(daily)
    return daily


def applied(shop: ShopContext) -> ChannelRun:
    run = queue_run(shop.id)
    apply_rules(shop.id, run.uid)
    with shop_scope(shop.id):
        found: ChannelRun = ChannelRun.objects.get(pk=run.pk)
        return found


def arrive(shop: ShopContext, post: Post, visitor: int, **fields: Any) -> None:
    agree(shop, f"v{visitor}")
    post(event(vid=f"v{visitor}", **fields))


def test_an_arrival_keeps_its_signs_and_no_address(post: Post, shop: ShopContext) -> None:
    arrive(shop, post, 1, utm={"source": "Lina"}, ref="https://www.blog.dz/article?name=amina")
    arrive(shop, post, 2)
    fold_waiting()
    with shop_scope(shop.id):
        assert list(ArrivalSign.objects.values_list("utm_source", "referrer")) == [("lina", "blog.dz")]


def test_a_visit_follows_the_rule_of_its_ad(post: Post, shop: ShopContext) -> None:
    add_rule(shop.id, what="ad_id", value="120210000000000009", channel="influencer")
    arrive(shop, post, 1, ad="120210000000000009")
    arrive(shop, post, 2, ad="77")
    fold_waiting()
    assert visits(shop) == [("direct", ""), ("influencer", "")]


def test_stored_visits_follow_a_rule_with_their_sums_and_come_back(post: Post, shop: ShopContext) -> None:
    arrive(shop, post, 1, utm={"source": "lina", "campaign": "ete-26"})
    arrive(shop, post, 2, ref="https://blog.dz/")
    arrive(shop, post, 3)
    fold_waiting()
    assert visits(shop) == [("direct", ""), ("other", "ete-26"), ("referral", "")]
    before = sums(shop)
    campaign = create_campaign(shop.id, CampaignFields("Été 2026", raw_names=("ete-26",)))
    add_rule(shop.id, what="utm_source", value="lina", channel="influencer")
    add_rule(shop.id, what="referrer", value="blog.dz", channel="press")
    run = applied(shop)
    assert run.moved == {"visit": 2}
    assert visits(shop) == [("direct", ""), ("influencer", campaign.slug), ("press", "")]
    assert sums(shop) == {"direct": 1, "influencer": 1, "press": 1}
    assert undo_run(shop.id, run.uid)
    assert visits(shop) == [("direct", ""), ("other", "ete-26"), ("referral", "")]
    assert sums(shop) == before


def test_new_visits_follow_a_rule_at_once_and_leave_it_when_it_is_switched_off(
    post: Post, shop: ShopContext
) -> None:
    rule = add_rule(shop.id, what="utm_source", value="lina*", channel="influencer")
    arrive(shop, post, 1, utm={"source": "lina-story"})
    fold_waiting()
    assert visits(shop) == [("influencer", "")]
    switch_rule(shop.id, rule.uid, active=False)
    assert applied(shop).moved == {"visit": 1}
    assert visits(shop) == [("other", "")]
