"""The tree of channels, campaigns under several names, and rules for what comes and what is stored."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.channels.applying import apply_rules, queue_run, undo_run
from catalog.channels.compute import Node, Place, RuleBook, RuleSaid, Signs, in_order
from catalog.channels.models import ChannelRun, RunState
from catalog.channels.selectors import campaign_of, channel_choices, channel_names, channel_tree, rule_book
from catalog.channels.services import (
    CampaignFields,
    add_rule,
    change_campaign,
    create_campaign,
    put_channel,
    reset_channel,
    switch_rule,
)
from catalog.imports.running import run_import
from catalog.imports.services import create_import
from catalog.orders.models import ChangeMark, Order
from catalog.orders.services import NewLine, NewOrder, create_order
from catalog.outbox.models import OutboxJob
from catalog.outbox.services import run_job
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import sheet
from tests.factories import make_order
from tests.shops import a_shop

pytestmark = pytest.mark.django_db


def placed(rules: list[RuleSaid], **signs: str) -> Place:
    return RuleBook(tuple(rules)).place(Signs(**signs))


def test_the_most_trusted_sign_decides_and_the_others_fill_in() -> None:
    rules = [
        RuleSaid("referrer", "blog.dz", "referral", ""),
        RuleSaid("code", "aicha10", "influencer", ""),
        RuleSaid("utm_source", "aicha", "instagram", "aicha"),
    ]
    found = placed(rules, code="AICHA10", utm_source="Aïcha", referrer="www.blog.dz")
    assert found == ("influencer", "aicha")
    assert placed(rules, referrer="www.blog.dz").channel == "referral"
    assert placed(rules, referrer="notblog.dz").channel == ""


def test_an_exact_value_wins_over_a_beginning_and_the_longer_beginning_over_the_shorter() -> None:
    rules = [
        RuleSaid("utm_campaign", "ram*", "email", ""),
        RuleSaid("utm_campaign", "ramadan*", "tiktok", ""),
        RuleSaid("utm_campaign", "ramadan-26", "google", ""),
    ]
    assert [placed(rules, utm_campaign=name).channel for name in ("Ramadan-26", "ramadan-27", "rame", "aid")] == [
        "google", "tiktok", "email", "",
    ]  # fmt: skip


def test_a_campaign_on_one_channel_names_it_only_where_nothing_better_is_known() -> None:
    book = RuleBook((), {"ete 26": "ete"}, {"ete": "instagram"})
    assert book.place(Signs(), campaign="été 26") == ("instagram", "ete")
    assert book.place(Signs(), channel="tiktok", campaign="été 26") == ("tiktok", "ete")
    assert book.place(Signs(), channel="email", campaign="Autre") == ("email", "Autre")


def test_a_tree_shows_every_channel_once_even_in_a_circle() -> None:
    nodes = [
        Node(slug, slug, parent, 0, False, False, True) for slug, parent in ("ab", "ba", "ca", "dx", "ee")
    ]
    assert sorted((node.slug, node.depth) for node in in_order(nodes)) == [
        ("a", 0), ("b", 0), ("c", 0), ("d", 0), ("e", 0),
    ]  # fmt: skip
    nodes = [
        Node(slug, slug, parent, 0, False, False, True)
        for slug, parent in (("a", ""), ("b", "a"), ("c", "b"))
    ]
    assert [(node.slug, node.depth) for node in in_order(reversed(nodes))] == [("a", 0), ("b", 1), ("c", 2)]


def test_a_shop_names_channels_its_own_way_and_adds_some() -> None:
    shop = a_shop()
    assert channel_names(shop.id)["instagram"] == "Instagram"
    put_channel(shop.id, slug="instagram", name="Insta de la boutique", is_paid=True)
    assert put_channel(shop.id, name="Lina, influenceuse", parent="influencer") == "lina-influenceuse"
    names = channel_names(shop.id)
    assert (names["instagram"], names["lina-influenceuse"]) == ("Insta de la boutique", "Lina, influenceuse")
    nodes = {node.slug: node for node in channel_tree(shop.id)}
    assert (nodes["lina-influenceuse"].parent, nodes["lina-influenceuse"].depth) == ("influencer", 1)
    put_channel(shop.id, slug="sms", is_hidden=True)
    assert "sms" not in dict(channel_choices(shop.id))
    with pytest.raises(Invalid):
        put_channel(shop.id, slug="influencer", parent="lina-influenceuse")
    reset_channel(shop.id, "instagram")
    assert channel_names(shop.id)["instagram"] == "Instagram"


def test_a_campaign_answers_to_all_of_its_names_and_no_name_means_two() -> None:
    shop = a_shop()
    made = create_campaign(
        shop.id, CampaignFields("Été 2026", "instagram", raw_names=("ete-26", "Été – robes"))
    )
    assert {campaign_of(shop.id, raw) for raw in ("ETE-26", "été – robes", "Été 2026", made.slug)} == {
        made.slug
    }
    assert campaign_of(shop.id, "hiver") == "hiver"
    with pytest.raises(Conflict):
        create_campaign(shop.id, CampaignFields("Autre", raw_names=("ete-26",)))
    assert change_campaign(shop.id, made.uid, CampaignFields("Été", raw_names=("ete-26",)))
    assert campaign_of(shop.id, "Été – robes") == "Été – robes"


def test_one_value_has_one_rule_and_a_rule_leads_somewhere() -> None:
    shop = a_shop()
    add_rule(shop.id, what="utm_source", value=" Lina ", channel="influencer")
    with pytest.raises(Conflict):
        add_rule(shop.id, what="utm_source", value="LINA", channel="tiktok")
    for wrong in (
        {"what": "utm_source", "value": "x"},
        {"what": "nothing", "value": "x", "channel": "tiktok"},
    ):
        with pytest.raises(Invalid):
            add_rule(shop.id, **wrong)  # type: ignore[arg-type]  # what a careless caller sends


def order(shop: ShopContext, number: str, **values: Any) -> None:
    with shop_scope(shop.id):
        make_order(shop, number=number, **values)


def places(shop: ShopContext) -> dict[str, tuple[str, str]]:
    with shop_scope(shop.id):
        rows = Order.objects.order_by("number").values_list("number", "channel", "campaign")
        return {number: (channel, campaign) for number, channel, campaign in rows}


def applied(shop: ShopContext) -> ChannelRun:
    run = queue_run(shop.id)
    apply_rules(shop.id, run.uid)
    with shop_scope(shop.id):
        found: ChannelRun = ChannelRun.objects.get(pk=run.pk)
        return found


def test_stored_orders_follow_the_rules_and_come_back() -> None:
    shop = a_shop()
    order(shop, "1", channel="story-pub", campaign="ete-26")
    order(shop, "2", channel="", code="LINA10")
    order(shop, "3", channel="email")
    before = places(shop)
    campaign = create_campaign(shop.id, CampaignFields("Été 2026", raw_names=("ete-26",)))
    add_rule(shop.id, what="order_source", value="story-pub", channel="instagram")
    add_rule(shop.id, what="code", value="lina10", channel="influencer", campaign=campaign)
    with shop_scope(shop.id):
        ChangeMark.objects.all().delete()
    run = applied(shop)
    assert (run.state, run.moved, run.rows_seen) == (RunState.DONE, {"order": 2}, run.rows_total)
    assert places(shop) == {
        "1": ("instagram", campaign.slug), "2": ("influencer", campaign.slug), "3": ("email", ""),
    }  # fmt: skip
    with shop_scope(shop.id):
        assert ChangeMark.objects.exists()
    assert applied(shop).moved == {}
    assert undo_run(shop.id, run.uid)
    assert places(shop) == before
    assert not undo_run(shop.id, run.uid)


def test_a_rule_that_is_changed_or_switched_off_is_applied_to_what_the_source_said_first() -> None:
    shop = a_shop()
    order(shop, "1", channel="story-pub")
    rule = add_rule(shop.id, what="order_source", value="story-pub", channel="instagram")
    applied(shop)
    switch_rule(shop.id, rule.uid, active=False)
    assert applied(shop).moved == {"order": 1}
    assert places(shop) == {"1": ("story-pub", "")}


def test_an_undo_leaves_what_somebody_changed_since() -> None:
    shop = a_shop()
    order(shop, "1", channel="story-pub")
    order(shop, "2", channel="story-pub")
    add_rule(shop.id, what="order_source", value="story-pub", channel="instagram")
    run = applied(shop)
    order_two = {"channel": "phone"}
    with shop_scope(shop.id):
        Order.objects.filter(number="2").update(**order_two)
    undo_run(shop.id, run.uid)
    assert places(shop) == {"1": ("story-pub", ""), "2": ("phone", "")}


def test_one_application_at_a_time_and_the_worker_does_it() -> None:
    shop = a_shop()
    run = queue_run(shop.id)
    with pytest.raises(Conflict):
        queue_run(shop.id)
    with shop_scope(shop.id):
        job = OutboxJob.objects.latest("pk")
    assert run_job(shop.id, job.pk)
    with shop_scope(shop.id):
        assert ChannelRun.objects.get(pk=run.pk).state == RunState.DONE
    assert queue_run(shop.id).pk != run.pk


def test_another_shops_rules_move_nothing_here() -> None:
    shop, other = a_shop(), a_shop()
    order(shop, "1", channel="story-pub")
    add_rule(other.id, what="order_source", value="story-pub", channel="instagram")
    applied(other)
    assert places(shop) == {"1": ("story-pub", "")}
    assert not rule_book(shop.id)


def channels(shop: ShopContext) -> list[str]:
    with shop_scope(shop.id):
        return sorted(Order.objects.values_list("channel", flat=True))


def test_new_orders_of_files_and_of_the_api_follow_the_rules_and_keep_what_they_said() -> None:
    shop = a_shop()
    header = "Date;Nom;Téléphone;Produit;Qté;Prix;Statut;Source;Code promo"
    rows = [
        "01/09/2026;Amina;0550000001;Robe;1;2500;livré;Story pub;",
        "01/09/2026;Lina;0550000002;Robe;1;2500;livré;;LINA10",
    ]
    content = sheet(*rows, header=header)
    story = add_rule(shop.id, what="order_source", value="story-pub", channel="instagram")
    add_rule(shop.id, what="code", value="lina10", channel="influencer")
    run_import(shop, create_import(shop, content=content, file_name="a.csv").pk)
    assert channels(shop) == ["influencer", "instagram"]
    again = run_import(shop, create_import(shop, content=content, file_name="a.csv").pk)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    with shop_scope(shop.id):
        made, _is_new = create_order(
            shop,
            NewOrder(lines=(NewLine(sku=Product.objects.all()[0].sku, quantity=1),), channel="story-pub"),
        )
    assert made.channel == "instagram"
    switch_rule(shop.id, story.uid, active=False)
    assert applied(shop).moved == {"order": 2}
    assert channels(shop) == ["influencer", "story-pub", "story-pub"]
