"""Writing the public page: its parts by a person, and the kept states of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import DateTimeField, Func

from catalog.shops.directory import lock_shop
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import local_setting, shop_scope
from transparency.ledger.services import record_decision
from transparency.public_page.measured import kept_numbers, kept_of
from transparency.public_page.models import PageVersion, PageWords
from transparency.public_page.selectors import (
    SETTINGS,
    Newest,
    State,
    newest_state,
    read_json,
    state_numbered,
)
from transparency.public_page.words import all_words
from transparency.retention.rules import VERSION

PUBLIC_PAGE: Final = "public_page"
LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('public page'), %s)"
FACTS: Final = "SELECT transparency_page_facts(%s)"
NOW: Final = Func(function="clock_timestamp", output_field=DateTimeField())

Change = Callable[[dict[str, Any]], Mapping[str, Any]]


class NoState(LookupError):
    """No such state of the page was kept."""


def present_state(shop_id: int) -> State:
    """The page as it is now, kept before it is shown: what was read once can be read again."""
    newest = newest_state(shop_id)
    return newest.state if newest and _holds(newest) else _keep(shop_id)


def _holds(newest: Newest) -> bool:
    """Whether tables, words and settings of keeping are still those of the state."""
    kept = newest.state.kept
    settings = {"settings": newest.settings, "rules": VERSION}
    return newest.is_same and newest.state.words == all_words()[0] and kept.get("of") == settings


@transaction.atomic
def _keep(shop_id: int) -> State:
    """Write a state when it differs from the last; whoever waited for the lock finds it written."""
    sha256, words = all_words()
    with shop_scope(shop_id):
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [shop_id % 2147483647])
        newest = newest_state(shop_id)
        if newest and _holds(newest):
            return newest.state
        PageWords.objects.bulk_create(
            [PageWords(shop_id=shop_id, sha256=sha256, words=words)], ignore_conflicts=True
        )
        number = newest.state.number + 1 if newest else 1
        row = PageVersion(shop_id=shop_id, number=number, at=NOW, facts=_facts(shop_id), words=sha256)
        row.kept = {**kept_of(kept_numbers(shop_id)), "of": _of(shop_id)}
        row.save(force_insert=True)
        kept = newest_state(shop_id)
    if kept is None:
        raise NoState(shop_id)
    return kept.state


def _of(shop_id: int) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS, {"shop": shop_id})
        return {"settings": read_json(cursor.fetchone()[0]), "rules": VERSION}


def _facts(shop_id: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [shop_id])
        return read_json(cursor.fetchone()[0])


@transaction.atomic
def change_profile(shop_id: int, change: Change, *, by: str, part: str) -> None:
    """Let ``change`` make the new profile of the present one; signed in the ledger with the name of the part."""
    with shop_scope(shop_id), local_setting("app.actor", by):
        lock_shop(shop_id)
        present = Shop.objects.values_list("public_profile", flat=True).get(pk=shop_id)
        changed = dict(change(dict(present)))
        if changed == present:
            return
        Shop.objects.filter(pk=shop_id).update(public_profile=changed)
        _sign("public_page_changed", by, {"part": part})


@transaction.atomic
def restore_profile(shop_id: int, number: int, *, by: str) -> None:
    """Put back what the shop itself had written in a kept state; raises :class:`NoState` for none."""
    state = state_numbered(shop_id, number)
    if state is None:
        raise NoState(number)
    with shop_scope(shop_id), local_setting("app.actor", by):
        lock_shop(shop_id)
        Shop.objects.filter(pk=shop_id).update(public_profile=dict(state.profile))
        _sign("public_page_restored", by, {"number": number})


def _sign(reason: str, by: str, output: dict[str, Any]) -> None:
    record_decision(
        automation=PUBLIC_PAGE, subject="page", version="1", output=output, reason_code=reason, actor=by
    )
