"""What is kept no longer than it is needed: the dry run says what goes, and exactly that goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from catalog.conversations.models import Conversation
from catalog.customers.models import Customer
from catalog.customers.personal import Personal, seal_personal
from catalog.customers.services import create_customer, customer_for_order
from catalog.history.models import RecordChange
from catalog.orders.models import Order
from catalog.orders.services import NewLine, NewOrder, create_order
from catalog.outbox.services import due_jobs, run_job
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent
from signals.rollups.expiry import kept_months
from signals.rollups.models import DailySearch, DailyVisitor
from tests.shops import a_product, a_shop
from transparency.erasure.models import ErasureRecord
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch
from transparency.retention.lengths import keep_for, lengths
from transparency.retention.letting_go import KEEPERS
from transparency.retention.locking import open_locker
from transparency.retention.models import LockedPerson, RetentionRun
from transparency.retention.rules import BY_CODE, RULES, Unit, before
from transparency.retention.services import dry_run, let_go, let_go_tonight

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(hour=3, minute=0)


@pytest.fixture
def shop() -> ShopContext:
    return a_shop()


def years(count: float) -> datetime:
    return NOW - timedelta(days=int(365.25 * count))


def a_buyer(shop: ShopContext, phone: str, at: datetime) -> Customer:
    with shop_scope(shop.id):
        if not Order.objects.exists():
            a_product(shop.id, "ROBE")
        customer = create_customer(
            shop, {"name": f"Amina {phone[-3:]}", "phone": phone, "email": f"{phone}@example.com"}
        )
        order, _is_new = create_order(
            shop,
            NewOrder(
                lines=(NewLine("ROBE", 1),),
                number=f"N{phone}",
                placed_at=at,
                note="sonner",
                customer_uid=customer.uid,
            ),
        )
        assert order.customer_id == customer.pk
        return customer


def due(shop: ShopContext, code: str) -> int:
    return next(one.now for one in dry_run(shop.id, NOW) if one.rule.code == code)


def test_every_rule_has_a_keeper_and_fits_its_own_bounds() -> None:
    assert set(KEEPERS) == set(BY_CODE)
    assert all(rule.fits(rule.length) for rule in RULES)
    assert {rule.code for rule in RULES if rule.is_fixed} == {
        "decisions",
        "files",
        "jobs",
        "inbox",
        "answers",
    }


@pytest.mark.parametrize(
    ("unit", "length", "day"),
    [
        (Unit.MONTHS, 36, "2023-11-22"),
        (Unit.MONTHS, 9, "2026-02-22"),
        (Unit.DAYS, 22, "2026-10-31"),
        (Unit.HOURS, 24, "2026-11-21"),
    ],
)
def test_a_length_reaches_back_to_the_same_day(unit: Unit, length: int, day: str) -> None:
    rule = next(one for one in RULES if one.unit is unit)
    assert before(rule, length, datetime(2026, 11, 22, 3, tzinfo=UTC)).date().isoformat() == day


def test_who_bought_long_ago_is_locked_away_and_comes_back_by_ordering_again(shop: ShopContext) -> None:
    old, recent = a_buyer(shop, "0550000001", years(3.1)), a_buyer(shop, "0550000002", years(1))
    assert due(shop, "buyers") == 1
    assert let_go_tonight(shop.id, NOW)["buyers"] == 1
    with shop_scope(shop.id):
        old.refresh_from_db()
        recent.refresh_from_db()
        assert (old.personal, old.email_index, old.name_index, old.erased_at) == (None, "", [], None)
        assert recent.personal is not None
        order = Order.objects.get(customer=old)
        assert (order.personal, order.total_amount > 0) == (None, True)
        assert LockedPerson.objects.get(customer=old).orders == 1
    assert due(shop, "buyers") == 0
    with shop_scope(shop.id):
        again = customer_for_order(shop, {"phone": "0550000001", "name": "Amina revenue"})
        assert again.pk == old.pk
        assert again.personal is not None


def test_the_locker_opens_for_a_written_reason_that_is_signed(shop: ShopContext) -> None:
    old = a_buyer(shop, "0550000001", years(4))
    let_go(shop.id, NOW)
    with pytest.raises(Invalid):
        open_locker(shop.id, old.uid, why="voir", by="user:1")
    held = open_locker(shop.id, old.uid, why="Contrôle fiscal de 2022", by="user:1")
    assert held["customer"]["name"] == "Amina 001"
    assert held["orders"]["N0550000001"]["note"] == "sonner"
    with shop_scope(shop.id):
        signed = Decision.objects.filter(reason_code="locker_opened").get()
        assert (signed.actor, signed.output) == ("user:1", {"why": "Contrôle fiscal de 2022"})


def test_after_ten_years_the_locker_is_emptied_and_the_amounts_stay(shop: ShopContext) -> None:
    old = a_buyer(shop, "0550000001", years(10.5))
    let_go(shop.id, NOW)
    let_go(shop.id, NOW)
    for shop_id, job_id in due_jobs():
        assert run_job(shop_id, job_id)
    with shop_scope(shop.id):
        assert not LockedPerson.objects.exists()
        assert ErasureRecord.objects.get(customer_uid=old.uid).cause == "accounts"
        assert Order.objects.get(customer=old).total_amount > 0


def test_of_a_customer_who_is_only_a_number_nothing_is_locked_or_erased(shop: ShopContext) -> None:
    """A list of sales that names nobody keeps its customers apart; no worker looks through files for them."""
    old = a_buyer(shop, "0550000001", years(10.5))
    with shop_scope(shop.id):
        Customer.objects.filter(pk=old.pk).update(
            personal=seal_personal(current_seal(), old.uid, Personal()), phone_index=""
        )
        Order.objects.filter(customer=old).update(personal=None)
    assert let_go_tonight(shop.id, NOW)["buyers"] == 1
    let_go(shop.id, NOW)
    assert (due(shop, "buyers"), due(shop, "accounts")) == (0, 0)
    with shop_scope(shop.id):
        old.refresh_from_db()
        assert (old.personal, old.erased_at) == (None, None)
        assert not LockedPerson.objects.exists()
        assert not ErasureRecord.objects.exists()


def test_who_never_ordered_is_erased_after_three_years(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        quiet = create_customer(shop, {"name": "Prospect", "phone": "0550000003"})
        create_customer(shop, {"name": "Nouveau", "phone": "0550000004"})
        Customer.objects.filter(pk=quiet.pk).update(updated_at=years(3.1))
    assert due(shop, "prospects") == 1
    assert let_go_tonight(shop.id, NOW)["prospects"] == 1
    for shop_id, job_id in due_jobs():
        assert run_job(shop_id, job_id)
    with shop_scope(shop.id):
        quiet.refresh_from_db()
        assert quiet.personal is None
        assert Customer.objects.filter(erased_at=None).count() == 1


def test_contacts_consents_and_visitors_go_when_their_time_is_over(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        Conversation.objects.create(
            shop_id=shop.id, source="typed", external_id="1", personal=b"x", contact_index="a" * 32,
            started_at=years(3.2), started_on=years(3.2).date(),
        )  # fmt: skip
        for number, withdrawn in enumerate((years(5.1), years(1), None)):
            Consent.objects.create(
                shop_id=shop.id,
                visitor=f"visitor-{number}",
                purpose="measurement",
                given_at=years(6),
                withdrawn_at=withdrawn,
            )
        for age in (3.2, 1):
            RecordChange.objects.create(
                shop_id=shop.id, what="product", record=1, act="changed", at=years(age)
            )
        for age in (2.2, 1):
            DailyVisitor.objects.create(shop_id=shop.id, day=years(age).date(), visitor="v" * 20)
            for visitor in ("a" * 20, "b" * 20):
                DailySearch.objects.create(
                    shop_id=shop.id, day=years(age).date(), term="robe", visitor=visitor, count=2
                )
    counts = let_go_tonight(shop.id, NOW)
    assert counts == {"contacts": 1, "consents": 1, "visitors": 3, "history": 1}
    with shop_scope(shop.id):
        assert Conversation.objects.get().personal is None
        assert Consent.objects.count() == 2
        assert DailyVisitor.objects.count() == 1
        assert DailySearch.objects.get(visitor="").count == 4
    assert let_go_tonight(shop.id, NOW) == {}


def test_switched_off_nothing_goes_by_night(shop: ShopContext) -> None:
    a_buyer(shop, "0550000001", years(4))
    with shop_scope(shop.id):
        set_switch("letting_go", is_on=False, by="user:1")
    assert let_go_tonight(shop.id, NOW) == {}
    assert due(shop, "buyers") == 1


def test_lengths_are_changed_within_their_bounds_and_stand_in_the_log(shop: ShopContext) -> None:
    keep_for(shop.id, "buyers", 24, by="user:1")
    keep_for(shop.id, "events", 6, by="user:1")
    keep_for(shop.id, "messages", 90, by="user:1")
    held = lengths(shop.id)
    assert (held["buyers"], held["events"], held["messages"]) == (24, 6, 90)
    assert kept_months(shop.id) == 6
    for code, length in (("buyers", 61), ("accounts", 60), ("files", 31)):
        with pytest.raises(Invalid):
            keep_for(shop.id, code, length, by="user:1")
    with shop_scope(shop.id):
        changes = Decision.objects.filter(reason_code="keeping_changed").order_by("sequence")
        assert [one.output["rule"] for one in changes] == ["buyers", "events", "messages"]


def test_a_fault_in_one_rule_leaves_the_others_done_and_is_noted(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:

    from transparency.retention.letting_go import Keeper

    def fail(_shop_id: int, _before: datetime) -> int:
        raise ValueError("broken")

    a_buyer(shop, "0550000001", years(4))
    monkeypatch.setitem(KEEPERS, "undo", Keeper(lambda _before: 0, fail))
    run = let_go(shop.id, NOW)
    assert run is not None
    assert (run.counts, run.failed) == ({"buyers": 1}, {"undo": "ValueError"})
    with shop_scope(shop.id):
        assert RetentionRun.objects.count() == 1
