"""The pages of the rules: what was found, a text to try, one click, a signature, and the book of rules."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from catalog.products.services import create_product
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.pages import Desk, make_desk
from transparency.rules.models import FindingState, TextFinding, TextRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    made = make_desk()
    fields = {
        "title": "Baume",
        "description": "Il guérit l’eczéma. Plus que 2 !",
        "price": Decimal(900),
        "stock": 7,
    }
    create_product(made.shop.id, sku="A", fields=fields)  # type: ignore[arg-type]  # a plain product
    return made


def one(desk: Desk, rule: str = "health_cure") -> TextFinding:
    with shop_scope(desk.shop.id):
        found: TextFinding = TextFinding.objects.get(rule=rule)
        return found


def test_an_empty_page_invites_to_try_a_text() -> None:
    page = make_desk().get("rules")
    assert "Nothing to settle" in page
    assert "Try a text" in page


def test_findings_stand_with_their_words_and_reasons(desk: Desk) -> None:
    page = desk.get("rules")
    assert "guérit" in page
    assert "It says 2 are left; your stock says 7." in page
    assert "guérit" not in desk.get("rules", "rule=stock_count&severity=block").split("<table")[1]
    assert "guérit" in desk.get("rules-csv", "raw=1")


def test_a_text_is_tried_and_kept_nowhere(desk: Desk) -> None:
    body = {"text": "had lprodui y3alej l7boub, b9aw ghir 3", "kind": "content", "stock": "40"}
    page = desk.post("rules", body).content.decode().replace("\u00a0", " ")
    assert "y3alej" in page
    assert "It says 3 are left; your stock says 40." in page
    with shop_scope(desk.shop.id):
        assert TextFinding.objects.filter(kind="content").count() == 0


def test_a_finding_shows_its_words_in_their_place_and_mends_them(desk: Desk) -> None:
    found = one(desk, "stock_count")
    page = desk.get("rules-finding", uid=found.uid, by=desk.manager)
    assert "<mark>Plus que 2</mark>" in page
    assert "Write “Plus que 7” instead" in page
    desk.post("rules-mend", {"mend": "0"}, by=desk.manager, uid=found.uid)
    assert one(desk, "stock_count").state == FindingState.GONE


def test_a_viewer_reads_and_only_a_manager_acts(desk: Desk) -> None:
    found = one(desk)
    assert "I sign" not in desk.get("rules-finding", uid=found.uid, by=desk.viewer)
    assert desk.post("rules-mend", {"mend": "0"}, by=desk.agent, uid=found.uid).status_code == 403


def test_an_override_is_signed_on_the_page(desk: Desk) -> None:
    found = one(desk)
    until = timezone.now().date() + timedelta(days=5)
    refused = desk.post("rules-override", {"why": "", "until": str(until)}, by=desk.manager, uid=found.uid)
    assert refused.status_code == 200
    body = {"why": "Certificat médical numéro 12", "until": str(until)}
    desk.post("rules-override", body, by=desk.manager, uid=found.uid)
    assert "Certificat médical numéro 12" in desk.get("rules-finding", uid=found.uid)
    assert one(desk).state == FindingState.OVERRIDDEN
    desk.post("rules-withdraw", {}, by=desk.manager, uid=found.uid)
    assert one(desk).state == FindingState.OPEN


def test_the_book_lists_every_rule_and_each_can_be_changed(desk: Desk) -> None:
    assert "Promises to heal" in desk.get("rules-book")
    page = desk.get("rules-rule", rule="health_cure", by=desk.manager)
    assert "يعالج" in page
    body = {"severity": "warn", "is_on": "on", "terms": "élixir\nélixir\n\n", "excused": ""}
    desk.post("rules-rule", body, by=desk.manager, rule="health_cure")
    with shop_scope(desk.shop.id):
        row = TextRule.objects.get(code="health_cure")
    assert (row.severity, row.terms, row.is_own) == ("warn", ["élixir"], False)
    desk.post("rules-forget", {}, by=desk.manager, rule="health_cure")
    with shop_scope(desk.shop.id):
        assert not TextRule.objects.exists()


def test_a_shop_writes_a_rule_of_its_own(desk: Desk) -> None:
    body = {"title": "Marque", "severity": "note", "is_on": "on", "terms": "", "excused": ""}
    refused = desk.post("rules-rule", body, by=desk.manager, rule="new")
    assert "Write at least one word to look for." in refused.content.decode()
    desk.post("rules-rule", {**body, "terms": "ikéa"}, by=desk.manager, rule="new")
    assert "Marque" in desk.get("rules-book")


def test_everything_can_be_read_again_at_once(desk: Desk) -> None:
    page = desk.manager.post(desk.url("rules-run"), follow=True).content.decode()
    assert "1 texts were read" in page.replace("\u00a0", " ")
