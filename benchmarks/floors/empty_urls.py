"""What a page and a JSON answer cost at the least: the same middleware, nothing to do."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path


@login_required
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "auth_base.html")


def public(request: HttpRequest) -> HttpResponse:
    return render(request, "public_base.html")


def answer(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"items": []})


urlpatterns = [
    path("empty-page", page),
    path("empty-public", public),
    path("empty-json", answer),
    path("", include("shop_ai.urls")),
]
