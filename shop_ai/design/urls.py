"""Included where ``settings.DEBUG`` is on and by the tests; a shop's instance has no such address."""

from __future__ import annotations

from django.urls import path

from shop_ai.design.views import gallery

urlpatterns = [path("", gallery), path("<slug:page>/", gallery)]
