"""What this room itself looks for in a playlist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.playlists.alternatives import best_proven, candidates_for, nearest
from catalog.playlists.checks import Finding, Looked, Mend, register_check
from catalog.playlists.models import Step
from catalog.playlists.paths import PathItem
from catalog.shops.models import LANGUAGES
from shop_ai.lib.money import format_money

NAMES: Final = dict(LANGUAGES)


def _product_url(looked: Looked, item: PathItem) -> str:
    return reverse("product", kwargs={"slug": looked.shop.slug, "uid": item.product_uid})


@register_check("stock")
def out_of_stock(looked: Looked) -> Iterator[Finding]:
    """Sold out: put the nearest in its place, or wait until it is back."""
    out = [item for item in looked.path.items if item.is_active and item.is_sold_out]
    if not out:
        return
    candidates = candidates_for(looked.shop.id, looked.path, out)
    for item in out:
        mends = []
        other = None if item.is_pack else nearest(item, candidates)
        if other is not None:
            mends.append(Mend(_("Replace by %(title)s") % {"title": other.title}, "replace", other.sku))
        if not item.hide_when_out:
            mends.append(Mend(_("Hide until it is back"), "hide"))
        text = (
            _("%(title)s is sold out and hidden until it is back.")
            if item.hide_when_out
            else _("%(title)s is sold out.")
        )
        tone = "warn" if item.hide_when_out else "bad"
        yield Finding("sold_out", tone, text % {"title": item.title}, item.item_id, tuple(mends))  # type: ignore[arg-type]  # one of the tones


@register_check("sold")
def not_sold(looked: Looked) -> Iterator[Finding]:
    """Hidden in the catalogue, or held back as unsafe: customers do not see it."""
    for item in looked.path.items:
        if item.is_held:
            text = _("%(title)s is held back as unsafe; customers do not see it.")
        elif not item.is_active:
            text = _("%(title)s is not sold any more; customers do not see it.")
        else:
            continue
        mends = (
            Mend(_("Take it off"), "remove"),
            Mend(_("Open the product"), url=_product_url(looked, item)),
        )
        yield Finding("not_sold", "bad", text % {"title": item.title}, item.item_id, mends)


@register_check("steps")
def empty_steps(looked: Looked) -> Iterator[Finding]:
    """A step without a product that customers see."""
    for step in looked.path.steps:
        if not step.shown:
            text = _("The step “%(step)s” has no product that customers see.") % {"step": step.label}
            yield Finding(
                "step_empty", "bad", text, None, (Mend(_("Add a product"), url=f"?step={step.step}#add"),)
            )


@register_check("proof")
def no_proof(looked: Looked) -> Iterator[Finding]:
    """Nothing on the path was delivered five times in 90 days: add what was."""
    if not looked.path.items or any(proof.is_shown for proof in looked.proofs.values()):
        return
    text = _("Nothing on the path proves itself: no product was delivered 5 times in the last 90 days.")
    best = best_proven(looked.shop, looked.path, looked.day)
    mends = []
    if best is not None:
        sku, title, orders = best
        label = _("Add %(title)s (%(orders)s delivered orders)") % {"title": title, "orders": orders}
        mends.append(Mend(label, "prove", sku))
    yield Finding("no_proof", "warn", text, None, tuple(mends))


@register_check("price")
def prices(looked: Looked) -> Iterator[Finding]:
    """No price, or another one than when somebody last looked."""
    currency = looked.shop.currency
    for item in looked.path.items:
        if item.price is None:
            mend = Mend(_("Write its price"), url=_product_url(looked, item))
            text = _("%(title)s has no price; customers are told to ask.") % {"title": item.title}
            yield Finding("no_price", "bad", text, item.item_id, (mend,))
        elif item.price_seen is not None and item.price_seen != item.price:
            text = _("%(title)s costs %(now)s now; it was %(before)s when it was put here.") % {
                "title": item.title,
                "now": format_money(item.price, currency),
                "before": format_money(item.price_seen, currency),
            }
            mend = Mend(_("The new price is right"), "accept")
            yield Finding("price_changed", "warn", text, item.item_id, (mend,))


@register_check("pack")
def pack_price(looked: Looked) -> Iterator[Finding]:
    """The pack costs something else than its rule says, or a rule stands without a pack."""
    path, shop = looked.path, looked.shop
    if path.pack is None:
        if path.price_rule != "none":
            mends = (Mend(_("Make the pack"), "pack"),) if len(path.single) > 1 else ()
            yield Finding(
                "no_pack", "warn", _("There is a price for the pack, but no pack yet."), None, mends
            )
        return
    due = path.pack_price(shop.currency)
    if due is None:
        text = _(
            "The price of the pack cannot be known: a product has no price, or the fixed price is too high."
        )
        yield Finding("pack_price_unknown", "bad", text, path.pack.item_id)
    elif due != path.pack.price:
        text = _("By its rule the pack costs %(due)s; it is sold at %(now)s.") % {
            "due": format_money(due, shop.currency),
            "now": format_money(path.pack.price or 0, shop.currency),
        }
        mend = Mend(_("Set it to %(due)s") % {"due": format_money(due, shop.currency)}, "pack")
        yield Finding("pack_price_old", "warn", text, path.pack.item_id, (mend,))
    elif len(path.pack.parts) != len(path.single):
        text = _("The pack does not hold the products of the path any more.")
        yield Finding("pack_parts_old", "warn", text, path.pack.item_id, (Mend(_("Make it anew"), "pack"),))


@register_check("budget")
def over_budget(looked: Looked) -> Iterator[Finding]:
    """Nothing on the first step fits the budget that the playlist is for."""
    path, currency = looked.path, looked.shop.currency
    prices_of_first = [item.price for item in path.steps[0].shown if item.price is not None]
    if path.budget is not None and prices_of_first and min(prices_of_first) > path.budget:
        text = _("Everything on the step “%(step)s” is above the budget of %(budget)s.") % {
            "step": Step.DISCOVERY.label,
            "budget": format_money(path.budget, currency),
        }
        yield Finding("over_budget", "warn", text, None, (Mend(_("Change the budget"), url="#details"),))


@register_check("dates")
def dates_over(looked: Looked) -> Iterator[Finding]:
    """Published, but its last day has passed."""
    if looked.path.state(looked.day) == "over":
        mends = (Mend(_("Show it for 30 more days"), "extend", "30"), Mend(_("Archive it"), "archive"))
        yield Finding("over", "bad", _("Its last day has passed: customers do not see it."), None, mends)


@register_check("texts")
def missing_titles(looked: Looked) -> Iterator[Finding]:
    """A language with an introduction or notes but without a title."""
    for code, words in looked.path.texts.items():
        if code != looked.path.language and words.get("intro") and not words.get("title"):
            text = _("The title in %(language)s is missing.") % {"language": NAMES.get(code, code)}
            mend = Mend(_("Write it"), url=f"#text-{code}")
            yield Finding("no_title", "warn", text, None, (mend,))
    shop_language = looked.shop.language
    if shop_language not in looked.path.languages:
        text = _("The title in %(language)s, the language of your shop, is missing.")
        mend = Mend(_("Write it"), url=f"#text-{shop_language}")
        name = NAMES.get(shop_language, shop_language)
        yield Finding("no_title", "warn", text % {"language": name}, None, (mend,))


@register_check("published")
def unpublished(looked: Looked) -> Iterator[Finding]:
    """A draft whose three steps are filled is ready to be seen."""
    if looked.path.state(looked.day) == "draft" and not looked.path.missing:
        text = _("It is a draft: only you see it.")
        yield Finding("draft", "plain", text, None, (Mend(_("Publish it"), "publish"),))
