"""The lines that put the widget on a shop's pages, for plain HTML, WooCommerce and Shopify. Pure.

The owner's page and ``docs/integrators/widget.md`` show what these functions write, and the tests run it in a browser on
pages with the markup of each platform.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

PLATFORMS: Final = ("html", "woocommerce", "shopify")
MIN_HEIGHT: Final = 400

# WordPress says it in PHP, Shopify in Liquid.
_WORDPRESS_LANGUAGE: Final = "esc_attr(substr(get_locale(), 0, 2))"
_SHOPIFY_LANGUAGE: Final = "{{ request.locale.iso_code | slice: 0, 2 }}"


@dataclass(frozen=True, slots=True)
class Look:
    """What the shop chose: a colour (``#rrggbb``), a heading of its own, and a language; empty ones are left to the page."""

    accent: str = ""
    heading: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the script comes from. With ``version`` and ``integrity`` the page pins one version of it."""

    host: str
    key: str
    version: str = ""
    integrity: str = ""


def attribute(text: str) -> str:
    """A value for an attribute that is safe in HTML, in a PHP text, in a format of ``printf`` and in Liquid alike."""
    safe = escape(text)
    for sign in "%\\{}$":
        safe = safe.replace(sign, f"&#{ord(sign)};")
    return safe


def script_line(source: Source) -> str:
    """The script, once a page."""
    host, key = source.host, attribute(source.key)
    if not source.version:
        return f'<script async src="{host}/w/v1.js" data-key="{key}"></script>'
    return (
        f'<script async src="{host}/w/v1.{source.version}.js" integrity="{source.integrity}"\n'
        f'        crossorigin="anonymous" data-key="{key}"></script>'
    )


def place(slot: str, facts: str = "", look: Look | None = None, inside: str = "") -> str:
    """The element where the products stand; ``facts`` are attributes that the platform fills."""
    chosen = look or Look()
    parts = [f'data-reco="{slot}"']
    if facts:
        parts.append(facts)
    if chosen.language:
        parts.append(f'data-locale="{attribute(chosen.language)}"')
    if chosen.accent:
        parts.append(f'data-accent="{attribute(chosen.accent)}"')
    if chosen.heading:
        parts.append(f'data-heading="{attribute(chosen.heading)}"')
    # Room kept from the first moment, so that nothing below jumps when the products come.
    parts.append(f'style="min-height:{MIN_HEIGHT}px"')
    return f"<div {' '.join(parts)}>{inside}</div>"


def html(slot: str, source: Source, look: Look) -> str:
    """Plain HTML: SKUs are written by whatever makes the page."""
    facts = {
        "product": 'data-sku="ROBE-KAB-M-R"',
        "cart": 'data-cart="ROBE-KAB-M-R,PARF-OUD-50"',
        "after_order": 'data-sku="ROBE-KAB-M-R,PARF-OUD-50"',
        "landing": 'data-theme="eid"',
    }
    return f"{place(slot, facts.get(slot, ''), look)}\n{script_line(source)}"


def woocommerce(slot: str, source: Source, look: Look) -> str:
    """PHP for the child theme's ``functions.php``, or a snippets plugin; home and landing pages take plain HTML."""
    if slot not in _WOOCOMMERCE:
        return html(slot, source, look)
    fact = "data-cart" if slot == "cart" else "data-sku"
    said = 'data-locale="%s"' if not look.language else ""
    facts = " ".join(part for part in (f'{fact}="%s"', said) if part)
    code = _WOOCOMMERCE[slot].replace("PLACE", place(slot, facts, look))
    code = code.replace(", LANGUAGE", "" if look.language else f", {_WORDPRESS_LANGUAGE}")
    script = script_line(source).replace("\n        ", " ")
    return f"{code}\nadd_action('wp_footer', function () {{\n    echo '{script}';\n}});"


_WOOCOMMERCE: Final = {
    "product": """add_action('woocommerce_after_single_product_summary', function () {
    global $product;
    printf('PLACE', esc_attr($product->get_sku()), LANGUAGE);
}, 15);""",
    "cart": """function shop_recommended_in_cart() {
    $skus = array_map(fn($line) => $line['data']->get_sku(), WC()->cart->get_cart());
    return sprintf('PLACE', esc_attr(implode(',', array_filter($skus))), LANGUAGE);
}
add_action('woocommerce_after_cart', function () { echo shop_recommended_in_cart(); });
add_filter('render_block_woocommerce/cart', fn($cart) => $cart . shop_recommended_in_cart());""",
    "after_order": """add_action('woocommerce_thankyou', function ($order_id) {
    $order = wc_get_order($order_id);
    if (!$order) return;
    $skus = array_map(fn($line) => $line->get_product() ? $line->get_product()->get_sku() : '', $order->get_items());
    printf('PLACE', esc_attr(implode(',', array_filter($skus))), LANGUAGE);
});""",
}


def shopify(slot: str, source: Source, look: Look) -> str:
    """A *Custom Liquid* block or section. Empty where Shopify admits no code of a shop: after the order."""
    if slot == "after_order":
        return ""
    facts = {
        "product": 'data-sku="{{ product.selected_or_first_available_variant.sku | escape }}"',
        "cart": "data-cart=\"{{ cart.items | map: 'sku' | join: ',' | escape }}\"",
        "landing": 'data-theme="eid"',
    }
    said = "" if look.language else f'data-locale="{_SHOPIFY_LANGUAGE}"'
    all_facts = " ".join(part for part in (facts.get(slot, ""), said) if part)
    # Shopify's themes hide empty elements, and with them the room that is kept.
    return f"{place(slot, all_facts, look, '<span></span>')}\n{script_line(source)}"


def snippet(platform: str, slot: str, source: Source, look: Look) -> str:
    """The code for one slot on one platform; empty where the platform has no place for it."""
    return {"html": html, "woocommerce": woocommerce, "shopify": shopify}[platform](slot, source, look)
