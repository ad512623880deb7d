"""The door of every REST resource: key, limit, scope, one transaction a request, retries, versions.

A request is one transaction in its shop's scope: what a handler wrote is kept whole or not at all, and the
answer is rendered while the scope is open.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, ParseError, Throttled
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.views import APIView

from catalog.keys.authentication import KeyHolder
from catalog.keys.permissions import SAFE
from catalog.limits.services import Use, count_use
from catalog.rest.paging import page_of
from catalog.rest.rendering import Json
from catalog.rest.retries import Retry, answer_once, is_usable, request_hash
from catalog.shops.context import ShopContext
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import set_local, shop_scope
from shop_ai.problems import Stale, TooLarge

READS = Limit("api-read", 600, 60)
WRITES = Limit("api-write", 120, 60)
LARGEST_BODY = 1024 * 1024


def version_of(data: Any) -> str:
    """Strong ETag of a representation."""
    text = json.dumps(data, cls=JSONEncoder, sort_keys=True)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


class OnlyJson(BaseContentNegotiation):
    """Answers are JSON whatever ``Accept`` says: there is nothing to choose from."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        media_type = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == media_type), None)

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, str(renderer.media_type)


class ShopAPIView(APIView):
    """Base of the resources. A handler parses, calls one selector or service and answers."""

    scope_read: ClassVar[str] = ""
    scope_write: ClassVar[str] = ""
    largest_body: ClassVar[int] = LARGEST_BODY
    http_method_names: ClassVar[list[str]] = ["get", "head", "post", "put", "patch"]  # type: ignore[misc]
    content_negotiation_class = OnlyJson
    renderer_classes: ClassVar[list[type[BaseRenderer]]] = [Json]  # type: ignore[misc]
    use: Use | None = None

    @property
    def holder(self) -> KeyHolder:
        holder: KeyHolder = self.request.user  # type: ignore[assignment]  # set by ApiKeyAuthentication
        return holder

    @property
    def shop(self) -> ShopContext:
        return self.holder.shop

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.args, self.kwargs = args, kwargs
        self.request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            self.initial(self.request, *args, **kwargs)
            with shop_scope(self.shop.id):
                response = self._answer()
        except Exception as error:  # noqa: BLE001  # the handler logs what it does not know
            response = self._finished(self.handle_exception(error))
        return self._limited(response)

    def check_permissions(self, request: Request) -> None:
        """Count the use, then look at size, method and scope: a refused request costs a use as well."""
        if request.user is None:
            raise NotAuthenticated
        self._count_use(READS if request.method in SAFE else WRITES)
        if int(request.META.get("CONTENT_LENGTH") or 0) > self.largest_body:
            raise TooLarge(_("Send at most %(size)s bytes.") % {"size": self.largest_body})
        if self._handler() == self.http_method_not_allowed:
            self.http_method_not_allowed(request)
        super().check_permissions(request)

    def one(self, data: Any, *, status: int = 200) -> Response:
        """A single resource with its version; nothing but the version when the client holds it already."""
        version = version_of(data)
        known = parse_etags(self.request.headers.get("If-None-Match", ""))
        if self.request.method in SAFE and ("*" in known or version in known):
            return Response(status=304, headers={"ETag": version})
        return Response(data, status=status, headers={"ETag": version})

    def created(self, data: Any, location: str) -> Response:
        response = self.one(data, status=201)
        response["Location"] = location
        return response

    def require_version(self, data: Any) -> None:
        """Refuse (412) when ``If-Match`` names another version than that of ``data``, the stored one."""
        asked = self.request.headers.get("If-Match")
        if asked is not None and asked.strip() != "*" and version_of(data) not in parse_etags(asked):
            raise Stale(_("Somebody changed it since you read it: read it again, then change it."))

    def page(
        self, rows: QuerySet[Any], params: dict[str, Any], show: Callable[[list[Any]], list[Any]]
    ) -> Response:
        """One page of a list; the cursor is tied to the shop, the address and the filters."""
        filters = {name: str(value) for name, value in params.items() if name not in {"limit", "cursor"}}
        list_name = json.dumps([self.shop.id, self.request.path, filters], sort_keys=True)
        page = page_of(rows, list_name=list_name, limit=params["limit"], cursor=params["cursor"])
        return Response({"data": show(page.rows), "next": page.next})

    def body(self, shape: type[Serializer[Any]], *, partial: bool = False) -> dict[str, Any]:
        """The validated body; raises ValidationError (422) naming each bad member."""
        read = shape(data=self.request.data, partial=partial)
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)

    def params(self, shape: type[Serializer[Any]]) -> dict[str, Any]:
        """The validated query parameters."""
        read = shape(data=self.request.query_params.dict())
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)

    def _handler(self) -> Callable[..., Any]:
        method = (self.request.method or "").lower()
        if method not in self.http_method_names:
            return self.http_method_not_allowed
        handler: Callable[..., Any] = getattr(self, method, self.http_method_not_allowed)
        return handler

    def _answer(self) -> HttpResponse:
        if self.request.method in SAFE:
            return self._run()
        set_local("app.actor", f"key:{self.holder.key_id}")  # the history of records notes who changed them
        key = self.request.headers.get("Idempotency-Key")
        if key is None:
            return self._run()
        if not is_usable(key):
            raise ParseError(_("An Idempotency-Key has 1 to 255 visible ASCII characters."))
        asked = request_hash(str(self.request.method), self.request.get_full_path(), self.request.data)
        return answer_once(Retry(self.holder.key_id, key, asked), self._run_or_explain)

    def _run(self) -> HttpResponse:
        return self._finished(self._handler()(self.request, *self.args, **self.kwargs))

    def _run_or_explain(self) -> HttpResponse:
        """As ``_run``, with a refusal as an answer that can be kept; what the handler wrote is taken back."""
        try:
            with transaction.atomic():
                return self._run()
        except Exception as error:  # noqa: BLE001  # as in dispatch
            return self._finished(self.handle_exception(error))

    def _finished(self, response: HttpResponse) -> HttpResponse:
        if isinstance(response, Response):
            self.finalize_response(self.request, response, *self.args, **self.kwargs).render()
        return response

    def _count_use(self, limit: Limit) -> None:
        with transaction.atomic():
            # A second of a counter may be lost; a request does not wait for the disk because of it.
            set_local("synchronous_commit", "off")
            self.limit, self.use = limit, count_use(limit, self.holder.key_id)
        if not self.use.is_allowed:
            raise Throttled(self.use.retry_after, _("This key was used too often; wait a little."))

    def _limited(self, response: HttpResponse) -> HttpResponse:
        if self.use is not None:
            name, limit = self.limit.name, self.limit
            response["RateLimit-Policy"] = f'"{name}";q={limit.uses};w={limit.seconds}'
            response["RateLimit"] = f'"{name}";r={self.use.remaining};t={self.use.resets_in}'
        response["Cache-Control"] = "private, no-cache"
        return response
