"""From an accepted proposal to its result: caps, the hold-out that is never exposed, counts, and the ledger's replay."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from catalog.customers.models import Customer
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.scores.models import ProductCost
from signals.segments.campaigns import Wanted, accept, refuse, stop
from signals.segments.choosing import NotPossible
from signals.segments.compute import Tried, digest
from signals.segments.contact import contactable, note_agreement
from signals.segments.measuring import reads_on
from signals.segments.models import CampaignState, SegmentAssignment, SegmentCampaign, SegmentSettings
from signals.segments.replay import replays
from signals.segments.selectors import strata_of_campaign
from signals.segments.services import compute_segments, effect_so_far, propose_again, tried_discounts
from signals.segments.treated import letters
from tests.factories import make_customer, make_order, make_product, make_shop
from tests.signals.segment_shop import AS_OF, NOW, a_street, agree, bought, slot
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def shop() -> ShopContext:
    """Thirty inactive customers who agreed to messages, some regular ones, and 100,000 a month for discounts."""
    shop = make_shop()
    people = a_street(shop, new=1, regular=6, inactive=30)
    agree(shop, people["inactive"])
    with shop_scope(shop.id):
        SegmentSettings.objects.create(monthly_cap=100_000)
    compute_segments(shop.id, AS_OF)
    return shop


def start(shop: ShopContext, segment: str = "inactive", number: int = 2, **wanted: Any) -> SegmentCampaign:
    made = accept(shop, slot(shop, segment, number).uid, Wanted(**wanted), by="test")
    assert made is not None
    return made


def taking_part(shop: ShopContext, *, held: bool | None = None) -> set[int]:
    with shop_scope(shop.id):
        rows = SegmentAssignment.objects.all()
        if held is not None:
            rows = rows.filter(is_held=held)
        return set(rows.values_list("customer_id", flat=True))


def refusal(shop: ShopContext, segment: str, number: int) -> str:
    with pytest.raises(NotPossible) as caught:
        start(shop, segment, number)
    return caught.value.why


def test_the_third_that_would_order_anyway_gets_no_discount(shop: ShopContext) -> None:
    start(shop)
    # Ten of thirty are left out as likely buyers; half of the others own the product that the discount is on.
    assert 10 <= len(taking_part(shop)) <= 20


def test_the_same_seed_holds_the_same_people_out(shop: ShopContext) -> None:
    campaign = start(shop)
    with shop_scope(shop.id):
        row = Decision.objects.get(reason_code="segment_offer_accepted")
    assert row.candidates
    assert int(row.inputs["seed"]) == campaign.seed
    assert replays(row.candidates, row.output)
    # A campaign too large for the ledger is replayed from its own rows.
    pairs = strata_of_campaign(shop.id, campaign.pk)
    assert replays(pairs, row.output)
    assert digest(pairs) == row.inputs["people_sha256"]
    # One of some fifteen people is held: a single other seed may draw the same person, forty others do not all.
    others = [{**row.output, "seed": str(int(row.output["seed"]) + step)} for step in range(1, 41)]
    assert not all(replays(row.candidates, other) for other in others)


def test_which_products_go_into_an_offer_is_decided_again_from_what_was_written(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        row = Decision.objects.filter(reason_code="segments_proposed").latest("sequence")
    told = row.output["proposals"]
    assert len(told) == len(row.candidates) - 1 == 9
    assert {one["kind"] for one in told if one["audience"]} >= {"novelty", "discount", "proof"}
    assert replays(row.candidates, row.output) is True
    # A product that sold more, a cost that was lower, a person more: each would have been another decision.
    for change in ("delivered", "cost", "people"):
        other = json.loads(json.dumps(row.candidates))
        if change == "people":
            asked = next(one for one in other[1:] if one["fits"])
            asked["fits"][next(iter(asked["fits"]))] += 1
        else:
            for item in other[0]["items"]:
                item[6 if change == "delivered" else 4] = 40 if change == "delivered" else "10.00"
        assert replays(other, row.output) is False, change
    # Nobody's purchases are in it: only products and how many people.
    assert "owned" not in json.dumps(row.candidates)


def test_every_decision_that_was_written_down_replays(shop: ShopContext) -> None:
    campaign = start(shop)
    finish(shop, campaign)
    codes = ("segment_offer_accepted", "segment_result", "discount_untested")
    with shop_scope(shop.id):
        rows = list(Decision.objects.filter(automation="segment_offers", reason_code__in=codes))
        assert {row.reason_code for row in rows} == set(codes)
        assert all(replays(row.candidates, row.output) for row in rows)
        assert verify_chain().holds


def test_who_is_held_out_is_never_offered_anything(shop: ShopContext) -> None:
    campaign = start(shop)
    written, total = letters(shop, campaign)
    assert total == len(written) == len(taking_part(shop, held=False))
    assert {one.person.id for one in written} == taking_part(shop, held=False)
    propose_again(shop.id)
    with shop_scope(shop.id):
        everybody = SegmentAssignment.objects.count()
    # Whoever takes part, held out or not, is in no second campaign while the first one runs.
    made = start(shop, "inactive", 3) if slot(shop, "inactive", 3).audience > 1 else None
    if made is not None:
        with shop_scope(shop.id):
            both = SegmentAssignment.objects.filter(campaign=made).values_list("customer_id", flat=True)
            assert not set(both) & set(
                SegmentAssignment.objects.filter(campaign=campaign).values_list("customer_id", flat=True)
            )
            assert SegmentAssignment.objects.count() > everybody


def test_a_discount_goes_to_a_customer_once_in_sixty_days(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start(shop)
    given = taking_part(shop, held=False)
    finish(shop, first)

    def offered_after(days: int) -> set[int]:
        monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=days))
        propose_again(shop.id)
        try:
            made = start(shop)
        except NotPossible:
            return set()
        with shop_scope(shop.id):
            rows = SegmentAssignment.objects.filter(campaign=made)
            return set(rows.values_list("customer_id", flat=True))

    assert not offered_after(40) & given
    assert offered_after(61) & given


def test_the_months_amount_bounds_how_many_get_a_discount(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        SegmentSettings.objects.update(monthly_cap=Decimal(700))
    campaign = start(shop)
    each = Decimal(str(campaign.discount)) * price_of(shop, campaign)
    with shop_scope(shop.id):
        given = SegmentAssignment.objects.filter(is_held=False, is_contactable=True).count()
    assert given * each <= campaign.budget <= 700
    propose_again(shop.id)
    with shop_scope(shop.id):
        SegmentCampaign.objects.update(state=CampaignState.STOPPED, budget=700)
    propose_again(shop.id)
    assert refusal(shop, "inactive", 2) in {"cap", "nobody"}


def price_of(shop: ShopContext, campaign: SegmentCampaign) -> Decimal:
    with shop_scope(shop.id):
        return Decimal(Product.objects.get(pk=campaign.products[0]).price)


def test_a_person_may_make_a_discount_smaller_and_never_larger(shop: ShopContext) -> None:
    assert start(shop, discount=0.5).discount == 0.1


def test_without_costs_no_discount_is_proposed(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        ProductCost.objects.all().delete()
    propose_again(shop.id)
    found = slot(shop, "inactive", 2)
    assert (found.reason_code, found.discount, found.state) == ("discount_margin_unknown", 0.0, "empty")
    assert slot(shop, "regular", 1).discount == 0.0


def test_whoever_takes_back_their_agreement_leaves_the_list_at_once(shop: ShopContext) -> None:
    campaign = start(shop)
    gone = next(iter(taking_part(shop, held=False)))
    with shop_scope(shop.id):
        uid = Customer.objects.get(pk=gone).uid
    note_agreement(shop.id, [uid], agrees=False)
    assert gone not in {one.person.id for one in letters(shop, campaign)[0]}
    assert gone not in contactable(shop.id, [gone])


def test_who_cannot_be_written_to_is_counted_and_not_compared(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        some = list(Customer.objects.order_by("pk").values_list("uid", flat=True))[-6:]
    note_agreement(shop.id, some, agrees=False)
    campaign = start(shop, "inactive", 1) if slot(shop, "inactive", 1).audience > 1 else start(shop)
    finish(shop, campaign)
    with shop_scope(shop.id):
        rows = SegmentAssignment.objects.filter(campaign=campaign)
        can = rows.filter(is_contactable=True).count()
        result = SegmentCampaign.objects.get(pk=campaign.pk).result
    assert result["treated"]["people"] + result["held"]["people"] == can


def finish(shop: ShopContext, campaign: SegmentCampaign) -> None:
    """The window is over and its parcels had time to arrive."""
    day = reads_on(campaign.ends_on)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW + (day - AS_OF) + timedelta(days=1))
        compute_segments(shop.id, day)


def test_a_result_counts_delivered_orders_of_the_window_against_those_held_out(shop: ShopContext) -> None:
    campaign = start(shop)
    given, held = sorted(taking_part(shop, held=False)), sorted(taking_part(shop, held=True))
    with shop_scope(shop.id):
        people = Customer.objects.in_bulk([*given, *held])
    inside, late = NOW + timedelta(days=3), NOW + timedelta(days=20)
    make_order(shop, customer=people[given[0]], at=inside)
    make_order(shop, customer=people[given[1]], at=inside, parcel_state="refused")
    make_order(shop, customer=people[given[2]], at=late)
    make_order(shop, customer=people[held[0]], at=inside)
    finish(shop, campaign)
    with shop_scope(shop.id):
        found = SegmentCampaign.objects.get(pk=campaign.pk)
    assert (found.state, found.is_final) == (CampaignState.ENDED, True)
    assert found.result["treated"]["orders"] == 1
    assert found.result["held"]["orders"] == 1
    assert found.result["orders"] is None  # far fewer than thirty held out
    with shop_scope(shop.id):
        assert effect_so_far("discount") == {"campaigns": 1, "held": len(held)}
        assert tried_discounts()[10] == Tried(len(given), 1, len(held), 1)


def test_a_stopped_offer_is_still_counted_and_hands_out_nothing(shop: ShopContext) -> None:
    campaign = start(shop)
    stopped = stop(shop, campaign.uid, by="test")
    assert stopped is not None
    with pytest.raises(NotPossible):
        letters(shop, stopped)
    with pytest.raises(NotPossible):
        stop(shop, campaign.uid, by="test")
    finish(shop, campaign)
    with shop_scope(shop.id):
        found = SegmentCampaign.objects.get(pk=campaign.pk)
    assert (found.state, found.is_final) == (CampaignState.STOPPED, True)


def test_nobody_is_in_two_offers_at_once_and_the_others_say_so(shop: ShopContext) -> None:
    agree(shop, everybody(shop))
    assert slot(shop, "new", 3).audience == 1
    make_one_more_new(shop)
    compute_segments(shop.id, AS_OF)
    start(shop, "new", 1)
    propose_again(shop.id)
    assert (slot(shop, "new", 3).state, slot(shop, "new", 3).reason_code) == ("empty", "all_busy")


def everybody(shop: ShopContext) -> list[Customer]:
    with shop_scope(shop.id):
        return list(Customer.objects.all())


def make_one_more_new(shop: ShopContext) -> None:
    agree(shop, [make_customer(shop)])


def test_a_proposal_is_answered_once(shop: ShopContext) -> None:
    found = slot(shop, "inactive", 2)
    refuse(shop, found.uid, cause="other", by="test")
    with pytest.raises(NotPossible):
        accept(shop, found.uid, Wanted(), by="test")


def test_a_product_that_sold_out_since_the_night_stops_the_acceptance(shop: ShopContext) -> None:
    found = slot(shop, "inactive", 2)
    with shop_scope(shop.id):
        Product.objects.filter(pk__in=found.products).update(stock=0)
    assert refusal(shop, "inactive", 2) == "sold_out"


def test_the_complement_is_never_something_owned(shop: ShopContext) -> None:
    """Five customers bought C besides A; who bought A last and has no C is offered C."""
    with shop_scope(shop.id):
        one, other = Product.objects.get(sku="A"), Product.objects.get(sku="C")
        regulars = list(Customer.objects.order_by("pk"))[1:7]
    for customer in regulars[:5]:
        bought(shop, customer, other, days_ago=3)
    bought(shop, regulars[5], one, days_ago=1)
    compute_segments(shop.id, AS_OF)
    found = slot(shop, "regular", 2)
    assert (found.products, found.audience) == ([other.pk], 1)


def test_a_novelty_came_after_the_last_order_in_a_category_they_bought(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        category = Product.objects.get(sku="A").category
    make_product(shop, sku="NEW", title="Robe D", category=category)
    make_product(shop, sku="ELSE", title="Pot")
    compute_segments(shop.id, AS_OF)
    with shop_scope(shop.id):
        names = [Product.objects.get(pk=ref).sku for ref in slot(shop, "inactive", 1).products]
    assert "ELSE" not in names
    assert names


def test_a_sold_out_product_is_in_no_proposal(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        gone = Product.objects.get(sku="A")
        Product.objects.filter(pk=gone.pk).update(stock=0)
    compute_segments(shop.id, AS_OF)
    for segment in ("new", "regular", "inactive"):
        assert all(gone.pk not in slot(shop, segment, number).products for number in (1, 2, 3))
