"""What a decision came to, in plain sentences made from what the row itself holds.

One function a kind, in a table: a new automation without one is still told by its reason, its data and its criteria.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from transparency.benefits.telling import benefit_told
from transparency.decisions.names import Names
from transparency.decisions.told_of_figures import MOST, OF_FIGURES, Sentences, Teller, percent
from transparency.ledger.models import Decision
from transparency.rights.telling import stop_told


def told(shop: ShopContext, decision: Decision) -> list[str]:
    """Sentences in the reader's language; none for a record without a teller, or whose parts were emptied."""
    teller = TELLERS.get(decision.automation)
    if decision.subject == "switch":
        teller = _switch
    if teller is None or decision.erased_at is not None:
        return []
    try:
        with shop_scope(shop.id):
            return list(teller(decision, Names(decision)))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        # A row of an earlier version may be shaped otherwise: its full content stands below on the page.
        return []


def _switch(row: Decision, _names: Names) -> Sentences:
    yield _("It was switched on.") if row.output["is_on"] else _("It was switched off, and stopped at once.")


def _best_sellers(row: Decision, names: Names) -> Sentences:
    if "lists" in row.output:
        home = row.output["lists"].get("home", [])
        total = int(row.inputs["candidates"])
        yield ngettext("%(n)s product was considered.", "%(n)s products were considered.", total) % {
            "n": total
        }
        if home:
            yield _("First on the home page: %(titles)s.") % {
                "titles": names.products(one[0] for one in home)
            }
    elif "choice" in row.output:
        yield _("Product %(sku)s: the shop's own word comes before any ranking.") % {"sku": row.inputs["sku"]}


def _exploration(row: Decision, names: Names) -> Sentences:
    pairs = list(zip(row.candidates, row.output["propensities"], strict=True))
    yield ngettext(
        "%(n)s product that few have seen shares at most one place in eight.",
        "%(n)s products that few have seen share at most one place in eight.",
        len(pairs),
    ) % {"n": len(pairs)}
    for arm, share in sorted(pairs, key=lambda pair: -pair[1])[:MOST]:
        yield _(
            "“%(title)s” gets %(share)s of these places: shown %(shown)s times, opened %(taken)s times."
        ) % {
            "title": names.product(arm["ref"]),
            "share": percent(share),
            "shown": arm["shown"],
            "taken": arm["taken"],
        }


def _sealed(row: Decision, _names: Names) -> Sentences:
    n = int(row.output["lists"])
    yield ngettext(
        "%(n)s list that visitors saw was sealed: nobody can change it any more.",
        "%(n)s lists that visitors saw were sealed: nobody can change them any more.",
        n,
    ) % {"n": n}


def _product_scores(row: Decision, names: Names) -> Sentences:
    lines = [line.split(" ") for line in row.output["products"]]
    kinds = Counter(code.split("_")[1] for _pk, _score, code in lines)
    yield _(
        "%(n)s products were scored: %(promote)s to promote, %(repair)s to repair, %(stop)s to stop, %(keep)s to keep, "
        "%(thin)s without enough data."
    ) % {
        "n": len(lines),
        "promote": kinds["promote"],
        "repair": kinds["repair"],
        "stop": kinds["stop"] + kinds["sold"] + kinds["returns"],
        "keep": kinds["keep"],
        "thin": kinds["thin"],
    }
    best = sorted((line for line in lines if line[1] != "-"), key=lambda line: -float(line[1]))
    if best:
        yield _("Highest: %(titles)s.") % {"titles": names.products(line[0] for line in best)}


def _content_scores(row: Decision, _names: Names) -> Sentences:
    kinds = Counter(line.rpartition("_")[2] for line in row.output["posts"])
    yield _(
        "%(n)s posts were compared: %(above)s above the shop's average, %(below)s below, %(others)s undecided."
    ) % {
        "n": len(row.output["posts"]),
        "above": kinds["above"],
        "below": kinds["below"],
        "others": len(row.output["posts"]) - kinds["above"] - kinds["below"],
    }


def _model_choice(row: Decision, _names: Names) -> Sentences:
    scene = row.output["scene"]
    yield _("%(buyers)s buyers and %(queries)s orders could be asked about; %(n)s ways were compared.") % {
        "buyers": scene["buyers"],
        "queries": scene["queries"],
        "n": len(row.candidates),
    }
    yield _("Used from now on: %(model)s.") % {"model": row.output["model"]}


def _trends(row: Decision, _names: Names) -> Sentences:
    found = row.output["verdicts"]
    n = len(row.candidates)
    yield ngettext(
        "%(n)s count of the week was looked at.", "%(n)s counts of the week were looked at.", n
    ) % {"n": n}
    for _ref, label, _verdict in found[:MOST]:
        yield _("“%(label)s” rose more than chance explains.") % {"label": label}


def _staged(row: Decision, _names: Names) -> Sentences:
    if "opened" in row.output:
        n = len(row.output["opened"])
        yield ngettext("%(n)s test was opened.", "%(n)s tests were opened.", n) % {"n": n}
    elif "verdict" in row.output:
        facts = row.candidates[0]
        yield _("%(shown)s people saw it and %(taken)s opened it; the shop's usual is %(usual)s.") % {
            "shown": facts["shown"],
            "taken": facts["taken"],
            "usual": f"{facts['usual'] * 100:.1f}\u00a0%",
        }
        yield _("Chance that it is better than usual: %(chance)s.") % {
            "chance": percent(row.output["chance"])
        }
    elif "propensities" in row.output:
        n = len(row.candidates)
        yield ngettext(
            "%(n)s product shares the test places.", "%(n)s products share the test places.", n
        ) % {"n": n}


def _segments(row: Decision, names: Names) -> Sentences:
    if "held_sha256" in row.output:
        yield _("Of %(people)s customers, chance left out %(held)s so that the effect can be measured.") % {
            "people": row.inputs["people"],
            "held": row.output["held"],
        }
    elif "discount" in row.output:
        yield _("Product: “%(title)s”. Discount that may be offered: %(share)s.") % {
            "title": names.product(row.inputs["product"]),
            "share": percent(row.output["discount"]["share"]),
        }
    elif "proposals" in row.output:
        n = len(row.output["proposals"])
        yield ngettext("%(n)s proposal was prepared.", "%(n)s proposals were prepared.", n) % {"n": n}


def _playlists(row: Decision, names: Names) -> Sentences:
    for one in row.output.get("proposed", [])[:MOST]:
        yield _("Proposed path: %(titles)s.") % {
            "titles": names.products((place[0] for place in one["places"]), 5)
        }
    if row.output.get("lessons"):
        n = len(row.output["lessons"])
        yield ngettext(
            "%(n)s rule was learnt from the refusal.", "%(n)s rules were learnt from the refusal.", n
        ) % {"n": n}


TELLERS: Final[dict[str, Teller]] = OF_FIGURES | {
    "best_sellers": _best_sellers,
    "consent_benefit": benefit_told,
    "content_scores": _content_scores,
    "exploration": _exploration,
    "model_choice": _model_choice,
    "personal_recommendations": _sealed,
    "playlist_proposals": _playlists,
    "product_scores": _product_scores,
    "segment_offers": _segments,
    "staged_exposure": _staged,
    "stop_words": stop_told,
    "trends": _trends,
}
