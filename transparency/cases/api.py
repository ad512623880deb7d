"""``/api/v1/cases``: customers who asked for a person, opened and answered also from the shop's own tools.

A key opens, answers and closes; it never releases: only a person who is logged in lets automations act again.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.conversations.models import Conversation
from catalog.customers.models import Customer
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of
from catalog.shops.seals import current_seal
from shop_ai.lib import phones
from shop_ai.lib.refusals import FieldError, Invalid
from transparency.cases.models import Case, OpenedBy, Place
from transparency.cases.opening import NewCase, open_case
from transparency.cases.personal import Asker, open_asker
from transparency.cases.selectors import HELD, case_by_uid, cases
from transparency.cases.services import answer, close, customer_wrote, sort_into, tie_order
from transparency.cases.shapes import (
    CaseBody,
    CaseClose,
    CasePage,
    CaseParams,
    CasePatch,
    CaseShown,
    CaseWords,
)

CONTACTS = "customers:read"


class CaseView(ShopAPIView):
    scope_read, scope_write = "cases:read", "cases:write"

    @property
    def by(self) -> str:
        return f"key:{self.holder.key_id}"

    def case(self, case_id: str) -> Case:
        found = case_by_uid(self.shop.id, uid_of("cas", case_id))
        if found is None:
            raise Http404
        return found

    def all_shown(self, rows: list[Case]) -> list[dict[str, Any]]:
        """Names and numbers only for keys that may read customers."""
        askers: dict[int, Asker] = {}
        if CONTACTS in self.holder.scopes:
            seal = current_seal()
            askers = {case.pk: open_asker(seal, case) for case in rows}
        return list(CaseShown(rows, many=True, context={"askers": askers}).data)

    def shown(self, case_id: str) -> dict[str, Any]:
        return self.all_shown([self.case(case_id)])[0]


class CaseList(CaseView):
    @reads("List cases", CasePage, params=CaseParams)
    def get(self, request: Request) -> Response:
        params = self.params(CaseParams)
        held = params["is_held"]
        rows = cases(self.shop.id, view=HELD if held else "", kind=params["kind"])
        if held is False:
            rows = rows.filter(released_at__isnull=False)
        if params["state"]:
            rows = rows.filter(state=params["state"])
        if params.get("customer"):
            rows = rows.filter(customer__uid=params["customer"])
        return self.page(rows, params, self.all_shown)

    @writes(
        "Open a case",
        CaseBody,
        {201: CaseShown},
        description="Every automation stops at once for the customer, the visitor and the conversation that it names.",
    )
    def post(self, request: Request) -> Response:
        case = open_case(self.shop, _new(self.body(CaseBody), self.shop.country, self.by))
        case_id = public_id("cas", case.uid)
        return self.created(self.shown(case_id), reverse("api-case", args=[case_id]))


def _new(body: dict[str, Any], country: str, by: str) -> NewCase:
    """A checked body; raises Invalid for a phone, a customer or a conversation that is none."""
    number = phones.parse(body["phone"], country) or ""
    if body["phone"] and not number:
        raise Invalid(FieldError("#/phone", "bad_phone", _("This is not a complete phone number.")))
    return NewCase(
        kind=body["kind"],
        opened_by=OpenedBy.API,
        place=Place.CONVERSATION if "conversation" in body else Place.OTHER,
        language=body["language"],
        asker=Asker(body["name"], number, body.get("email", ""), body["order_number"]),
        message=body["message"],
        visitor=body.get("visitor", ""),
        customer=_id_of(Customer, body, "customer"),
        conversation=_id_of(Conversation, body, "conversation"),
        by=by,
    )


def _id_of(model: Any, body: dict[str, Any], name: str) -> int | None:
    if name not in body:
        return None
    found: int | None = model.objects.filter(uid=body[name]).values_list("pk", flat=True).first()
    if found is None:
        raise Invalid(FieldError(f"#/{name}", "unknown", _("The shop has no such record.")))
    return found


class CaseOne(CaseView):
    @reads("Read a case", CaseShown, single=True)
    def get(self, request: Request, case_id: str) -> Response:
        return self.one(self.shown(case_id))

    @writes("Change a case", CasePatch, {200: CaseShown}, of_one=True, versioned=True)
    def patch(self, request: Request, case_id: str) -> Response:
        case = self.case(case_id)
        self.require_version(self.shown(case_id))
        body = self.body(CasePatch, partial=True)
        if "kind" in body:
            sort_into(self.shop.id, case.uid, body["kind"], by=self.by)
        if "order_number" in body:
            tie_order(self.shop.id, case.uid, body["order_number"], by=self.by)
        return self.one(self.shown(case_id))


class CaseMessages(CaseView):
    @writes(
        "Add what was said in a case",
        CaseWords,
        {200: CaseShown},
        of_one=True,
        description="An answer is one that a person gave: nothing here writes to the customer by itself.",
    )
    def post(self, request: Request, case_id: str) -> Response:
        case, said = self.case(case_id), self.body(CaseWords)
        if said["direction"] == "in":
            customer_wrote(self.shop, case.uid, said["text"])
        else:
            answer(self.shop.id, case.uid, said["text"], by=self.by)
        return self.one(self.shown(case_id))


class CaseEnd(CaseView):
    @writes(
        "Close a case",
        CaseClose,
        {200: CaseShown},
        of_one=True,
        description="Automations stay away from the customer until a person releases them on the case's page.",
    )
    def post(self, request: Request, case_id: str) -> Response:
        case, said = self.case(case_id), self.body(CaseClose)
        close(self.shop.id, case.uid, said["outcome"], by=self.by, text=said["text"])
        return self.one(self.shown(case_id))
