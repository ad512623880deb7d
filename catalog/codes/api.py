"""``/api/v1/codes``: codes, checking what a customer typed, and redeeming."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Final, cast

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.codes.models import CodeUse, PlaylistCode
from catalog.codes.redeeming import Check, Redemption, TooManyTries, check_code, give_use_back, redeem
from catalog.codes.selectors import code_by_uid
from catalog.codes.services import CodeFields, change_code, create_code, create_codes, delete_code
from catalog.codes.shapes import (
    CheckBody,
    CheckShown,
    CodeBody,
    CodeChange,
    CodePage,
    CodeParams,
    CodeShown,
    RedemptionBody,
    UsePage,
    UseParams,
    UseShown,
)
from catalog.playlists.models import Playlist
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of
from shop_ai.lib.refusals import FieldError, Invalid

GONE: Final = {204: OpenApiResponse(description="It is gone.")}
WITH = ("code", "order", "customer")


class CodeView(ShopAPIView):
    scope_read, scope_write = "codes:read", "codes:write"
    http_method_names: ClassVar[list[str]] = ["get", "head", "post", "patch", "delete"]  # type: ignore[misc]

    def code(self, code_id: str) -> PlaylistCode:
        found = code_by_uid(self.shop.id, uid_of("cod", code_id))
        if found is None:
            raise Http404
        return found

    def stored(self, uid: uuid.UUID) -> dict[str, Any]:
        return dict(CodeShown(code_by_uid(self.shop.id, uid)).data)

    def fields(self, values: dict[str, Any]) -> CodeFields:
        """The body as the services take it; raises Invalid for an unknown playlist."""
        kept = {name: value for name, value in values.items() if name not in {"playlist_id", "is_secret"}}
        if "playlist_id" in values:
            kept["playlist"] = self._playlist(values["playlist_id"])
        return cast(CodeFields, kept)

    def _playlist(self, uid: uuid.UUID | None) -> Playlist | None:
        if uid is None:
            return None
        found: Playlist | None = Playlist.objects.filter(uid=uid).first()
        if found is None:
            raise Invalid(FieldError("#/playlist_id", "unknown_playlist", _("No playlist has this id.")))
        return found

    @property
    def by(self) -> str:
        return f"key:{self.holder.key_id}"


class CodeList(CodeView):
    @reads("List codes", CodePage, params=CodeParams)
    def get(self, request: Request) -> Response:
        params = self.params(CodeParams)
        asked = {name: params[name] for name in ("channel", "campaign") if params.get(name)}
        rows = PlaylistCode.objects.select_related("playlist").filter(**asked)
        return self.page(rows, params, lambda found: list(CodeShown(found, many=True).data))

    @writes(
        "Create a code",
        CodeBody,
        {201: CodeShown},
        description="A word that customers could take for one of the shop's other codes or keywords is refused "
        "(422, `looks_alike`). Orders that named it before become its uses.",
    )
    def post(self, request: Request) -> Response:
        values = self.body(CodeBody)
        fields, is_secret = self.fields(values), values.get("is_secret", False)
        if fields.get("code"):
            made = create_code(self.shop, fields, by=self.by)
        else:
            channels = [fields.get("channel", "")]
            made = create_codes(self.shop, channels, fields, is_secret=is_secret, by=self.by)[0]
        return self.created(self.stored(made.uid), reverse("api-code", args=[public_id("cod", made.uid)]))


class CodeOne(CodeView):
    @reads("Read a code", CodeShown, single=True)
    def get(self, request: Request, code_id: str) -> Response:
        return self.one(self.stored(self.code(code_id).uid))

    @writes("Change a code", CodeChange, {200: CodeShown}, of_one=True, versioned=True)
    def patch(self, request: Request, code_id: str) -> Response:
        code = self.code(code_id)
        self.require_version(self.stored(code.uid))
        change_code(self.shop, code.uid, self.fields(self.body(CodeChange, partial=True)))
        return self.one(self.stored(code.uid))

    @writes(
        "Delete a code", None, GONE, of_one=True, description="Only one that nobody used; archive the others."
    )
    def delete(self, request: Request, code_id: str) -> Response:
        delete_code(self.shop.id, self.code(code_id).uid)
        return Response(status=204)


class CodeCheck(CodeView):
    @writes(
        "Check a typed code",
        CheckBody,
        {200: CheckShown},
        description="Takes no place. Failed checks are limited: 10 an hour a visitor, 20 an address, 200 the shop.",
    )
    def post(self, request: Request) -> Response:
        values = self.body(CheckBody)
        try:
            found = check_code(
                self.shop,
                values["code"],
                basket=values.get("basket"),
                customer_uid=values.get("customer_id"),
                visitor=values.get("visitor", ""),
                address=values.get("address", ""),
            )
        except TooManyTries as stopped:
            raise Throttled(stopped.seconds, _("Too many codes that are none; wait a little.")) from stopped
        return Response(CheckShown(_checked(found)).data)


def _checked(found: Check) -> dict[str, Any]:
    code = found.code
    return {
        "is_usable": found.is_usable,
        "id": public_id("cod", code.uid) if code else None,
        "code": code.code if code else None,
        "discount": found.discount,
    }


class CodeRedemptions(CodeView):
    @reads("List redemptions", UsePage, params=UseParams, of_one=True)
    def get(self, request: Request, code_id: str) -> Response:
        params = self.params(UseParams)
        rows = CodeUse.objects.select_related(*WITH).filter(code=self.code(code_id))
        if params.get("state"):
            rows = rows.filter(state=params["state"])
        return self.page(rows, params, lambda found: list(UseShown(found, many=True).data))

    @writes(
        "Redeem a code",
        RedemptionBody,
        {200: UseShown, 201: UseShown},
        of_one=True,
        description="Takes a place, or answers 409 with `code` naming the limit that is reached. The same "
        "Idempotency-Key, `reference` or order answers 200 with the place that it has.",
    )
    def post(self, request: Request, code_id: str) -> Response:
        values = self.body(RedemptionBody)
        names = {"order_id": "order_uid", "customer_id": "customer_uid"}
        asked = Redemption(
            idempotency_key=self.request.headers.get("Idempotency-Key", ""),
            **{names.get(name, name): value for name, value in values.items()},
        )
        done = redeem(self.shop, self.code(code_id).uid, asked)
        if done is None:
            raise Http404
        shown = dict(UseShown(done[0]).data)
        address = reverse("api-code-redemption", args=[code_id, shown["id"]])
        return self.created(shown, address) if done[1] else self.one(shown)


class CodeRedemptionOne(CodeView):
    @reads("Read a redemption", UseShown, single=True)
    def get(self, request: Request, code_id: str, use_id: str) -> Response:
        rows = CodeUse.objects.select_related(*WITH).filter(code=self.code(code_id))
        found = rows.filter(uid=uid_of("use", use_id)).first()
        if found is None:
            raise Http404
        return self.one(dict(UseShown(found).data))

    @writes(
        "Give a redemption back",
        None,
        {200: UseShown},
        of_one=True,
        description="Its place is free again; what was given back stays so.",
    )
    def delete(self, request: Request, code_id: str, use_id: str) -> Response:
        found = give_use_back(self.shop, self.code(code_id).uid, uid_of("use", use_id))
        if found is None:
            raise Http404
        return self.one(dict(UseShown(found).data))
