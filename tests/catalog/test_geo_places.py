"""Wilayas and communes from what people write."""

import pytest

from catalog.geo.places import communes, match_place, match_wilaya, wilayas

WRITTEN = {
    "31": "oran",
    "31.0": "oran",
    "٣١": "oran",
    "16 - Alger": "alger",
    "Alger 16": "alger",
    "DZ-16": "alger",
    "dz-09": "blida",
    "TIZI-OUZOU": "tizi-ouzou",
    "M’Sila": "msila",
    "Béjaïa": "bejaia",
    "الجزائر": "alger",
    "ولاية الجزائر": "alger",
    "wilaya de Blida": "blida",
    "وهران": "oran",
    "BBA": "bordj-bou-arreridj",
    "Aflou": "aflou",
}


def test_the_lists_are_whole() -> None:
    assert len(wilayas()) == 69
    assert [wilaya.code for wilaya in wilayas()[:58]] == [f"{code:02d}" for code in range(1, 59)]
    assert len(communes()) == 1541
    assert len({(commune.wilaya, commune.slug) for commune in communes()}) == 1541


@pytest.mark.parametrize(("text", "slug"), WRITTEN.items())
def test_one_wilaya_in_many_writings(text: str, slug: str) -> None:
    assert match_wilaya(text) == slug


@pytest.mark.parametrize("wilaya", wilayas(), ids=lambda wilaya: wilaya.slug)
def test_every_wilaya_is_found_by_its_names_and_certain_number(wilaya) -> None:  # type: ignore[no-untyped-def]
    written = [wilaya.slug, wilaya.name_fr, wilaya.name_fr.upper(), wilaya.name_ar]
    assert {match_wilaya(text) for text in written} == {wilaya.slug}
    if wilaya.code:
        assert (
            match_wilaya(wilaya.code) == match_wilaya(f"{int(wilaya.code)} - {wilaya.name_fr}") == wilaya.slug
        )


@pytest.mark.parametrize("text", ["59", "69", "0", "16024", "", "?", "nulle part"])
def test_what_is_not_certain_is_not_matched(text: str) -> None:
    assert match_wilaya(text) is None


def test_one_typing_slip_is_forgiven_when_only_one_wilaya_is_near() -> None:
    assert match_wilaya("constatine") == "constantine"
    assert match_wilaya("setiff") == "setif"


def test_a_commune_s_exact_name_goes_before_a_mistyped_wilaya() -> None:
    assert match_place("Douira") == ("alger", "douira")


def test_wilaya_and_commune_in_one_cell() -> None:
    assert match_place("Alger / Bab Ezzouar") == ("alger", "bab-ezzouar")
    assert match_place("16 bab ezzouar") == ("alger", "bab-ezzouar")


def test_a_wilaya_s_name_alone_says_nothing_of_the_commune() -> None:
    assert match_place("Oran") == ("oran", None)
    assert match_place("Oran / Oran") == ("oran", "oran")


def test_a_commune_alone_gives_its_wilaya() -> None:
    assert match_place("باب الزوار") == ("alger", "bab-ezzouar")


def shared_names() -> list[str]:
    """Names of communes that several wilayas have, and that are no wilaya's own name."""
    homes = {slug: {c.wilaya for c in communes() if c.slug == slug} for slug in {c.slug for c in communes()}}
    own = {wilaya.slug for wilaya in wilayas()}
    return sorted(slug for slug, of in homes.items() if len(of) > 1 and slug not in own)


@pytest.mark.parametrize("shared", shared_names())
def test_a_commune_that_several_wilayas_have_gives_none(shared: str) -> None:
    assert match_place(shared) == (None, None)
