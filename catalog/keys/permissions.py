"""Scopes: a view names the one it needs for reading and for writing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

SAFE = {"GET", "HEAD", "OPTIONS"}


class HasScope(BasePermission):
    """``scope_read`` / ``scope_write`` on the view; a view without them lets nobody in."""

    def has_permission(self, request: Request, view: Any) -> bool:
        needed = getattr(view, "scope_read" if request.method in SAFE else "scope_write", "")
        self.message = _("This key lacks the permission %(scope)s.") % {"scope": needed}
        return bool(needed) and needed in getattr(request.user, "scopes", frozenset())
