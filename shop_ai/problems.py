"""Every API error as ``application/problem+json`` (RFC 9457), with a pointer to each bad field."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_handler

from shop_ai.lib.refusals import Conflict, Invalid

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: gettext_noop("The request is not readable"),
    401: gettext_noop("A key is needed"),
    403: gettext_noop("This key may not do that"),
    404: gettext_noop("Not found"),
    405: gettext_noop("This method is not offered here"),
    406: gettext_noop("Only JSON is offered"),
    409: gettext_noop("Conflict with what is stored"),
    412: gettext_noop("It has changed since you read it"),
    413: gettext_noop("Too large"),
    415: gettext_noop("Send JSON"),
    422: gettext_noop("Some fields are not valid"),
    429: gettext_noop("Too many requests"),
    500: gettext_noop("Something broke on our side"),
    503: gettext_noop("A part is away; try again shortly"),
}
KEPT_HEADERS = ("Retry-After", "WWW-Authenticate", "Allow")


class TooLarge(exceptions.APIException):
    status_code = 413
    default_code = "too_large"


class Stale(exceptions.APIException):
    """``If-Match`` names another version than the stored one."""

    status_code = 412
    default_code = "stale"


class KeyReused(exceptions.APIException):
    """An ``Idempotency-Key`` came back with another request."""

    status_code = 422
    default_code = "key_reused"


class InFlight(exceptions.APIException):
    """The first request with this ``Idempotency-Key`` is still being answered."""

    status_code = 409
    default_code = "in_flight"


def _title(status: int) -> str:
    return str(_(TITLES.get(status, "Error")))


def _document(status: int, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": _title(status), "status": status, "detail": detail}


def problem(
    status: int, detail: str = "", *, headers: Mapping[str, str] | None = None, **more: Any
) -> JsonResponse:
    """A problem document as a plain Django response, for doors outside the REST framework."""
    return JsonResponse(
        _document(status, detail) | more,
        status=status,
        content_type=CONTENT_TYPE,
        headers=dict(headers or {}),
    )


def _problem_response(
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    more: Mapping[str, str] | None = None,
) -> Response:
    body = _document(status, detail) | dict(more or {})
    if errors:
        body["errors"] = list(errors)
    return Response(body, status=status, headers=dict(headers or {}), content_type=CONTENT_TYPE)


def _escaped(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


def _field_errors(detail: Any, pointer: str = "#") -> Iterator[dict[str, str]]:
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            whole = name == "non_field_errors"
            yield from _field_errors(inner, pointer if whole else f"{pointer}/{_escaped(name)}")
    elif isinstance(detail, list):
        for position, inner in enumerate(detail):
            nested = isinstance(inner, (Mapping, list))
            yield from _field_errors(inner, f"{pointer}/{position}" if nested else pointer)
    else:
        yield {"pointer": pointer, "code": getattr(detail, "code", "invalid"), "detail": str(detail)}


def _refused(errors: Sequence[Mapping[str, str]]) -> Response:
    return _problem_response(422, " ".join(dict.fromkeys(error["detail"] for error in errors)), errors=errors)


def _of_lower_layers(error: Exception) -> Response | None:
    """The answer to what services, the database and Python's own limits raise; None for anything else."""
    if isinstance(error, Conflict):
        return _problem_response(409, str(error), more=error.about)
    if isinstance(error, Invalid):
        return _refused([{"pointer": e.pointer, "code": e.code, "detail": e.detail} for e in error.errors])
    if isinstance(error, IntegrityError):
        return _problem_response(409, _("Another record already uses one of these values."))
    if isinstance(error, (OperationalError, InterfaceError)):
        log.warning("the database did not serve an API request: %s", error)
        return _problem_response(503, _("The database did not answer in time."), {"Retry-After": "2"})
    if isinstance(error, DatabaseError):
        return _problem_response(422, _("A value does not fit its field."))
    if isinstance(error, RequestDataTooBig):
        return _problem_response(413, _("Send less in one request."))
    if isinstance(error, RecursionError):
        return _problem_response(400, _("The JSON is nested too deeply."))
    return None


def _of_framework(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, DjangoValidationError):
        error = exceptions.ValidationError(
            error.message_dict if hasattr(error, "error_dict") else error.messages
        )
    if isinstance(error, exceptions.ValidationError):
        return _refused(list(_field_errors(error.detail)))
    response = drf_handler(error, context)
    if response is None:
        return None
    detail = response.data.get("detail", "") if isinstance(response.data, Mapping) else ""
    headers = {name: str(response[name]) for name in KEPT_HEADERS if name in response}
    if response.status_code == 405:
        headers["Allow"] = ", ".join(context["view"].allowed_methods)
    return _problem_response(response.status_code, str(detail), headers)


def exception_handler(error: Exception, context: dict[str, Any]) -> Response:
    """REST framework's handler: every error becomes a problem document, an unforeseen one a logged 500."""
    response = _of_lower_layers(error) or _of_framework(error, context)
    if response is None:
        log.error("unforeseen error in the API", exc_info=error)
        return _problem_response(500, _("Something broke on our side; it has been logged."))
    return response


def server_error(request: HttpRequest) -> JsonResponse:
    return problem(500, _("Something broke on our side; it has been logged."))
