"""The signed link by which a customer follows a case, and the signed form that opens one."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from catalog.shops.context import ShopContext
from transparency.cases.models import Case, Place

LINK_SALT: Final = "case-link"
FORM_SALT: Final = "case-form"
LINK_DAYS: Final = 400
FORM_HOURS: Final = 24
VISITOR: Final = re.compile(r"[A-Za-z0-9_-]{16,40}")


@dataclass(frozen=True, slots=True)
class Ask:
    """What is known before the customer writes: where they were, as which visitor, about which decision."""

    shop_id: int
    place: str = Place.OTHER
    visitor: str = ""
    decision: uuid.UUID | None = None

    def signed(self) -> str:
        """For the form: it says that we put it, and opens for a day."""
        said: dict[str, Any] = {
            "s": self.shop_id,
            "p": self.place,
            "v": self.visitor,
            "d": self.decision.hex if self.decision else "",
        }
        return signing.dumps(said, salt=FORM_SALT, compress=True)


def ask_of(signed: str) -> Ask | None:
    """The form that was signed; None for a forged one and after a day."""
    try:
        said = signing.loads(signed, salt=FORM_SALT, max_age=FORM_HOURS * 3600)
        return Ask(said["s"], said["p"], said["v"], uuid.UUID(said["d"]) if said["d"] else None)
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None


def ask_from(shop_id: int, given: Any) -> Ask:
    """From an address: ``?from=widget&visitor=…&decision=…``. What cannot be read is left out."""
    place, visitor = given.get("from", ""), given.get("visitor", "")
    decision = given.get("decision", "")
    return Ask(
        shop_id,
        place if place in Place.values else Place.OTHER,
        visitor if VISITOR.fullmatch(visitor) else "",
        uuid.UUID(decision)
        if re.fullmatch(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", decision)
        else None,
    )


def case_token(case: Case) -> str:
    """The end of the case's own address; whoever has it reads and writes in this case alone."""
    return signing.dumps({"s": case.shop_id, "c": case.uid.hex}, salt=LINK_SALT)


def case_of_token(token: str) -> tuple[int, uuid.UUID] | None:
    """The shop and the case that a link names; None for a forged one and after 400 days."""
    try:
        said = signing.loads(token, salt=LINK_SALT, max_age=LINK_DAYS * 86_400)
        return said["s"], uuid.UUID(said["c"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None


def case_url(shop: ShopContext, case: Case) -> str:
    """The whole address of the follow-up page."""
    path = reverse("public-case", kwargs={"slug": shop.slug, "token": case_token(case)})
    return str(settings.PUBLIC_URL).rstrip("/") + path


def language_of_pages(shop: ShopContext, case: Case) -> str:
    """The case's language where pages speak it (messages may be in Arabizi), else the shop's."""
    return case.language if case.language in dict(settings.LANGUAGES) else shop.language
