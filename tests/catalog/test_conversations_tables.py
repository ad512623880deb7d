"""Tables of conversations: what the database itself refuses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from catalog.conversations.models import Conversation
from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_shop

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def a_talk(**fields: Any) -> Conversation:
    given = {"source": "typed", "external_id": "1", "started_at": AT, "started_on": AT.date()}
    talk: Conversation = Conversation.objects.create(**given | fields)
    return talk


def test_the_first_touch_is_completed_and_erased_but_never_replaced() -> None:
    with shop_scope(a_shop().id):
        talk = a_talk(keyword="AID")
        Conversation.objects.update(code="AID26-INSTA", keyword="AID")
        for column, other in (("code", "NOEL"), ("keyword", "PRIX")):
            with pytest.raises(IntegrityError, match="first touch"), transaction.atomic():
                Conversation.objects.update(**{column: other})
        Conversation.objects.update(code="", keyword="")
        talk.refresh_from_db()
        assert (talk.code, talk.keyword) == ("", "")


def test_an_answer_comes_after_the_question() -> None:
    with shop_scope(a_shop().id), pytest.raises(IntegrityError, match="after_start"), transaction.atomic():
        a_talk(first_reply_at=AT.replace(hour=8))
