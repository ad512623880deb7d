"""Every API error as ``application/problem+json`` (RFC 9457), with a pointer to each bad field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DatabaseError, IntegrityError, OperationalError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_handler

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: gettext_noop("The request is not readable"),
    401: gettext_noop("A key is needed"),
    403: gettext_noop("This key may not do that"),
    404: gettext_noop("Not found"),
    405: gettext_noop("This method is not offered here"),
    409: gettext_noop("Conflict with what is stored"),
    413: gettext_noop("Too large"),
    415: gettext_noop("Send JSON"),
    422: gettext_noop("Some fields are not valid"),
    429: gettext_noop("Too many requests"),
    503: gettext_noop("A part is away; try again shortly"),
}


def _title(status: int) -> str:
    return str(_(TITLES.get(status, "Error")))


def problem(
    status: int, detail: str = "", *, headers: Mapping[str, str] | None = None, **more: Any
) -> JsonResponse:
    """A problem document as a plain Django response, for doors outside the REST framework."""
    body = {"type": "about:blank", "title": _title(status), "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE, headers=dict(headers or {}))


def _field_errors(detail: Any, pointer: str = "#") -> Iterator[dict[str, str]]:
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _field_errors(inner, f"{pointer}/{name}")
    elif isinstance(detail, list):
        for position, inner in enumerate(detail):
            nested = isinstance(inner, (Mapping, list))
            yield from _field_errors(inner, f"{pointer}/{position}" if nested else pointer)
    else:
        yield {"pointer": pointer, "code": getattr(detail, "code", "invalid"), "detail": str(detail)}


def _translated(error: Exception) -> Exception:
    """Errors of lower layers as the API error they mean, so that none becomes a 500."""
    if isinstance(error, DjangoValidationError):
        detail = error.message_dict if hasattr(error, "error_dict") else error.messages
        return exceptions.ValidationError(detail)
    return error


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's handler, answering problem documents; a unique violation is a 409."""
    if isinstance(error, IntegrityError):
        return _problem_response(409, _("Another record already uses one of these values."))
    if isinstance(error, OperationalError):
        return _problem_response(503, _("The database did not answer in time."), {"Retry-After": "2"})
    if isinstance(error, DatabaseError):
        return _problem_response(422, _("A value does not fit its field."))
    response = drf_handler(_translated(error), context)
    if response is None:
        return None
    status = 422 if isinstance(_translated(error), exceptions.ValidationError) else response.status_code
    detail = response.data.get("detail", "") if isinstance(response.data, Mapping) else ""
    errors = [] if detail else list(_field_errors(response.data))
    headers = {
        name: str(response[name]) for name in ("Retry-After", "WWW-Authenticate", "Allow") if name in response
    }
    return _problem_response(status, str(detail), headers, errors)


def _problem_response(
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> Response:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": _title(status),
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = errors
    return Response(body, status=status, headers=dict(headers or {}), content_type=CONTENT_TYPE)


def server_error(request: HttpRequest) -> JsonResponse:
    return problem(500, _("Something broke on our side; it has been logged."))
