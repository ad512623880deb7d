"""What is written to one customer at a time is read too, and a file is read before anything of it is shown."""

from __future__ import annotations

import pytest

from catalog.conversations.acts import archive_script, put_script
from catalog.imports.running import run_import
from catalog.imports.services import create_import, undo_import
from catalog.products.holds import hold_of
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.gate import is_stopped
from shop_ai.lib.tenancy import shop_scope
from signals.segments.campaigns import rewrite_message
from signals.segments.choosing import NotPossible
from signals.segments.models import SegmentCampaign
from signals.segments.treated import letters
from tests.catalog.import_files import sheet
from tests.shops import a_shop
from tests.signals.test_segments_campaigns import shop as street
from tests.signals.test_segments_campaigns import start
from transparency.ledger.models import Decision
from transparency.rules.acts import mend_finding
from transparency.rules.models import FindingState, TextCheck, TextFinding
from transparency.rules.services import check_shop

pytestmark = pytest.mark.django_db
CURE = "Ce baume guérit l’eczéma"
# Shows the scene of the offers' tests under a name of its own.
offered = street


def found(shop: ShopContext, kind: str) -> list[TextFinding]:
    with shop_scope(shop.id):
        return list(TextFinding.objects.filter(kind=kind, state=FindingState.OPEN).order_by("pk"))


def test_a_ready_answer_that_promises_to_heal_is_stopped_until_it_is_mended() -> None:
    shop = a_shop()
    script = put_script(shop.id, None, title="Baume", text=CURE)
    assert script is not None
    (one,) = found(shop, "script")
    assert (one.rule, one.words, one.title) == ("health_cure", "guérit", "Baume")
    with shop_scope(shop.id):
        assert is_stopped(shop.id, "script", script.pk)
    put_script(shop.id, script.uid, title="Baume", text="Ce baume adoucit la peau")
    assert found(shop, "script") == []
    with shop_scope(shop.id):
        assert not is_stopped(shop.id, "script", script.pk)


def test_one_click_mends_a_ready_answer() -> None:
    shop = a_shop()
    put_script(shop.id, None, title="Baume", text=CURE)
    (one,) = found(shop, "script")
    mend_finding(shop, one.uid, 0, by="user:1")
    assert found(shop, "script") == []


def test_an_answer_that_was_put_away_is_read_no_more() -> None:
    shop = a_shop()
    script = put_script(shop.id, None, title="Baume", text=CURE)
    assert script is not None
    archive_script(shop.id, script.uid, archived=True)
    check_shop(shop.id, everything=True)
    assert found(shop, "script") == []


def test_the_drafts_of_an_offer_break_no_rule(offered: ShopContext) -> None:
    start(offered)
    assert [one.rule for one in found(offered, "message") if one.severity == "block"] == []
    with shop_scope(offered.id):
        assert TextCheck.objects.filter(kind="message").count() == 1, "it was read as it was accepted"


def test_a_message_with_a_false_promise_reaches_nobody(offered: ShopContext) -> None:
    campaign = start(offered)
    assert letters(offered, campaign)[1] > 0
    rewrite_message(offered.id, campaign.uid, language="fr", text=f"{CURE} {{product}}")
    with pytest.raises(NotPossible) as caught:
        letters(offered, campaign)
    assert caught.value.why == "text_stopped"
    (one,) = [row for row in found(offered, "message") if row.severity == "block"]
    mend_finding(offered, one.uid, 0, by="user:1")
    with shop_scope(offered.id):
        campaign = SegmentCampaign.objects.get(uid=campaign.uid)
    assert letters(offered, campaign)[1] > 0


def test_a_file_is_read_before_anything_of_it_is_shown() -> None:
    shop = a_shop()
    rows = sheet("01/03/2026;Sara;0550000001;Alger;Baume qui guérit;1;900;600;1500;Livré")
    batch = create_import(shop, content=rows, file_name="commandes.csv", kind="orders")
    run_import(shop, batch.pk)
    with shop_scope(shop.id):
        product = Product.objects.get()
        assert hold_of(shop.id, product.pk) is not None, "held back in the file's own transaction"
        assert Decision.objects.filter(automation="rules_check").exists()


def test_a_file_whose_product_a_rule_holds_back_can_be_taken_back() -> None:
    shop = a_shop()
    rows = sheet("01/03/2026;Sara;0550000001;Alger;Baume qui guérit;1;900;600;1500;Livré")
    batch = create_import(shop, content=rows, file_name="commandes.csv", kind="orders")
    run_import(shop, batch.pk)
    undo_import(shop.id, batch.pk)
    with shop_scope(shop.id):
        assert not Product.objects.exists()


def test_a_file_without_false_promises_holds_nothing_back_and_leaves_no_decision() -> None:
    shop = a_shop()
    rows = sheet(*(f"01/03/2026;Sara;0550000001;Alger;Robe {n};1;900;600;1500;Livré" for n in range(40)))
    batch = create_import(shop, content=rows, file_name="commandes.csv", kind="orders")
    run_import(shop, batch.pk)
    with shop_scope(shop.id):
        assert TextCheck.objects.filter(kind="product").count() == 40
        assert not Decision.objects.exists()
