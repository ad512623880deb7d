"""P2: the master key is replaced while the instance works, and afterwards the former one opens nothing."""

from __future__ import annotations

import base64
import json
import os
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalog.customers.selectors import customer_by_uid
from catalog.people.factor import open_secret, seal_secret
from shop_ai.lib.sealing import CannotOpen
from shop_ai.lib.tenancy import shop_scope
from tests.factories import make_customer, make_user
from tests.shops import a_shop

pytestmark = pytest.mark.django_db


def new_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def test_a_new_master_key_opens_everything_at_once_and_the_former_one_nothing_afterwards(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    shop, former = a_shop(), settings.MASTER_KEY
    with shop_scope(shop.id):
        her = make_customer(shop, name="Amina Cherif")
    user = make_user()
    user.totp_sealed = seal_secret(user.pk, "SECRET")
    user.save()

    def name() -> str:
        with shop_scope(shop.id):
            found = customer_by_uid(shop.id, her.uid)
            assert found is not None
            return found.personal.name

    settings.MASTER_KEY, settings.MASTER_KEY_FALLBACKS = new_key(), [former]
    assert name() == "Amina Cherif"
    assert open_secret(user.pk, user.totp_sealed) == "SECRET"
    call_command("rotate_master_key", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["shops"] >= 1
    assert said["second_factors"] == 1
    call_command("rotate_master_key", "--json")
    assert json.loads(capsys.readouterr().out)["shops"] == 0

    settings.MASTER_KEY_FALLBACKS = []
    user.refresh_from_db()
    assert name() == "Amina Cherif"
    assert open_secret(user.pk, user.totp_sealed) == "SECRET"
    settings.MASTER_KEY = former
    with pytest.raises(CannotOpen):
        name()


def test_a_key_that_nobody_has_any_more_is_an_error_and_changes_nothing(settings: Any) -> None:
    a_shop()
    settings.MASTER_KEY = new_key()
    with pytest.raises(CommandError, match="opens every key"):
        call_command("rotate_master_key")
