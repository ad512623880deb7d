"""The lists of scores as tables and as sheets."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_number, format_share
from shop_ai.lib.table import PER_PAGE, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope
from signals.scores.asked import ScoresAsked
from signals.scores.models import Advice, ProductScore, ScoreRun
from signals.scores.selectors import PRODUCT_SORTS, categories, ordered, product_scores
from signals.scores.words import (
    advice_badge,
    basis_words,
    counted_words,
    reason_words,
    steady_badge,
    steady_words,
    whole_money,
)


def page_of_rows(rows: QuerySet[Any], page: int) -> tuple[list[Any], Pages]:
    """The rows of a page (the last one for a page beyond), and where that is."""
    total = rows.count()
    pages = Pages(min(page, max(1, -(-total // PER_PAGE))), total)
    first = (pages.page - 1) * PER_PAGE
    return list(rows[first : first + PER_PAGE]), pages


def matching(shop_id: int, asked: ScoresAsked) -> QuerySet[ProductScore]:
    rows = product_scores(shop_id, q=asked.words, advice=asked.advice, category=asked.category)
    return ordered(rows, PRODUCT_SORTS, asked.sort)


def scores_table(shop: ShopContext, asked: ScoresAsked, run: ScoreRun | None) -> Table:
    """Every product with its place, its range, n, and the advice with its reason."""
    basis = run.basis if run else ""
    with shop_scope(shop.id):
        shown, pages = page_of_rows(matching(shop.id, asked), asked.page)
        return Table(
            key="scores",
            title=_("Products by score"),
            lead=basis_words(basis),
            columns=(
                Column("title", _("Product"), is_sortable=True),
                Column("advice", _("Advice"), "state"),
                Column("reason", _("Why")),
                Column("score", _("Place, 0 to 100"), "number", is_sortable=True),
                Column("band", _("Range")),
                Column("value", _("Brings"), "money", currency=shop.currency, is_sortable=True),
                Column("n", counted_words(basis), "number", is_sortable=True),
            ),
            rows=tuple(_row(shop, score) for score in shown),
            pages=pages,
            sort=asked.sort,
            search=asked.words,
            search_label=_("Words of the title, or the SKU"),
            filters=_filters(shop, asked),
            csv_url=f"{_url(shop, 'scores-csv')}?{asked.query}",
            empty=_empty(shop, run),
        )


def _url(shop: ShopContext, name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs={"slug": shop.slug, **kwargs})


def _empty(shop: ShopContext, run: ScoreRun | None) -> Empty:
    return Empty(
        title=_("No score yet") if run is None else _("No product on sale"),
        text=_(
            "Scores are made every night from your orders, and from the visits that your pages report."
            " Bring in your orders first."
        ),
        url=_url(shop, "imports"),
        action=_("Import orders"),
    )


def _filters(shop: ShopContext, asked: ScoresAsked) -> tuple[Filter, ...]:
    choices = [
        Filter("advice", _("Any advice"), tuple((a.value, a.label) for a in Advice), asked.advice),
    ]
    names = tuple((category.uid.hex, category.name) for category in categories(shop.id))
    if names:
        choices.append(Filter("category", _("All categories"), names, asked.category))
    return tuple(choices)


def band_of(score: ProductScore) -> str | None:
    """The 80 % range of the place."""
    if score.band_low is None or score.band_high is None:
        return None
    return _("%(low)s to %(high)s") % {
        "low": format_number(score.band_low),
        "high": format_number(score.band_high),
    }


def is_known(score: ProductScore) -> bool:
    return score.percentile is not None


def _row(shop: ShopContext, score: ProductScore) -> Row:
    return Row(
        (
            score.product.title,
            advice_badge(score.advice),
            reason_words(score.reason_code, score.reason_values, shop.currency),
            score.percentile,
            band_of(score),
            round(score.value) if is_known(score) and score.value is not None else None,
            score.n,
        ),
        url=_url(shop, "score-product", uid=score.product.uid),
    )


def scores_sheet(shop: ShopContext, rows: QuerySet[ProductScore]) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("SKU"), _("Product"), _("Category"), _("Advice"), _("Why"), _("Place, 0 to 100")),
        *(_("Place, low"), _("Place, high"), _("Brings"), _("Brings, low"), _("Brings, high")),
        *(_("Currency"), "n", _("Steadiness, 0 to 1"), _("Weeks above the middle"), _("Weeks")),
    ]
    with shop_scope(shop.id):
        return header, [_line(shop, score) for score in rows]


def _line(shop: ShopContext, score: ProductScore) -> list[Any]:
    known = is_known(score)
    return [
        score.product.sku,
        score.product.title,
        score.product.category.name if score.product.category else "",
        advice_badge(score.advice).word,
        reason_words(score.reason_code, score.reason_values, shop.currency),
        *(_digits(v, 1) for v in (score.percentile, score.band_low, score.band_high)),
        *(_digits(v if known else None, 2) for v in (score.value, score.low, score.high)),
        shop.currency,
        score.n,
        _digits(score.steadiness, 3),
        score.weeks_above,
        len(score.weekly),
    ]


def _digits(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)


def steady_table(shop: ShopContext, asked: ScoresAsked) -> Table:
    """Products by how evenly they sell, the steady ones first."""
    with shop_scope(shop.id):
        shown, pages = page_of_rows(matching(shop.id, asked), asked.page)
        return Table(
            key="steady",
            title=_("Steady sellers, and flashes"),
            lead=_(
                "Delivered orders by week. What chance alone makes uneven, and the season of the whole shop,"
                " are taken away."
            ),
            columns=(
                Column("title", _("Product"), is_sortable=True),
                Column("state", _("How it sells"), "state"),
                Column("above", _("Weeks above the middle")),
                Column("weekly", _("Orders by week"), "code"),
                Column("orders", _("Delivered orders"), "number", is_sortable=True),
                Column("steady", _("Steadiness"), "share", is_sortable=True),
            ),
            rows=tuple(_steady_row(shop, score) for score in shown),
            pages=pages,
            sort=asked.sort,
            search=asked.words,
            search_label=_("Words of the title, or the SKU"),
            filters=_filters(shop, asked),
            csv_url=f"{_url(shop, 'scores-csv')}?{asked.query}",
            empty=_empty(shop, None),
        )


def _steady_row(shop: ShopContext, score: ProductScore) -> Row:
    return Row(
        (
            score.product.title,
            steady_badge(score.steadiness),
            steady_words(score.weeks_above, len(score.weekly)) if score.weekly else None,
            " ".join(map(str, score.weekly)) or None,
            score.orders,
            score.steadiness,
        ),
        url=_url(shop, "score-product", uid=score.product.uid),
    )


def stats_of(shop: ShopContext, score: ProductScore) -> list[tuple[str, str]]:
    """The few figures on top of a product's page."""
    if not is_known(score):
        return []
    return [
        (_("Place, 0 to 100"), f"{format_number(score.percentile or 0)} ({band_of(score)})"),
        (_("Brings"), whole_money(score.value, shop.currency)),
        (
            _("Range, 80%"),
            _("between %(low)s and %(high)s")
            % {
                "low": whole_money(score.low, shop.currency),
                "high": whole_money(score.high, shop.currency),
            },
        ),
        (_("Steadiness"), _("unknown") if score.steadiness is None else format_share(score.steadiness, 0)),
    ]
