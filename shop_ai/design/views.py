"""The gallery of every component, with invented data."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from shop_ai.design import samples

PAGES = {
    "gallery": "design/gallery.html",
    "public": "design/public.html",
    "login": "design/login.html",
}


def gallery(request: HttpRequest, page: str = "gallery") -> HttpResponse:
    """One of the sample pages; 404 for another name."""
    if page not in PAGES:
        raise Http404
    return render(request, PAGES[page], samples.context())
