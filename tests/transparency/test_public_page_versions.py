"""Whatever changes the public page leaves a version, whichever door it came through."""

from __future__ import annotations

import pytest

from catalog.shops.services import write_public_profile
from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_shop
from transparency.ledger.switches import EVERYTHING, set_switch
from transparency.public_page.models import PageVersion


@pytest.mark.django_db
def test_a_profile_and_a_switch_each_leave_a_version() -> None:
    shop = a_shop()
    write_public_profile(shop.id, {"contact": {"name": "Amina"}})
    write_public_profile(shop.id, {"contact": {"name": "Amina"}})
    with shop_scope(shop.id):
        set_switch(EVERYTHING, is_on=False, by="user:1")
        found = list(PageVersion.objects.order_by("number"))
    assert [version.number for version in found] == [1, 2]
    assert found[0].facts["profile"] == {"contact": {"name": "Amina"}}
    assert list(found[1].facts["off"]) == ["all"]
    assert found[1].changed_by == "user:1"
