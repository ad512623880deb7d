"""A day that a form asks for and that cannot lie ahead."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.utils import translation

from shop_ai.lib.past_day import PastDayField, end_days

TODAY = date(2026, 3, 9)


class _Form(forms.Form):
    on = PastDayField(required=False)


@pytest.mark.parametrize(("day", "is_taken"), [("2026-03-09", True), ("2026-03-10", False), ("", True)])
def test_today_is_the_last_day_that_is_taken(day: str, is_taken: bool) -> None:
    form = _Form({"on": day})
    end_days(form, TODAY)
    assert form.is_valid() is is_taken


def test_the_calendar_offers_no_later_day_and_reads_its_own_writing() -> None:
    with translation.override("fr"):
        form = _Form(initial={"on": TODAY})
        end_days(form, TODAY)
        shown = str(form["on"])
    assert ('max="2026-03-09"' in shown, 'value="2026-03-09"' in shown) == (True, True)
    assert "max" not in str(_Form()["on"])  # a form's day is not the next one's
