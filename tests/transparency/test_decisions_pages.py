"""The log is searched by what people know, a decision is told in plain words, and both outlive what they were about."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, log_in, make_user
from tests.signals.recommend_shop import a_pairing_shop
from transparency.decisions import exporting
from transparency.decisions.telling import told
from transparency.ledger.chain import link, salted
from transparency.ledger.erasing import empty_of_person
from transparency.ledger.models import PARTS, Decision
from transparency.ledger.services import record_decision
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> ShopContext:
    return a_pairing_shop()


@pytest.fixture
def owner(shop: ShopContext) -> Client:
    return person(shop, "owner")


def person(shop: ShopContext, role: str) -> Client:
    user = make_user(language="en")
    join(shop, user, role)
    client = log_in(user)
    client.cookies["django_language"] = "en"
    return client


def listed(shop: ShopContext, client: Client, **asked: str) -> list[int]:
    """Sequences on the log's page, in its order."""
    answer = client.get(reverse("decisions", kwargs={"slug": shop.slug}), asked)
    assert answer.status_code == 200
    return [row.sequence for row in answer.context["rows"]]


def page(shop: ShopContext, client: Client, row: Decision) -> str:
    answer = client.get(reverse("decision", kwargs={"slug": shop.slug, "uid": row.uid}))
    assert answer.status_code == 200
    return answer.content.decode()


def lists_of(shop: ShopContext) -> Decision:
    with shop_scope(shop.id):
        row: Decision = Decision.objects.filter(automation="best_sellers", subject="lists").latest("sequence")
        return row


def decide(shop: ShopContext, **given: object) -> Decision:
    values = {
        "automation": "best_sellers",
        "version": "1",
        "reason_code": "chosen_by_shop",
        "subject": "choice",
    }
    with shop_scope(shop.id):
        return record_decision(**values | given)  # type: ignore[arg-type]


def test_the_log_is_searched_by_automation_reason_and_day(shop: ShopContext, owner: Client) -> None:
    old = decide(shop, at=timezone.now() - timedelta(days=40))
    new = decide(shop, automation="trends", subject="orders 2026-11-16", reason_code="nothing_beyond_chance")
    assert listed(shop, owner, automation="trends") == [new.sequence]
    assert listed(shop, owner, reason="nothing_beyond_chance") == [new.sequence]
    day = (timezone.now() - timedelta(days=40)).astimezone(shop.zone).date().isoformat()
    assert listed(shop, owner, **{"from": day, "to": day}) == [old.sequence]
    assert listed(shop, owner, to="yesterday", reason="chosen_by_shop") == [old.sequence], (
        "nonsense is no filter"
    )


def test_the_log_is_searched_by_product_code_channel_and_public_id(shop: ShopContext, owner: Client) -> None:
    with shop_scope(shop.id):
        product = Product.objects.earliest("pk")
    test = uuid.uuid4()
    coded = decide(shop, inputs={"code": "HAMMAM10"})
    channel = decide(shop, candidates=[{"channel": "tiktok", "spend": [1.0]}])
    tested = decide(shop, inputs={"test": test.hex})
    assert listed(shop, owner, about="hammam10") == [coded.sequence]
    assert listed(shop, owner, about="TikTok") == [channel.sequence]
    assert listed(shop, owner, about=str(test)) == [tested.sequence]
    named = lists_of(shop).sequence
    assert named in listed(shop, owner, about=product.sku)
    assert named in listed(shop, owner, about=product.title)
    assert named in listed(shop, owner, about=str(product.uid))
    assert listed(shop, owner, about="no such thing") == []


def test_a_page_of_the_log_holds_fifty_and_leads_on_within_the_search(
    shop: ShopContext, owner: Client
) -> None:
    for n in range(52):
        decide(shop, inputs={"code": "MERCI", "n": n})
    first = owner.get(reverse("decisions", kwargs={"slug": shop.slug}), {"about": "MERCI"})
    assert len(first.context["rows"]) == 50
    assert "about=MERCI" in first.content.decode()
    before = str(first.context["next_before"])
    assert len(listed(shop, owner, about="MERCI", before=before)) == 2


def test_a_decision_is_told_in_plain_words_before_its_numbers(shop: ShopContext, owner: Client) -> None:
    text = page(shop, owner, lists_of(shop))
    assert "In plain words" in text
    assert "First on the home page:" in text
    assert "Decided again just now: same result" in text
    assert text.index("In plain words") < text.index("WINDOW_DAYS") if "WINDOW_DAYS" in text else True
    assert "LIKENESS" in text, "the rule's settings at that time"
    assert "numpy" in text
    assert f"/t/{shop.slug}/adviser?decision=" in text
    assert "#automation-best_sellers" in text


def test_a_decision_can_be_explained_after_its_product_went_and_its_rule_changed(
    shop: ShopContext, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = lists_of(shop)
    first = row.output["lists"]["home"][0][0]
    with shop_scope(shop.id):
        Product.objects.filter(pk=first).update(title="Another name", price=1, is_active=False)
    assert "“Another name”" in page(shop, owner, row)
    monkeypatch.setattr(
        "transparency.decisions.names.Product.objects.filter", lambda **_given: Product.objects.none()
    )
    with shop_scope(shop.id):
        assert f"product no. {first}" in " ".join(told(shop, row))
    assert "Decided again just now: same result" in page(shop, owner, row)


def test_a_person_who_asked_to_be_forgotten_leaves_a_page_that_says_so(
    shop: ShopContext, owner: Client
) -> None:
    customer = uuid.uuid4()
    row = decide(shop, candidates=[{"customer": customer.hex}], automation="segment_offers")
    empty_of_person(shop.id, names=[customer.hex], by="", at=timezone.now())
    text = page(shop, owner, row)
    assert "taken out on that person&#x27;s request" in text
    assert customer.hex not in text


def test_what_people_decided_since_stands_on_the_page(shop: ShopContext, owner: Client) -> None:
    proposal = uuid.uuid4().hex
    made = decide(
        shop, inputs={"proposal": proposal}, automation="playlist_proposals", reason_code="paths_proposed"
    )
    decide(shop, inputs={"proposal": proposal}, automation="playlist_proposals", reason_code="proposal_refused", actor="user:1")  # fmt: skip
    assert "A person refused a proposed playlist" in page(shop, owner, made)


def test_a_switch_is_told_too(shop: ShopContext, owner: Client) -> None:
    with shop_scope(shop.id):
        set_switch("best_sellers", is_on=False, by="user:1")
        row = Decision.objects.latest("sequence")
    text = page(shop, owner, row)
    assert "It was switched off, and stopped at once." in text
    assert "there is nothing to compute again" in text


def test_a_decision_that_became_a_figure_is_explained_and_not_just_missing(
    shop: ShopContext, owner: Client
) -> None:
    answer = owner.get(reverse("decision", kwargs={"slug": shop.slug, "uid": uuid.uuid4()}))
    assert answer.status_code == 404
    assert "kept for 13 months" in answer.content.decode()


def test_the_export_is_streamed_and_verifies_without_this_software(shop: ShopContext, owner: Client) -> None:
    decide(shop, inputs={"n": 0.1, "word": "قميص"})
    answer: Any = owner.get(reverse("decisions-export", kwargs={"slug": shop.slug}))
    assert answer.streaming
    rows = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    before = "0" * 64
    for row in rows:
        head = {name: row[name] for name in (
            "uid", "shop", "sequence", "at", "automation", "version", "reason_code", "actor", "environment_sha256",
            "parameters_sha256", "consent", "latency_ms", "digests",
        )}  # fmt: skip
        assert row["prev_hash"] == before
        before = row["hash"]
        assert link(row["prev_hash"], head) == before
        assert all(salted(row["salts"][part], row[part]) == row["digests"][part] for part in PARTS)
    assert [row["sequence"] for row in rows] == list(range(1, len(rows) + 1))


def test_the_export_reads_in_parts(shop: ShopContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PART", 2)
    with shop_scope(shop.id):
        stored = Decision.objects.count()
    assert len(list(exporting.lines(shop.id))) == stored >= 3


def test_only_who_may_manage_takes_the_log_away(shop: ShopContext) -> None:
    row, viewer = lists_of(shop), person(shop, "viewer")
    assert viewer.get(reverse("decisions-export", kwargs={"slug": shop.slug})).status_code == 403
    assert viewer.get(reverse("decision-json", kwargs={"slug": shop.slug, "uid": row.uid})).status_code == 403
    manager = person(shop, "manager")
    one = manager.get(reverse("decision-json", kwargs={"slug": shop.slug, "uid": row.uid})).json()
    assert one["sequence"] == row.sequence


def test_a_page_of_what_a_machine_decided_carries_its_mark(shop: ShopContext, owner: Client) -> None:
    text = owner.get(reverse("recommendations", kwargs={"slug": shop.slug})).content.decode()
    assert 'class="mark"' in text
    assert f"/transparency/decisions/{lists_of(shop).uid}/" in text
    assert f"/t/{shop.slug}/adviser" in text
