"""Pages that say no speak the reader's language too."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from django.views.csrf import csrf_failure
from django.views.defaults import server_error

from tests.cast import Cast
from tests.factories import log_in
from tests.i18n.test_pages_in_arabic import NAMES
from tests.i18n.visible import latin_words

ARABIC = {"accept-language": "ar"}


def test_an_unknown_address_answers_in_arabic(cast: Cast) -> None:
    answer = Client().get("/nowhere", headers=ARABIC)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'lang="ar" dir="rtl"' in page
    assert "هذه الصفحة غير موجودة" in page
    assert set(latin_words(page)) - NAMES == set()


def test_a_page_beyond_the_role_says_so_in_the_language_of_the_person(cast: Cast) -> None:
    cast.viewer.language = "ar"
    cast.viewer.save()
    answer = log_in(cast.viewer).get(reverse("members", kwargs={"slug": cast.shop.slug}))
    assert answer.status_code == 403
    assert "هذه الصفحة غير متاحة لدورك" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Une panne est survenue de notre côté"), ("ar", "حدث عطل من جهتنا")]
)
def test_a_fault_of_ours_needs_nothing_but_the_language(compiled: None, language: str, words: str) -> None:
    with override(language):
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert words in answer.content.decode()


def test_an_old_form_is_explained(cast: Cast) -> None:
    with override("ar"):
        answer = csrf_failure(RequestFactory().post("/"))
    assert answer.status_code == 403
    assert "انتهت صلاحية هذه الاستمارة" in answer.content.decode()
