"""Pages with the markup and the style sheets' habits of three platforms, and what their servers make of our lines.

No PHP and no Liquid run here: the few expressions of the snippets are filled in by name, and one that is not known fails.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from .boutique import PAGE

FORMAT = re.compile(r"s?printf\('([^']*)', (.*?)\);$", re.MULTILINE)
ECHO = re.compile(r"echo '([^']*)';")
LIQUID = re.compile(r"\{\{\s*(.*?)\s*\}\}")
PHP = {
    "product": "esc_attr($product->get_sku())",
    "cart": "esc_attr(implode(',', array_filter($skus)))",
    "after_order": "esc_attr(implode(',', array_filter($skus)))",
}
PHP_LANGUAGE = "esc_attr(substr(get_locale(), 0, 2))"

# What Storefront and WooCommerce's own sheet do to everything that stands in a product page.
WOOCOMMERCE_CSS = """*,::before,::after{box-sizing:inherit}html{box-sizing:border-box}
body{margin:0;font:400 16px/1.618 "Source Sans Pro",HelveticaNeue-Light,sans-serif;color:#6d6d6d;-webkit-font-smoothing:antialiased}
a{color:#7f54b3;text-decoration:none}ul,ol{margin:0 0 1.41575em 3em;padding:0}img{height:auto;max-width:100%;display:block;border-radius:3px}
h1,h2{color:#333;margin:0 0 .5407911001em;font-weight:300;line-height:1.214}h2{font-size:2em}p{margin:0 0 1.41575em}
button,.button{border:0;background:#eee;color:#333;padding:.6180469716em 1.41575em;font-weight:600;-webkit-appearance:none}
.col-full{max-width:66.4989378333em;margin:0 auto;padding:0 2.617924em}
.woocommerce div.product div.images{float:left;width:48%}.woocommerce div.product div.summary{float:right;width:48%}
[dir=rtl] .woocommerce div.product div.images{float:right}[dir=rtl] .woocommerce div.product div.summary{float:left}
.woocommerce-tabs,.related{clear:both}ul.products li.product{float:left;width:22.05%;list-style:none;margin:0 3.8% 2.992em 0}
@media(max-width:768px){.woocommerce div.product div.images,.woocommerce div.product div.summary{float:none!important;width:100%}
.col-full{padding:0 1.41575em}}"""
# Dawn: the root's size is 62.5 %, letters are spaced, and empty blocks disappear.
SHOPIFY_CSS = """html{box-sizing:border-box;font-size:calc(1*62.5%);height:100%}*,*::before,*::after{box-sizing:inherit}
body{margin:0;font-size:1.5rem;letter-spacing:.06rem;line-height:calc(1 + .8/1);font-family:Assistant,sans-serif;color:#121212bf;display:grid;
grid-template-rows:auto 1fr auto;min-height:100%}@media(min-width:750px){body{font-size:1.6rem}}
h1,h2{font-family:Assistant,sans-serif;letter-spacing:.06rem;line-height:1.3;color:#121212}div:empty,p:empty{display:none}
.page-width{max-width:120rem;margin:0 auto;padding:0 1.5rem}@media(min-width:750px){.page-width{padding:0 5rem}}
.button{min-height:4.5rem;background:#121212;color:#fff;border:0;font-size:1.5rem;cursor:pointer}
.section-padding{padding-top:27px;padding-bottom:27px}ul[role=list]{list-style:none;padding:0}"""
HTML_CSS = "body{margin:0;font:17px/1.55 Georgia,'Noto Naskh Arabic',serif;color:#222}main{max-width:960px;margin:auto;padding:16px}"


@dataclass(frozen=True)
class Host:
    """One page of a shop: platform, slot and language, with the SKUs that its server knows."""

    platform: str
    slot: str
    language: str
    skus: str

    def page(self, code: str) -> str:
        """The page as a visitor's browser gets it, with the snippet in its place."""
        body = {"html": self._html, "woocommerce": self._woocommerce, "shopify": self._shopify}[self.platform]
        css = {"html": HTML_CSS, "woocommerce": WOOCOMMERCE_CSS, "shopify": SHOPIFY_CSS}[self.platform]
        side = "rtl" if self.language == "ar" else "ltr"
        return f"""<!doctype html><html lang="{self.language}" dir="{side}"><head><meta charset="utf-8"><title>{PAGE[self.language][1]}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>{css}</style></head>{body(code)}</html>"""

    def _html(self, code: str) -> str:
        _name, title, price, add, note = PAGE[self.language]
        return f"<body><main><h1>{title}</h1><p>{price}</p><button>{add}</button><p>{note}</p>\n{code}\n</main></body>"

    def _php(self, code: str) -> tuple[str, str]:
        """What the hook prints and what the foot prints."""
        found = FORMAT.search(code)
        if found is None:  # lines without PHP, for a block "Custom HTML"
            return code, ""
        known = {PHP[self.slot]: escape(self.skus), PHP_LANGUAGE: self.language}
        values = [known[part] for part in re.split(r", (?=esc_attr)", found[2])]
        assert found[1].count("%s") == len(values)
        foot = ECHO.search(code)
        assert foot
        return found[1] % tuple(values), foot[1]

    def _woocommerce(self, code: str) -> str:
        name, title, price, add, note = PAGE[self.language]
        here, foot = self._php(code)
        summary = f"""<div class="summary entry-summary"><h1 class="product_title entry-title">{title}</h1><p class="price">{price}</p>
<form class="cart"><button type="submit" class="single_add_to_cart_button button alt">{add}</button></form></div>"""
        inside = {
            "product": f"""<div id="product-48" class="product type-product status-publish instock"><div class="images">
<img src="/i/0.svg" width="400" height="400" alt="{title}"></div>{summary}<div class="woocommerce-tabs wc-tabs-wrapper"><p>{note}</p></div>{here}
<section class="related products"><h2>+</h2><ul class="products"><li class="product">{price}</li></ul></section></div>""",
            "cart": f"""<h1>{title}</h1><div data-block-name="woocommerce/cart" class="wp-block-woocommerce-cart alignwide"><p>{price}</p></div>{here}""",
            "after_order": f"""<h1>{title}</h1><div class="woocommerce-order"><p class="woocommerce-notice--success">{note}</p>{here}</div>""",
        }.get(
            self.slot,
            f"""<h1>{name}</h1><div class="wp-block-group"><div class="wp-block-html">{here}</div></div>""",
        )
        return f"""<body class="woocommerce woocommerce-page single-product storefront-full-width-content">
<div id="page" class="hfeed site"><header class="site-header"><div class="col-full">{name}</div></header>
<div class="site-content"><div class="col-full"><main class="site-main woocommerce">{inside}</main></div></div></div>
<script>window.jQuery=window.$=function(){{return {{ready:function(f){{f()}}}}}};window.wc_add_to_cart_params={{}}</script>{foot}</body>"""

    def _shopify(self, code: str) -> str:
        name, title, price, add, note = PAGE[self.language]
        known = {
            "product.selected_or_first_available_variant.sku | escape": escape(self.skus),
            "cart.items | map: 'sku' | join: ',' | escape": escape(self.skus),
            "request.locale.iso_code | slice: 0, 2": self.language,
        }
        here = LIQUID.sub(lambda found: known[found[1]], code)
        return f"""<body class="gradient"><div class="shopify-section shopify-section-group-header-group"><header class="page-width">{name}</header></div>
<main id="MainContent" class="content-for-layout"><section class="shopify-section section"><div class="page-width"><h1>{title}</h1>
<p>{price}</p><p>{note}</p><button class="button">{add}</button></div></section><section id="shopify-section-template--1__custom_liquid"
class="shopify-section section"><div class="color-scheme-1 gradient"><div class="section-padding page-width"><div class="custom-liquid">{here}
</div></div></div></section></main></body>"""
