"""How a place and a person are written on a page."""

from __future__ import annotations

import pytest
from django.utils import translation

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
