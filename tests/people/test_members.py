"""Who may enter a shop, who may let others in, and that an owner always remains."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from catalog.members import services, views
from catalog.members.selectors import members_of, open_invitations, token_hash
from catalog.people.models import Invitation, Membership, Role, User
from catalog.shops.context import ShopContext
from catalog.shops.directory import shops_of_person
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope
from tests.factories import join, log_in, make_shop, make_user
from tests.people.conftest import Clock

PEOPLE = "/shops/boutique/settings/members/"


@pytest.fixture
def shop(person: User) -> ShopContext:
    return make_shop("boutique", owner=person, name="Boutique", language="en")


def in_shop(shop: ShopContext) -> dict[str, str]:
    with shop_scope(shop.id):
        return {member.email: member.role for member in members_of(shop_id=shop.id)}


def membership(shop: ShopContext, user: User) -> int:
    with shop_scope(shop.id):
        return int(Membership.objects.get(user=user).pk)


def invite(client: Client, email: str = "new@example.com", role: str = "agent") -> Any:
    return client.post(PEOPLE + "invite", {"email": email, "role": role})


def link_of(answer: Any) -> str:
    found = re.search(r'value="http://[^/"]+(/invitations/[^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def test_a_newcomer_joins_through_the_mailed_link(person: User, shop: ShopContext) -> None:
    shown = link_of(invite(log_in(person)))
    assert mail.outbox[-1].to == ["new@example.com"]
    assert shown in str(mail.outbox[-1].body)
    newcomer = Client()
    assert "Boutique" in newcomer.get(shown).content.decode()
    answer = newcomer.post(shown, {"name": "Nadir", "password": "a sentence of my own"})
    assert answer["Location"] == "/"
    assert in_shop(shop) == {"amina@example.com": "owner", "new@example.com": "agent"}
    assert newcomer.get("/")["Location"] == "/shops/boutique/"


def test_only_the_hash_of_the_link_is_kept(person: User, shop: ShopContext) -> None:
    token = link_of(invite(log_in(person))).split("/")[-1]
    with shop_scope(shop.id):
        row = Invitation.objects.get()
        assert row.token_hash == token_hash(token)
        assert token not in str({field.name: getattr(row, field.name) for field in row._meta.concrete_fields})


def test_a_link_works_once(person: User, shop: ShopContext) -> None:
    link = link_of(invite(log_in(person)))
    body = {"name": "Nadir", "password": "a sentence of my own"}
    assert Client().post(link, body).status_code == 302
    assert Client().post(link, body).status_code == 404
    assert Client().get(link).status_code == 404


def test_a_link_lasts_seven_days(person: User, shop: ShopContext, clock: Clock) -> None:
    link = link_of(invite(log_in(person)))
    clock.shift(days=6, hours=23)
    assert Client().get(link).status_code == 200
    clock.shift(hours=2)
    assert Client().get(link).status_code == 404


def test_somebody_with_an_account_logs_in_and_joins(person: User, shop: ShopContext) -> None:
    known = make_user("new@example.com", language="en")
    link = link_of(invite(log_in(person)))
    assert f"/login?next={link}" in Client().get(link).content.decode()
    assert Client().post(link, {"name": "x", "password": "a sentence of my own"}).status_code == 200
    assert "new@example.com" not in in_shop(shop)
    assert log_in(known).post(link)["Location"] == "/"
    assert in_shop(shop)["new@example.com"] == "agent"


def test_a_link_is_no_use_to_another_account(person: User, shop: ShopContext) -> None:
    thief = make_user("thief@example.com", language="en")
    link = link_of(invite(log_in(person)))
    assert log_in(thief).post(link).status_code == 403
    assert shops_of_person(thief.pk) == []


def test_a_withdrawn_link_opens_nothing(person: User, shop: ShopContext) -> None:
    client = log_in(person)
    link = link_of(invite(client))
    with shop_scope(shop.id):
        waiting = open_invitations(shop_id=shop.id)
    assert client.post(f"{PEOPLE}invitations/{waiting[0].id}/withdraw").status_code == 302
    assert Client().get(link).status_code == 404
    assert client.post(f"{PEOPLE}invitations/{waiting[0].id}/withdraw").status_code == 404


def test_a_shops_name_cannot_write_headers_of_the_letter(person: User, shop: ShopContext) -> None:
    with shop_scope(shop.id):
        Shop.objects.filter(pk=shop.id).update(name="Boutique\r\nBcc: thief@example.com")
    assert invite(log_in(person)).status_code == 200
    assert mail.outbox[-1].subject == "Join Boutique Bcc: thief@example.com"
    assert mail.outbox[-1].recipients() == ["new@example.com"]


def test_a_link_used_twice_at_once_makes_one_account(
    person: User, shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both found no account; the slower one is asked to log in with the one that the faster made."""
    shown = link_of(invite(log_in(person)))
    made: Callable[..., User] = vars(views)["open_account"]

    def after_another(*given: str) -> User:
        make_user("new@example.com")
        return made(*given)

    monkeypatch.setattr(User, "full_clean", lambda *_a, **_k: None)
    monkeypatch.setattr(views, "open_account", after_another)
    answer = Client().post(shown, {"name": "Nadir", "password": "a sentence of my own"})
    assert (answer.status_code, answer["Location"]) == (302, shown)
    assert in_shop(shop) == {"amina@example.com": "owner"}


def test_a_second_invitation_replaces_the_first(person: User, shop: ShopContext) -> None:
    client = log_in(person)
    first, second = link_of(invite(client)), link_of(invite(client, role="viewer"))
    assert [Client().get(link).status_code for link in (first, second)] == [404, 200]


def test_a_member_is_not_invited_again(person: User, shop: ShopContext) -> None:
    answer = invite(log_in(person), "Amina@example.com")
    assert answer.status_code == 422
    assert "already in the shop" in answer.content.decode()


def test_twenty_invitations_an_hour_are_the_most(person: User, shop: ShopContext) -> None:
    client = log_in(person)
    statuses = [invite(client, f"p{number}@example.com").status_code for number in range(22)]
    assert statuses == [200] * 20 + [422] * 2


@pytest.mark.parametrize(
    ("role", "given", "status"),
    [
        ("manager", "viewer", 200),
        ("manager", "agent", 200),
        ("manager", "manager", 422),
        ("manager", "owner", 422),
        ("agent", "viewer", 403),
        ("viewer", "viewer", 403),
        ("owner", "owner", 200),
    ],
)
def test_nobody_gives_more_than_the_role_allows(
    person: User, shop: ShopContext, role: str, given: str, status: int
) -> None:
    somebody = make_user(language="en")
    join(shop, somebody, role)
    assert invite(log_in(somebody), role=given).status_code == status


def test_a_manager_does_not_withdraw_an_owners_invitation_of_a_manager(
    person: User, shop: ShopContext
) -> None:
    invite(log_in(person), role="manager")
    manager = make_user()
    join(shop, manager, Role.MANAGER)
    with shop_scope(shop.id):
        waiting = open_invitations(shop_id=shop.id)[0]
    assert log_in(manager).post(f"{PEOPLE}invitations/{waiting.id}/withdraw").status_code == 403


def test_a_link_ends_with_the_right_to_send_it(person: User, shop: ShopContext) -> None:
    manager, owner = make_user("chief@example.com"), log_in(person)
    join(shop, manager, Role.MANAGER)
    link = link_of(invite(log_in(manager), "new@example.com", "agent"))
    owner.post(f"{PEOPLE}{membership(shop, manager)}/role", {"role": "agent"})
    assert Client().get(link).status_code == 404
    owner.post(f"{PEOPLE}{membership(shop, manager)}/role", {"role": "manager"})
    link = link_of(invite(log_in(manager), "new@example.com", "viewer"))
    assert Client().get(link).status_code == 200
    owner.post(f"{PEOPLE}{membership(shop, manager)}/remove", {"sure": "yes"})
    assert Client().get(link).status_code == 404


def test_an_owner_changes_a_role(person: User, shop: ShopContext) -> None:
    agent = make_user("agent@example.com")
    join(shop, agent, Role.AGENT)
    log_in(person).post(f"{PEOPLE}{membership(shop, agent)}/role", {"role": "manager"})
    assert in_shop(shop)["agent@example.com"] == "manager"


def test_the_last_owner_keeps_the_role_and_stays(person: User, shop: ShopContext) -> None:
    client, number = log_in(person), membership(shop, person)
    for path, body in (("role", {"role": "viewer"}), ("remove", {})):
        page = client.post(f"{PEOPLE}{number}/{path}", body, follow=True).content.decode()
        assert "only owner" in page
    assert in_shop(shop) == {"amina@example.com": "owner"}


def test_one_of_two_owners_may_go(person: User, shop: ShopContext) -> None:
    join(shop, make_user("second@example.com"), Role.OWNER)
    answer = log_in(person).post(f"{PEOPLE}{membership(shop, person)}/remove")
    assert answer["Location"] == "/"
    assert in_shop(shop) == {"second@example.com": "owner"}


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_leave_one() -> None:
    first, second = make_user("first@example.com"), make_user("second@example.com")
    shop = make_shop("boutique", owner=first)
    join(shop, second, Role.OWNER)
    numbers = [membership(shop, first), membership(shop, second)]
    ready, refused = threading.Barrier(2), []

    def leave(number: int) -> None:
        ready.wait()
        try:
            with shop_scope(shop.id):
                services.remove_member(shop_id=shop.id, by=first, membership_id=number)
        except ValidationError:
            refused.append(number)
        connection.close()

    threads = [threading.Thread(target=leave, args=[number]) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refused), len(in_shop(shop))) == (1, 1)


def test_removal_asks_first_and_names_what_is_lost(person: User, shop: ShopContext) -> None:
    agent = make_user("agent@example.com")
    join(shop, agent, Role.AGENT)
    path = f"{PEOPLE}{membership(shop, agent)}/remove"
    page = log_in(person).get(path).content.decode()
    assert "agent@example.com" in page
    assert "loses access to <bdi>Boutique</bdi> at once" in page
    assert "agent@example.com" in in_shop(shop)


def test_a_removed_member_is_out_at_once_and_may_come_back(person: User, shop: ShopContext) -> None:
    agent = make_user("agent@example.com")
    join(shop, agent, Role.AGENT)
    theirs, mine = log_in(agent), log_in(person)
    mine.post(f"{PEOPLE}{membership(shop, agent)}/remove")
    assert theirs.get(PEOPLE).status_code == 404
    assert shops_of_person(agent.pk) == []
    assert theirs.post(link_of(invite(mine, "agent@example.com", "viewer"))).status_code == 302
    assert in_shop(shop)["agent@example.com"] == "viewer"


def test_what_changed_stands_on_the_page(person: User, shop: ShopContext) -> None:
    client = log_in(person)
    invite(client)
    page = client.get(PEOPLE).content.decode()
    assert "Invitation made" in page
    assert "new@example.com" in page


def test_a_dead_mail_server_leaves_the_link_to_copy(
    person: User, shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("catalog.members.mail.send_mail", refuse)
    answer = invite(log_in(person))
    assert "could not be sent" in answer.content.decode()
    assert Client().get(link_of(answer)).status_code == 200
