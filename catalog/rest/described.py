"""How an operation is described in OpenAPI: what every operation shares is said once, here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.text import slugify
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

PROBLEM_TYPE = "application/problem+json"
ALWAYS = {
    400: "The request is not readable.",
    401: "The key is missing, unknown, expired or revoked.",
    403: "The key lacks the permission.",
    413: "The body is too large.",
    422: "Some values are not valid; `errors` points at each.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
    503: "A part is away; try again shortly.",
}
OF_WRITES = {
    409: "It contradicts what is stored, or the first request with this Idempotency-Key is still running.",
    415: "The body is not JSON.",
}
RETRY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
    OpenApiParameter.HEADER,
    description="Any text of your own. Sent again with the same request, the first answer is given again.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Change only this version (its `ETag`).",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The `ETag` you hold: 304 if it still holds.",
)


class ProblemError(serializers.Serializer[Any]):
    pointer = serializers.CharField(help_text="JSON pointer to the bad value.")
    code = serializers.CharField(help_text="Stable name of what is wrong.")
    detail = serializers.CharField(help_text="The same in words, in the language of `Accept-Language`.")


class Problem(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ProblemError(many=True, required=False)  # type: ignore[assignment]  # DRF takes fields off the class


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "catalog.keys.authentication.ApiKeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A secret key of one shop: `sk_live_…`."}


def _problems(codes: dict[int, str]) -> dict[tuple[int, str], OpenApiResponse]:
    return {(code, PROBLEM_TYPE): OpenApiResponse(Problem, text) for code, text in codes.items()}


def _operation(
    summary: str,
    answers: dict[Any, Any],
    problems: dict[int, str],
    *,
    parameters: list[Any],
    request: Any,
    description: str,
) -> Callable[[Any], Any]:
    decorate: Callable[[Any], Any] = extend_schema(
        operation_id=slugify(summary).replace("-", "_"),
        summary=summary,
        description=description or None,
        request=request,
        responses=answers | _problems(ALWAYS | problems),
        parameters=parameters,
    )
    return decorate


def reads(
    summary: str,
    answer: Any,
    *,
    params: Any = None,
    single: bool = False,
    of_one: bool = False,
    description: str = "",
) -> Callable[[Any], Any]:
    """Decorator of a GET: a list, something ``of_one`` record, or a ``single`` record with its version."""
    answers: dict[Any, Any] = answer if isinstance(answer, dict) else {200: answer}
    parameters = [params] if params else []
    problems = {404: "No such record in this shop."} if single or of_one else {}
    if single:
        answers[304] = OpenApiResponse(description="You hold this version already.")
        parameters.append(IF_NONE_MATCH)
    return _operation(
        summary, answers, problems, parameters=parameters, request=None, description=description
    )


def writes(
    summary: str,
    request: Any,
    answers: dict[int, Any],
    *,
    of_one: bool = False,
    versioned: bool = False,
    description: str = "",
) -> Callable[[Any], Any]:
    """Decorator of a POST, PUT or PATCH; ``of_one`` when its address names a record."""
    problems = OF_WRITES | ({404: "No such record in this shop."} if of_one else {})
    parameters = [RETRY_KEY, *([IF_MATCH] if versioned else [])]
    if versioned:
        problems |= {412: "`If-Match` names another version."}
    return _operation(
        summary, dict(answers), problems, parameters=parameters, request=request, description=description
    )
