"""T1 and T4: the matrix of every page against everybody, generated from the URL resolver.

A page that is added later is in the matrix by itself. It must be behind ``shop_page`` or stand in one of the two
short lists below with the reason why not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from catalog.keys.services import ensure_public_key
from catalog.people.access import has_role
from catalog.playlists.models import Playlist
from shop_ai.lib.tenancy import shop_scope
from tests.cast import Cast
from tests.factories import canary, log_in
from tests.routes import Route, all_routes, shop_routes
from tests.rows import fingerprint

OPEN_TO_ALL = {
    "health": "says whether the parts answer, nothing of a shop",
    "login": "the door itself",
    "welcome": "the first account of a fresh instance; leads to the log-in once there is one",
    "login-code": "second half of the door; needs a right password first",
    "logout": "ends a session, whoever has one",
    "password-link": "the way back in; answers everybody alike",
    "password-renew": "opens with a signed link only",
    "set_language": "sets a cookie",
    "invitation": "opens with an invitation's link only",
    "letters-stop": "opens with a signed link only",
    "public-transparency": "what the shop publishes about itself",
    "public-legal": "what the shop publishes about itself",
    "public-prices": "what the shop publishes about itself",
    "public-changes": "what the shop publishes about itself",
    "public-consent": "opens choices of whoever has the link, and explains them to everybody else",
    "my-data": "asks which order; the same answer whether it exists",
    "my-data-link": "opens with a one-time link only",
    **dict.fromkeys(
        [
            *("my-data-mine", "my-data-choice", "my-data-objection", "my-data-correction", "my-data-words"),
            *("my-data-copy", "my-data-sheet", "my-data-erasure", "my-data-leave"),
        ],
        "for the browser that opened a one-time link; leads others to where one is asked for",
    ),
    "public-adviser": "asks for a person; the same answer whatever exists",
    "public-case": "opens with a case's signed link only",
    "public-playlist": "what the shop publishes to its customers",
    "heard-link": "opens with an order's signed link only, and tells nothing of the order",
    "heard-frame": "asks for an order by its number; the same answer whether it is there",
    "code-link": "what a code's holder publishes; the address is the code's own",
    "tracker-script": "a script, the same for all shops",
    "widget-script": "a script, the same for all shops",
    "pinned-widget-script": "the same script under the name of its version",
    "api-schema": "the description of the API, the same for all shops",
    "api-docs": "the same for reading",
    "api-unknown": "404 for addresses of the API that do not exist",
}
FOR_ANY_PERSON = {
    "home": "lists the person's own shops",
    "open-shop": "opens a shop of the person's own",
    "account": "the person's own account",
    "account-profile": "the person's own account",
    "account-password": "the person's own account",
    "account-sessions": "the person's own account",
    "account-factor": "the person's own account",
    "account-factor-off": "the person's own account",
    "account-recovery": "the person's own account",
}
# A page or a link that we signed stands behind every write, in place of a cookie that frames and mailboxes are not given.
# Asking for a link is open to all, and asks for nothing that a stranger could not ask himself.
SIGNED_BY_US = frozenset(
    [
        "heard-link",
        "heard-frame",
        "letters-stop",
        "public-adviser",
        "public-case",
        "public-consent",
        "my-data",
        "my-data-link",
    ]
)
# Names that mean the same in every shop.
COMMON_NAMES = frozenset(
    [
        "slug",
        "purpose",
        "figure",
        "segment_code",
        "channel",
        "rule",
        "text",
        "reply_code",
        "reply_language",
        "processing",
    ]
)
# Viewer here, owner next door: what the one must not do, the other must not bring along.
INSIDERS = {"owner": "owner", "manager": "manager", "agent": "agent", "colleague": "viewer"}
# That an owner may read everything is shown apart.
ASKED = [(method, who) for method in ("GET", "POST") for who in INSIDERS if (method, who) != ("GET", "owner")]
OUTSIDERS = ("anonymous", "stranger", "other_owner")


def behind_a_key(route: Route) -> bool:
    """Routes of the API have their own matrix; see ``test_isolation_api``."""
    return hasattr(route.view, "cls") and hasattr(route.view.cls, "scope_read")


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back, so that each request meets the same shop."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, method: str, address: str) -> Any:
    client.raise_request_exception = False  # a page that breaks is a 500 in the matrix
    with undone():
        return client.generic(method, address)


def body_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace") + str(dict(response.items()))


def test_every_route_is_behind_a_door_or_listed_with_a_reason() -> None:
    routes = all_routes()
    unknown = [
        f"{route.name}: {route.pattern}"
        for route in routes
        if not (route.needs_role or behind_a_key(route) or route.name in OPEN_TO_ALL | FOR_ANY_PERSON)
    ]
    assert unknown == []
    assert [route.pattern for route in shop_routes() if route.needs_role is None] == []
    assert [route.pattern for route in routes if route.needs_role and not route.is_in_shop] == []
    assert len(shop_routes()) >= 20


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_outsiders_meet_a_shop_that_does_not_exist(cast: Cast, who: str, method: str) -> None:
    """404 for people, the log-in for nobody; 405 is allowed, since it says the same of any slug."""
    client, before = log_in(cast.person(who)), fingerprint(cast.shop)
    wrong = []
    for route in shop_routes():
        answer = ask(client, method, route.address(cast.shop))
        is_login = answer.status_code == 302 and answer["Location"].startswith("/login?next=")
        fine = (
            answer.status_code in {404, 405} if who != "anonymous" else is_login or answer.status_code == 405
        )
        if not fine or canary(cast.shop) in body_of(answer):
            wrong.append((route.pattern, answer.status_code))
    assert wrong == []
    assert fingerprint(cast.shop) == before


def test_a_method_that_is_not_offered_is_refused_alike_for_a_shop_that_is_not_there(cast: Cast) -> None:
    client = log_in(cast.stranger)
    for route in shop_routes():
        there = route.address(cast.shop)
        nowhere = there.replace(f"/shops/{cast.shop.slug}/", "/shops/nowhere/")
        for method in ("GET", "POST"):
            answers = [ask(client, method, address).status_code for address in (there, nowhere)]
            assert answers[0] == answers[1], (method, route.pattern)


@pytest.mark.parametrize(("method", "who"), ASKED)
def test_each_role_opens_what_its_door_says(cast: Cast, method: str, who: str) -> None:
    client, wrong, offered = log_in(cast.person(who)), [], 0
    for route in shop_routes():
        answer = ask(client, method, route.address(cast.shop))
        allowed = has_role(INSIDERS[who], str(route.needs_role))
        offered += answer.status_code != 405
        fine = answer.status_code < 500 and (
            answer.status_code != 403 if allowed else answer.status_code in {403, 405}
        )
        if not fine or "/login" in answer.get("Location", ""):
            wrong.append((route.pattern, route.needs_role, answer.status_code))
    assert wrong == []
    assert offered > 5


def test_an_owner_reads_every_page_of_the_own_shop(cast: Cast) -> None:
    """Without this, a matrix of 404 everywhere would look perfect, and one of canaries that cannot sing."""
    client, shown, heard = log_in(cast.owner), {}, 0
    for route in shop_routes():
        answer = ask(client, "GET", route.address(cast.shop))
        if answer.status_code != 405:
            shown[route.pattern] = answer.status_code
        heard += canary(cast.shop) in body_of(answer)
    assert {pattern: status for pattern, status in shown.items() if status not in {200, 302}} == {}
    assert len(shown) >= 15
    assert heard >= 3


@pytest.mark.parametrize("who", ["other_owner", "colleague"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_records_of_a_shop_do_not_open_under_another(cast: Cast, who: str, method: str) -> None:
    """The other shop's own people name our records in their addresses."""
    client = log_in(cast.person(who))
    with shop_scope(cast.shop.id):  # the same slug in both shops would prove nothing
        Playlist.objects.filter(slug__startswith="liste").update(slug="only-ours")
    before = fingerprint(cast.shop)
    wrong = []
    for route in shop_routes():
        answer = ask(client, method, route.address(cast.other, records_of=cast.shop))
        names_a_record = set(route.parameters) - COMMON_NAMES
        if canary(cast.shop) in body_of(answer) or answer.status_code >= 500:
            wrong.append((route.pattern, answer.status_code))
        # An empty form may be refused (422) or sent back (302) before the record is looked for: no write, no word.
        sent_back = answer.status_code == 302 and answer["Location"].startswith(f"/shops/{cast.other.slug}/")
        harmless = method == "POST" and (answer.status_code == 422 or sent_back)
        if names_a_record and answer.status_code not in {404, 405} and not harmless:
            wrong.append((route.pattern, answer.status_code))
    assert wrong == []
    assert fingerprint(cast.shop) == before
    assert not any(canary(cast.shop) in str(letter.message()) for letter in mail.outbox)


def test_public_pages_show_the_shop_that_they_name(cast: Cast) -> None:
    client = Client()
    for route in all_routes():
        if route.name.startswith("public-"):
            own = body_of(ask(client, "GET", route.address(cast.other)))
            foreign = ask(client, "GET", route.address(cast.other, records_of=cast.shop))
            assert canary(cast.shop) not in own + body_of(foreign), route.pattern


def test_the_widget_shows_the_shop_of_its_key(cast: Cast) -> None:
    answer = Client().get(f"/w/{ensure_public_key(cast.other.id)}/recommendations?slot=home")
    assert answer.status_code < 500
    assert canary(cast.shop) not in body_of(answer)


def test_pages_of_a_person_ask_who_is_there_and_show_nothing_of_a_strangers_shop(cast: Cast) -> None:
    routes = [route for route in all_routes() if route.name in FOR_ANY_PERSON]
    assert {route.name for route in routes} == FOR_ANY_PERSON.keys()
    for route in routes:
        for method in ("GET", "POST"):
            answer = ask(Client(), method, route.address(cast.shop))
            assert answer.status_code == 302, route.name
            assert answer["Location"].startswith("/login?next="), route.name
        page = body_of(ask(log_in(cast.other_owner), "GET", route.address(cast.other)))
        assert canary(cast.shop) not in page, route.name
        assert "Boutique" not in page, route.name


def test_writes_need_the_token_of_the_form(cast: Cast) -> None:
    """A page elsewhere cannot make the browser of an owner write."""
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(log_in(cast.owner).cookies)
    unguarded = [
        route.pattern
        for route in all_routes()
        if not behind_a_key(route)
        and route.name not in SIGNED_BY_US | {"api-unknown"}
        and ask(client, "POST", route.address(cast.shop)).status_code not in {403, 405}
    ]
    assert unguarded == []
