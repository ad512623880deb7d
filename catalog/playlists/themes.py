"""What a playlist is for: theme, use and season, as short lists that customers and models can filter by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Theme(models.TextChoices):
    RAMADAN = "ramadan", _("Ramadan")
    EID = "eid", _("Aïd")
    BACK_TO_SCHOOL = "back_to_school", _("Back to school")
    GIFTS = "gifts", _("Gifts")
    WEDDING = "wedding", _("Weddings")
    SPORT = "sport", _("Sport")
    BEAUTY = "beauty", _("Beauty and care")
    HOME = "home", _("Home and kitchen")
    FASHION = "fashion", _("Fashion")
    BABY = "baby", _("Babies and children")
    HOLIDAYS = "holidays", _("Holidays and travel")
    BARGAINS = "bargains", _("Small prices")


class Use(models.TextChoices):
    EVERY_DAY = "every_day", _("Every day")
    TO_GIVE = "to_give", _("To give")
    TO_HOST = "to_host", _("To host")
    TO_LOOK_AFTER = "to_look_after", _("To look after oneself")
    TO_MOVE = "to_move", _("To move")
    TO_WORK = "to_work", _("To work or study")
    TO_COOK = "to_cook", _("To cook")
    TO_CELEBRATE = "to_celebrate", _("To celebrate")
    TO_GO_OUT = "to_go_out", _("To go out")
    TO_BEGIN = "to_begin", _("To begin")


class Season(models.TextChoices):
    SPRING = "spring", pgettext_lazy("season", "Spring")
    SUMMER = "summer", pgettext_lazy("season", "Summer")
    AUTUMN = "autumn", pgettext_lazy("season", "Autumn")
    WINTER = "winter", pgettext_lazy("season", "Winter")
