"""Every table that could speak of a person is read for them, or says why not."""

from __future__ import annotations

from typing import Final

import pytest
from django.apps import apps
from django.db import models

from catalog.customers.models import Customer
from shop_ai.lib.tenancy import shop_scope
from tests.cast import furnish
from tests.transparency.rights_shop import a_customer_of
from transparency.rights.known import all_readers, as_json, covered_tables, export_of

APPS: Final = ("catalog", "signals", "attribution", "transparency")
# Columns that tie a row to a person, whatever the table.
TIES: Final = (
    "customer",
    "visitor",
    "conversation",
    "personal",
    "contact_index",
    "phone_index",
    "order",
    "subject",
)
WITHOUT: Final = {
    "catalog_codemark": "a note that an order's code is to be looked at; gone within the night",
    "catalog_changemark": "a note that a day is to be counted again; gone within the night",
    "catalog_creditmark": "a note that a day is to be counted again; gone within the night",
    "catalog_sentreminder": "letters to members of the shop about planned posts",
    "attribution_sentletter": "letters to members of the shop; their subject line names no customer",
    "transparency_textfinding": "words of the shop's own texts; subject_uid is a product or a page",
    "transparency_erasurerecord": "of who was erased only the public id is left; their page is closed",
    "transparency_lockedperson": "the same fields as on the orders, locked away after three years",
    "signals_playlistvisitororder": "the order's own page tells it",
}  # fmt: skip


def tied_tables() -> set[str]:
    """Tables of a shop with a column that ties a row to a person."""
    found = set()
    for model in apps.get_models():
        if model._meta.app_label not in APPS:
            continue
        names = {field.name for field in model._meta.local_fields}
        is_about = any(
            name in names or f"{name}_ref" in names or f"{name}_uid" in names or f"{name}_number" in names
            for name in TIES
        )
        points = any(
            isinstance(field, models.ForeignKey) and field.related_model is Customer
            for field in model._meta.local_fields
        )
        if is_about or points:
            found.add(model._meta.db_table)
    return found


def test_no_table_about_a_person_is_left_out_of_what_they_see() -> None:
    assert sorted(tied_tables() - covered_tables() - set(WITHOUT)) == [], (
        "read it for the person, or say why not"
    )


def test_no_table_is_both_read_and_excused() -> None:
    assert sorted(covered_tables() & set(WITHOUT)) == []


def test_every_reader_says_what_it_is_and_why_it_is_kept() -> None:
    readers = all_readers()
    assert readers[0].code == "person"
    assert all(str(one.title) and str(one.why) and one.tables for one in readers)


@pytest.mark.django_db
def test_every_reader_works_on_a_shop_whose_every_table_is_full() -> None:
    shop, customer, _order = a_customer_of("known-full")
    furnish(shop)
    sections = {section.code: section for section in export_of(shop, customer.uid)}
    assert set(sections) == {reader.code for reader in all_readers()}
    assert sections["orders"].entries
    assert as_json(sections.values())["person"][0]["name"] == "Amina Haddad"
    with shop_scope(shop.id):
        for other in Customer.objects.all():
            export_of(shop, other.uid)
