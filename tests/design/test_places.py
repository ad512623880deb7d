from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from shop_ai.design.samples import SampleShop
from shop_ai.places import MAIN, MORE, places


def nothing(request: Any, slug: str) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("shops/<slug:slug>/", nothing, name="today"),
    path("shops/<slug:slug>/kpis/", nothing, name="kpis"),
    path("shops/<slug:slug>/sales/", nothing, name="sales"),
    path("shops/<slug:slug>/orders/", nothing, name="orders"),
    path("shops/<slug:slug>/imports/", nothing, name="imports"),
]


@pytest.fixture(autouse=True)
def _three_places(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def at(address: str) -> Any:
    request = RequestFactory().get(address)
    request.shop = SampleShop()  # type: ignore[attr-defined]
    return places(request)


def here(address: str) -> list[str]:
    found = at(address)
    return [place.url for place in found.main + found.more if place.is_here]


def test_only_places_that_exist_are_offered() -> None:
    found = at("/shops/atlas/")
    assert [place.url for place in found.main] == [
        "/shops/atlas/",
        "/shops/atlas/kpis/",
        "/shops/atlas/sales/",
    ]
    assert [place.url for place in found.more] == ["/shops/atlas/imports/"]


def test_a_page_below_a_place_is_there() -> None:
    assert here("/shops/atlas/kpis/") == ["/shops/atlas/kpis/"]
    assert here("/shops/atlas/imports/7/mapping/") == ["/shops/atlas/imports/"]
    assert at("/shops/atlas/imports/7/").is_here_in_more


def test_pages_elsewhere_light_the_place_they_belong_to() -> None:
    assert here("/shops/atlas/orders/7/") == ["/shops/atlas/sales/"]


def test_today_is_only_itself() -> None:
    assert here("/shops/atlas/") == ["/shops/atlas/"]
    assert here("/shops/atlas/elsewhere/") == []


def test_outside_a_shop_there_are_no_places() -> None:
    assert places(RequestFactory().get("/")).main == ()


def test_five_places_fit_a_thumb_and_no_two_share_a_key() -> None:
    assert len(MAIN) == 5
    names = [sign.name for sign in MAIN + MORE]
    assert len(names) == len(set(names))
    letters = [sign.letter for sign in MAIN + MORE if sign.letter]
    assert len(letters) == len(set(letters))
    assert {"t", "k", "s"} <= set(letters)
