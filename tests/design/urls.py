"""The gallery's own addresses, and those that the frame's forms post to."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("design/", include("shop_ai.design.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
