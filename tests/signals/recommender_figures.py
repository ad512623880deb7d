"""The figures of ``docs/methods/recommendations.md``: ``python -m tests.signals.recommender_figures`` writes them (a minute)."""

from __future__ import annotations

from benchmarks.quality import MODELS, hit_rates, retail_split
from shop_ai.services.paths import ROOT
from signals.recommenders.interface import Interactions, Recommender
from signals.recommenders.measures import Query, mean, rank
from signals.recommenders.prepared import Prepared
from signals.recommenders.registry import make

DOCUMENT = ROOT / "docs" / "methods" / "recommendations.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->"
SIZES = (30, 300, 2_000)
OF_SIZES = ("popularity", "conf_x", "cosine", "llr", "basket_knn", "ease_20")
ASKED = 500


def latest(data: Interactions, count: int) -> Interactions:
    """The last sessions alone."""
    held = [data.session(number) for number in range(data.n_sessions - count, data.n_sessions)]
    return Interactions.of(held, data.ids)


def rate(model: Recommender, data: Interactions, queries: list[Query]) -> float:
    return mean(rank(model.fit(data), queries, 10, n_items=data.n_items).hits)


def whole() -> list[str]:
    """Every model on all baskets, as it is and as it is served."""
    plain = hit_rates({name: make(name) for name in MODELS})
    served = hit_rates({name: Prepared(make(name)) for name in MODELS})
    data, queries = retail_split()
    lines = [
        f"{data.n_sessions} baskets of {data.n_items} products learnt, {len(queries)} asked about:",
        "",
        "| model | HR@10 | 95 % | coverage | as served (30 neighbours) |",
        "|---|---|---|---|---|",
    ]
    for name, (found, low, high, shown, _n) in sorted(plain.items(), key=lambda item: -item[1][0]):
        lines.append(f"| {name} | {found:.3f} | {low:.3f}–{high:.3f} | {shown:.2f} | {served[name][0]:.3f} |")
    return lines


def by_size() -> list[str]:
    """What fewer baskets are worth."""
    data, queries = retail_split()
    asked = queries[:: max(len(queries) // ASKED, 1)][:ASKED]
    lines = [
        f"With the latest baskets alone, {len(asked)} asked about (± .04):",
        "",
        "| baskets | " + " | ".join(OF_SIZES) + " |",
        "|---" * (len(OF_SIZES) + 1) + "|",
    ]
    for size in (*SIZES, data.n_sessions):
        known = latest(data, size)
        rates = [f"{rate(make(name), known, asked):.3f}" for name in OF_SIZES]
        lines.append(f"| {size} | " + " | ".join(rates) + " |")
    return lines


def figures() -> str:
    return "\n".join([*whole(), "", *by_size()]) + "\n"


def written() -> str:
    """The figures that the document holds."""
    return DOCUMENT.read_text().partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = DOCUMENT.read_text().partition(BEGIN)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{figures()}\n{END}{rest.partition(END)[2]}")
