"""How answers of the API become bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import JSONRenderer


class Json(JSONRenderer):
    """JSON in UTF-8. A refusal may have to quote a lone surrogate, which UTF-8 cannot hold: then all is escaped."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return super().render(data, accepted_media_type, renderer_context)
        except UnicodeEncodeError:
            return _Escaped().render(data, accepted_media_type, renderer_context)


class _Escaped(JSONRenderer):
    """Every letter beyond ASCII as its escape."""

    ensure_ascii = True
