"""Addresses under ``/t/<slug>/`` that a customer opens."""

from django.urls import path

from transparency.rights import public
from transparency.rights.consent_page import consent_page

urlpatterns = [
    path("consent", consent_page, name="public-consent"),
    path("my-data", public.my_data, name="my-data"),
    path("my-data/mine/", public.mine, name="my-data-mine"),
    path("my-data/mine/choice", public.choice, name="my-data-choice"),
    path("my-data/mine/objection", public.objection, name="my-data-objection"),
    path("my-data/mine/correction", public.correction, name="my-data-correction"),
    path("my-data/mine/words", public.words, name="my-data-words"),
    path("my-data/mine/copy.json", public.copy, name="my-data-copy"),
    path("my-data/mine/sheet", public.sheet, name="my-data-sheet"),
    path("my-data/mine/erasure", public.erasure, name="my-data-erasure"),
    path("my-data/mine/leave", public.leave, name="my-data-leave"),
    path("my-data/<str:token>", public.link, name="my-data-link"),
]
