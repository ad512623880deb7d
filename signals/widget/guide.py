"""The tables and snippets of ``docs/integrators/widget.md``, from the code that they speak of. Pure.

``python -m signals.widget.guide`` writes them anew between the marks; a test says when that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from signals.widget.asking import MOST_CART, MOST_ITEMS, MOST_SEEN, SLOTS, USUAL_ITEMS
from signals.widget.snippets import Look, Source, snippet

GUIDE: Final = Path("docs/integrators/widget.md")
PARTS: Final = ("attributes", "parameters", "woocommerce", "shopify", "html", "pinned")
HERE: Final = Source("https://HOST", "pk_…")
PINNED: Final = Source("https://HOST", "pk_…", "VERSION", "sha384-HASH")

ATTRIBUTES: Final = (
    ("data-reco", ", ".join(f"`{slot}`" for slot in SLOTS), "required: it makes the place"),
    ("data-sku", "the SKU on show; after an order, its SKUs with commas between", "nothing to start from"),
    ("data-cart", "the SKUs in the cart, with commas between", "what `reco.cart([…])` said, or nothing"),
    (
        "data-locale",
        "`fr`, `ar`, `en`; Arabic runs from right to left",
        "language and direction of the page around it",
    ),
    ("data-limit", f"1 to {MOST_ITEMS}", str(USUAL_ITEMS)),
    ("data-theme", "keep to the playlists of a theme: `eid`, `ramadan`, `back_to_school` …", "all"),
    ("data-heading", "a heading of your own; the rule then stands below it", "the rule is the heading"),
    ("data-accent", "a colour, as `#a8443a`; works under a policy without inline styles", "`--reco-accent`"),
    ("data-min-height", "pixels to keep free, where a style sheet cannot", "none"),
)
PARAMETERS: Final = (
    ("slot", ", ".join(f"`{slot}`" for slot in SLOTS), "`home`"),
    ("sku", "the product on show; it and its variants are left out", ""),
    (
        "cart",
        f"at most {MOST_CART} SKUs with commas between, the oldest first: context, and left out of the answer. In `after_order` the order",
        "",
    ),
    (
        "seen",
        f"at most {MOST_SEEN} SKUs that this visitor looked at, the oldest first. Send it with their word only",
        "",
    ),
    ("use", "only products on a playlist with this use", "all"),
    ("budget", "at most this price: a whole number in the shop's currency", "any"),
    ("gift", "`1`: only what is meant to be given", "all"),
    ("theme", "only products on a playlist of this theme", "all"),
    ("lang", "`fr`, `ar`, `en`", "the shop's language"),
    ("limit", f"1 to {MOST_ITEMS}", str(USUAL_ITEMS)),
    (
        "visitor",
        "the lasting id, for what this visitor told the API that they do not want; with their word only. `none` says that there is none",
        "`none`",
    ),
)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _code(language: str, code: str) -> str:
    return f"```{language}\n{code}\n```"


def part(name: str) -> str:
    """One generated part, in Markdown."""
    if name == "attributes":
        return _table(
            ("attribute", "values", "if left out"), [(f"`{one[0]}`", *one[1:]) for one in ATTRIBUTES]
        )
    if name == "parameters":
        return _table(
            ("parameter", "means", "if left out"), [(f"`{one[0]}`", *one[1:]) for one in PARAMETERS]
        )
    if name == "pinned":
        return _code("html", snippet("html", "home", PINNED, Look()))
    if name == "woocommerce":
        codes = [snippet(name, slot, HERE, Look()) for slot in ("product", "cart", "after_order")]
        foot = codes[0].partition("add_action('wp_footer'")
        hooks = "\n".join(code.partition("\nadd_action('wp_footer'")[0] for code in codes)
        return _code("php", f"{hooks}\n{foot[1]}{foot[2]}")
    if name == "shopify":
        return "\n\n".join(_code("liquid", snippet(name, slot, HERE, Look())) for slot in ("product", "cart"))
    return "\n\n".join(_code("html", snippet(name, slot, HERE, Look())) for slot in SLOTS)


def written(guide: str) -> str:
    """The guide with its parts made anew."""
    for name in PARTS:
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        before, _begin, rest = guide.partition(begin)
        _old, _end, after = rest.partition(end)
        guide = f"{before}{begin}\n\n{part(name)}\n\n{end}{after}"
    return guide


if __name__ == "__main__":
    GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
