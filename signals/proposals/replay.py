"""Replaying stored decisions: the same scene gives the same night, the same refusal the same lessons."""

from __future__ import annotations

from datetime import date
from typing import Any

from signals.proposals.compute import propose
from signals.proposals.learning import Refused, lessons_of
from signals.proposals.written import as_output, from_candidates


def replays(candidates: list[Any], output: dict[str, Any]) -> bool:
    """Whether deciding again gives the stored output; what was decided shows from its form."""
    if "proposed" in output:
        return bool(as_output(propose(from_candidates(candidates))) == output)
    facts = candidates[0]
    if "lessons" in output:
        refused = Refused(
            facts["theme"],
            *(tuple(facts[name]) for name in ("products", "stocks", "margins")),
        )
        taught = lessons_of(refused, facts["cause"], date.fromisoformat(facts["day"]))
        return bool([one.as_json() for one in taught] == output["lessons"])
    return bool(drafted(facts) == output["draft"])


def drafted(facts: dict[str, Any]) -> dict[str, Any]:
    """The draft that an acceptance makes: the title, and the products that were left on, each on its step, once."""
    kept: list[list[Any]] = []
    for product, step in facts["places"]:
        if product in facts["left_out"] or any(product == known for known, _step in kept):
            continue
        kept.append([product, facts["moved"].get(str(product), step)])
    return {"title": facts["title"], "language": facts["language"], "places": kept}
