"""``/e/<public_key>/consent``: a shop's page reads, gives and withdraws its visitor's consents, one call for each.

It shares the door of the events: the same key, sites and limits. Withdrawing asks for nothing more than giving.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from shop_ai.problems import problem
from signals.consent.models import Purpose
from signals.consent.selectors import standing
from signals.consent.services import Proof, decide
from signals.consent.subjects import is_customer
from signals.ingest.callers import Caller
from signals.ingest.events import VISITOR_FORM, is_storable, path_of

MOST_BYTES = 4096
# Short enough to type would be short enough to guess, and with it another visitor's choices.
SHORTEST_VISITOR = 16


class Unclear(ValueError):
    """The request does not say who chose what."""


@dataclass(frozen=True, slots=True)
class Choice:
    visitor: str
    choices: dict[Purpose, bool]
    proof: Proof


def visitor_of(given: Any) -> str:
    is_id = isinstance(given, str) and len(given) >= SHORTEST_VISITOR and VISITOR_FORM.fullmatch(given)
    if is_id and not is_customer(given):  # a customer chooses by their own link
        return str(given)
    raise Unclear("visitor")


def _choices(given: Any) -> dict[Purpose, bool]:
    """``true`` is the consent to be recognised and no other; ``false`` withdraws all of them."""
    if isinstance(given, bool):
        return {Purpose.MEASUREMENT: True} if given else dict.fromkeys(Purpose, False)
    if not isinstance(given, dict) or not given or not set(given) <= set(Purpose.values):
        raise Unclear("choices")
    if not all(isinstance(answer, bool) for answer in given.values()):
        raise Unclear("choices")
    return {Purpose(name): answer for name, answer in given.items()}


def _word(document: dict[str, Any], name: str, longest: int) -> str:
    value = document.get(name, "")
    if not isinstance(value, str):
        raise Unclear(name)
    return value.strip()[:longest]


def choice_of(body: bytes, origin: str) -> Choice:
    """What the page sent; raises :class:`Unclear`."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unclear("body") from error
    if not isinstance(document, dict) or not is_storable(document):
        raise Unclear("body")
    proof = Proof(
        door="page",
        site=origin[:200],
        page=path_of(_word(document, "page", 500)),
        text_version=_word(document, "text_version", 40),
        language=_word(document, "language", 10),
    )
    return Choice(visitor_of(document.get("visitor")), _choices(document.get("choices")), proof)


def _refuses(request: HttpRequest) -> bool:
    return request.META.get("HTTP_SEC_GPC") == "1" or request.META.get("HTTP_DNT") == "1"


def answer(request: HttpRequest, caller: Caller) -> HttpResponse:
    """GET tells what stands; POST notes choices first. A browser that asks not to be tracked can only withdraw."""
    try:
        if request.method == "GET":
            visitor = visitor_of(request.GET.get("visitor"))
        else:
            visitor = _noted(request, caller)
    except Unclear as error:
        return problem(422, member=str(error))
    return JsonResponse(
        {"visitor": visitor, "consents": standing(caller.shop_id, visitor)},
        headers={"Cache-Control": "no-store"},
    )


def _noted(request: HttpRequest, caller: Caller) -> str:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise Unclear("body")
    choice = choice_of(request.body, str(request.META.get("HTTP_ORIGIN", "")))
    refuses = _refuses(request)
    kept = {purpose: agrees for purpose, agrees in choice.choices.items() if not (agrees and refuses)}
    decide(caller.shop_id, choice.visitor, kept, choice.proof)
    return choice.visitor
