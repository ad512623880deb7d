"""Choices about data as a table and a sheet: the proof of every yes and no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of, page_of, query_of
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose

OUTCOMES: Final = (("standing", gettext_lazy("Stands")), ("ended", gettext_lazy("Ended or refused")))


def consents_matching(shop_id: int, given: Mapping[str, str]) -> QuerySet[Consent]:
    with shop_scope(shop_id):
        rows = Consent.objects.order_by("-given_at", "-pk")
        purpose = chosen_of(given, "purpose", Purpose.values)
        outcome = chosen_of(given, "outcome", ("standing", "ended"))
        if purpose:
            rows = rows.filter(purpose=purpose)
        found: QuerySet[Consent] = (
            rows.filter(withdrawn_at__isnull=outcome == "standing") if outcome else rows
        )
        return found


def consents_table(shop: ShopContext, given: Mapping[str, str]) -> Table:
    """Every choice, newest first; people stand in it by their code."""
    with shop_scope(shop.id):
        rows = consents_matching(shop.id, given)
        total = rows.count()
        pages = Pages(min(page_of(given), max(1, -(-total // PER_PAGE))), total)
        first = (pages.page - 1) * PER_PAGE
        return Table(
            key="consents",
            title=_("Choices"),
            columns=(
                Column("purpose", _("Use")),
                Column("who", _("Who"), "code"),
                Column("given", _("Since"), "moment"),
                Column("state", _("State"), "state"),
                Column("version", _("Words shown"), "code"),
                Column("door", _("Came by")),
            ),
            rows=tuple(Row(_consent_cells(row)) for row in rows[first : first + PER_PAGE]),
            pages=pages,
            filters=(
                Filter(
                    "purpose",
                    _("Every use"),
                    tuple(Purpose.choices),
                    chosen_of(given, "purpose", Purpose.values),
                ),
                Filter(
                    "outcome", _("Any state"), OUTCOMES, chosen_of(given, "outcome", ("standing", "ended"))
                ),
            ),
            csv_url=f"{reverse('rights-consents-csv', kwargs={'slug': shop.slug})}?{query_of(given, ('purpose', 'outcome'))}",
            empty=Empty(
                title=_("Nobody has chosen yet"),
                text=_(
                    "Everything that needs a yes is off until somebody says it: on your site, on the page of choices, or to you."
                ),
                url=reverse("public-consent", kwargs={"slug": shop.slug}),
                action=_("See the page of choices"),
            ),
        )


def _consent_cells(row: Consent) -> tuple[Any, ...]:
    return (
        row.get_purpose_display(),
        _short(row.visitor),
        row.given_at,
        consent_badge(row),
        row.text_version or "–",
        door_of(row),
    )


def _short(name: str) -> str:
    return name.removeprefix("cus_")[:8]


def consent_badge(row: Consent) -> Badge:
    if row.withdrawn_at is None:
        if row.proof.get("held_out"):
            return Badge(_("Stands; not used, by lot"), "plain", "minus")
        return Badge(_("Stands"), "good", "check")
    if "refused" in row.proof:
        return Badge(_("Said no"), "plain", "minus")
    return (
        Badge(_("Words changed"), "plain", "undo-2")
        if "ended" in row.proof
        else Badge(_("Taken back"), "plain", "undo-2")
    )


def door_of(row: Consent) -> str:
    """By which way the last word of the row came."""
    said = row.proof.get("withdrawn") or row.proof.get("refused") or row.proof.get("given") or {}
    words = {
        "page": _("A page"),
        "link": _("The customer's own page"),
        "message": _("A message"),
        "desk": _("Noted by the shop"),
        "api": _("API"),
    }
    return words.get(str(said.get("door", "")), "–")


def consents_sheet(rows: QuerySet[Consent]) -> tuple[list[str], list[list[Any]]]:
    """The proof: who (by code), what, when, which words, by which way."""
    header = [
        _("Use"),
        _("Who"),
        _("Given"),
        _("Ended"),
        _("Words shown"),
        _("Language"),
        "SHA-256",
        _("Came by"),
    ]
    return header, [
        [
            str(row.get_purpose_display()),
            row.visitor,
            row.given_at.isoformat(timespec="seconds"),
            row.withdrawn_at.isoformat(timespec="seconds") if row.withdrawn_at else "",
            row.text_version,
            row.language,
            (row.proof.get("given") or {}).get("sha256", ""),
            door_of(row),
        ]
        for row in rows.iterator(chunk_size=1000)
    ]


def standing_counts(shop_id: int) -> list[tuple[str, int]]:
    """How many consents stand, use by use; one query."""
    with shop_scope(shop_id):
        rows = Consent.objects.filter(withdrawn_at=None).values_list("purpose").annotate(n=Count("pk"))
        found = dict(rows.order_by())
    return [(str(purpose.label), found.get(purpose.value, 0)) for purpose in Purpose]
