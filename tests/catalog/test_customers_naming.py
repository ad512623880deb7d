"""How a place and a person are written on a page."""

from __future__ import annotations

import pytest
from django.utils import translation

from catalog.customers.forms import CustomerForm
from catalog.customers.naming import commune_name, wilaya_name


@pytest.mark.parametrize(
    ("language", "commune", "wilaya"), [("fr", "Bir El Djir", "Oran"), ("ar", "بئر الجير", "وهران")]
)
def test_places_are_written_in_the_reader_s_script(language: str, commune: str, wilaya: str) -> None:
    with translation.override(language):
        assert commune_name("bir-el-djir", "oran") == commune
        assert wilaya_name("oran") == wilaya


def test_a_place_that_no_list_knows_is_written_as_it_came() -> None:
    assert commune_name("Cité des 200", "oran") == "Cité des 200"
    assert commune_name("bir-el-djir", "alger") == "bir-el-djir"
    assert wilaya_name("Île-de-France") == "Île-de-France"


def test_a_form_shows_the_commune_by_name_and_keeps_its_key() -> None:
    with translation.override("fr"):
        typed = {"wilaya": "oran", "commune": commune_name("bir-el-djir", "oran")}
        assert typed["commune"] != "bir-el-djir"
        form = CustomerForm(typed, country="DZ")
        assert form.is_valid()
        assert form.customer_fields()["commune"] == "bir-el-djir"
        own = CustomerForm(typed | {"commune": "Cité des Pins"}, country="DZ")
        assert own.is_valid()
        assert own.customer_fields()["commune"] == "Cité des Pins"
