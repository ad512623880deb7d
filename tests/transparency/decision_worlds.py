"""Invented decisions of every kind, as many as are asked for: each is decided by the room's own rule and written in its
own form, with a seed of its own, so that a replay in another process has something to be wrong about."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import numpy as np

from tests.transparency.offer_worlds import offers_of_a_night

Draw = np.random.Generator
World = tuple[list[Any], dict[str, Any]]  # candidates, output
START: Final = date(2026, 1, 5)


def _ints(rng: Draw, low: int, high: int, size: int) -> list[int]:
    return [int(one) for one in rng.integers(low, high, size)]


def _best_sellers(rng: Draw) -> World:
    from signals.recommend.choosing import Candidate, Part, best_first
    from signals.recommend.nightlists import places, stored_places
    from signals.recommend.rules import UNIT

    pool = [
        Candidate(n, (Part("shop", int(rng.integers(0, 90)) * UNIT),), int(rng.integers(0, 5)), (f"w{n % 7}", f"c:{n % 5}"))
        for n in range(1, int(rng.integers(3, 40)))
    ]  # fmt: skip
    pools = {name: best_first(pool) for name in ("home", "landing")}
    found = {name: places(name, held) for name, held in pools.items()}
    return [{name: [one.stored() for one in held]} for name, held in pools.items()], {
        "lists": stored_places(found)
    }


def _shares(rng: Draw) -> World:
    from signals.exposure.compute import Arm, propensities

    arms = []
    for ref in range(1, int(rng.integers(2, 9))):
        shown = int(rng.integers(0, 200))
        arms.append(Arm(ref, shown, int(rng.integers(0, shown + 1)), 0.03))
    return [asdict(arm) for arm in arms], {"propensities": list(propensities(arms))}


def _staged(rng: Draw) -> World:
    from signals.exposure.compute import belief, judge

    shown = int(rng.integers(50, 900))
    facts: dict[str, Any] = {
        "shown": shown,
        "taken": int(rng.integers(0, shown // 5)),
        "usual": 0.04,
        "rounds": 1 + shown % 3,
    }
    found = belief(facts["taken"], shown, 0.04)
    verdict = judge(found.chance, shown, facts["rounds"])
    return [facts], {"verdict": verdict.value, **asdict(found)}


def _product_scores(rng: Draw) -> World:
    from signals.scores.compute import score_products
    from signals.scores.facts import Frame, ProductFacts, as_candidates
    from signals.scores.services import output_of

    frame = Frame("exposures", int(rng.integers(2**40)), tuple(_ints(rng, 10, 40, 12)))
    products = []
    for n in range(1, 7):
        shown, clicks, orders = (
            int(rng.integers(50, 2000)),
            float(rng.integers(20, 49)),
            float(rng.integers(5, 19)),
        )
        price = float(rng.integers(10, 90) * 100)
        counts = (
            (clicks, float(shown)),
            (orders, clicks),
            (orders * 0.8, orders),
            (orders * 0.1, orders * 0.8),
        )
        products.append(
            ProductFacts(n, n % 3, shown, price, price * 0.3, counts, tuple(_ints(rng, 0, 6, 12)))
        )
    return as_candidates(frame, products), output_of(score_products(frame, products))


def _content_scores(rng: Draw) -> World:
    from signals.scores.content import output_of, rate_from

    weights = {"likes": 2, "shares": 6, "comments": 4, "rewatches": 10, "completions": 8}
    rows = [
        [n, "post||views", float(rng.integers(300, 3000)), {"likes": float(rng.integers(5, 90)), "shares": float(rng.integers(0, 30)), "comments": float(rng.integers(0, 20))}]
        for n in range(1, 13)
    ]  # fmt: skip
    candidates = [{"seed": int(rng.integers(2**40)), "weights": weights}, *rows]
    return candidates, output_of(rate_from(candidates))


def _model_choice(rng: Draw) -> World:
    from signals.backtest.rules import ELIGIBLE, Trial, choose

    trials = [
        Trial(model, round(float(rng.uniform(0.02, 0.3)), 6), round(float(rng.normal(0, 0.02)), 6), 0.01)
        for model in ELIGIBLE
    ]
    scene: dict[str, Any] = {
        "buyers": int(rng.integers(50, 900)),
        "queries": int(rng.integers(50, 900)),
        "incumbent": ELIGIBLE[0],
    }
    choice = choose(**scene, trials=trials)
    return [asdict(one) for one in trials], {
        "scene": scene,
        "model": choice.model,
        "reason_code": choice.reason_code,
    }


def _trends(rng: Draw) -> World:
    from signals.trends.compute import WEEKS, Scene, Setting, judge

    counts = rng.poisson(8, (12, WEEKS))
    counts[0, -2:] = rng.integers(30, 60, 2)
    setting = Setting(0.05, float(rng.uniform(0.9, 1.2)))
    scene = Scene(before=setting, second=setting, first=setting, series=12)
    judged = judge(counts.astype(np.int64), None, scene)
    candidates = [
        {"label": f"word {n}", "ref": n, "counts": [int(one) for one in row], "people": None}
        for n, row in enumerate(counts, 1)
    ]
    verdicts = [
        [one["ref"], one["label"], str(said)]
        for one, said in zip(candidates, judged.verdict, strict=True)
        if said
    ]
    return candidates, {"scene": asdict(scene), "verdicts": verdicts}


def _segments(rng: Draw) -> World:
    from signals.segments.compute import Outcome, Tried, decide_discount, digest, effect_of, held_out

    kind = int(rng.integers(4))
    if kind == 3:
        return offers_of_a_night(rng)
    if kind == 0:
        pairs = sorted((int(ref), int(rng.integers(4))) for ref in rng.choice(10_000, 80, replace=False))
        seed = int(rng.integers(2**60))
        held = held_out(pairs, seed)
        return [list(pair) for pair in pairs], {
            "seed": str(seed),
            "held": len(held),
            "held_sha256": digest(held),
        }
    if kind == 1:
        tried = Tried(
            *_ints(rng, 40, 90, 1), *_ints(rng, 0, 40, 1), *_ints(rng, 40, 90, 1), *_ints(rng, 0, 40, 1)
        )
        margin = round(float(rng.uniform(0.1, 0.6)), 3)
        return [{"margin": margin, "tried": asdict(tried)}], {
            "discount": asdict(decide_discount(margin, tried))
        }
    groups = [[[one, 1] for one in _ints(rng, 0, 3, size)] for size in (60, 12)]
    treated, left = ([Outcome(*pair) for pair in group] for group in groups)
    return groups, {"effect": asdict(effect_of(treated, left))}


def _proposals(rng: Draw) -> World:
    from signals.proposals.learning import Refused, lessons_of

    facts: dict[str, Any] = {
        "theme": int(rng.integers(0, 6)), "products": _ints(rng, 1, 40, 3), "stocks": _ints(rng, 0, 50, 3),
        "margins": [round(float(one), 3) for one in rng.uniform(0, 0.6, 3)],
        "cause": ["does_not_fit", "already_done", "other", "not_in_season"][int(rng.integers(4))],
        "day": (START + timedelta(days=int(rng.integers(300)))).isoformat(),
    }  # fmt: skip
    refused = Refused(facts["theme"], *(tuple(facts[name]) for name in ("products", "stocks", "margins")))
    taught = lessons_of(refused, facts["cause"], date.fromisoformat(facts["day"]))
    return [facts], {"lessons": [one.as_json() for one in taught]}


def _credit(rng: Draw) -> World:
    from attribution.credit.replay import _shares

    channels = ("instagram", "facebook", "tiktok", "whatsapp")
    ways = {
        json.dumps(
            [[channels[int(rng.integers(4))], round(float(rng.uniform(0, 20)), 3)] for _ in range(n % 3 + 1)]
        )
        for n in range(9)
    }
    candidates = [[json.loads(way), int(rng.integers(1, 30))] for way in sorted(ways)]
    return candidates, {"orders": 9, "shares": _shares(candidates)}


def _forecast(rng: Draw) -> World:
    from attribution.forecast.made import again

    weeks = int(rng.integers(10, 20))
    daily = _ints(rng, 0, 9, weeks * 7)
    amounts = [float(one) * 1000 for one in rng.integers(20, 90, weeks)]
    given = {
        "start": START.isoformat(), "daily": daily, "amounts": amounts,
        "squares": [round(one * one / 30, 4) for one in amounts], "occasions": [],
    }  # fmt: skip
    return [given], {"shop": again(given)}


def _budget(rng: Draw) -> World:
    from attribution.budget.compute import advise
    from attribution.budget.response import of_candidate
    from attribution.budget.services import output_of

    candidates = []
    for channel in ("instagram", "facebook", "tiktok"):
        spend = [round(float(one), 2) for one in rng.uniform(300, 3000, 12)]
        orders = [round(float(one), 4) for one in rng.poisson(6, 12)]
        candidates.append(
            {"channel": channel, "spend": spend, "orders": orders, "latest": spend[-4:], "margin": 1200.0}
        )
    seed = int(rng.integers(2**60))
    return candidates, output_of(advise([of_candidate(one) for one in candidates], seed), seed)


def _value(rng: Draw) -> World:
    from attribution.customer_value.compute import People, fit
    from attribution.customer_value.services import parameters_of

    x = rng.poisson(1.2, 60).astype(float)
    age = np.round(rng.uniform(8, 40, 60), 3)
    tx = np.where(x > 0, np.round(age * rng.uniform(0.2, 0.9, 60), 3), 0.0)
    rows = [[float(one) for one in row] for row in zip(x, tx, age, np.ones(60), strict=True)]
    columns = np.array(rows, dtype=np.float64).T
    fitted = fit(People(*(np.ascontiguousarray(column) for column in columns)))
    return rows, {"parameters": parameters_of(fitted), "method": fitted.method}


def _outcome(rng: Draw) -> World:
    from attribution.campaign_outcome.compute import TYPES, Campaign, Past, chance_of

    def one() -> Campaign:
        return Campaign(TYPES[int(rng.integers(len(TYPES)))], discount=round(float(rng.uniform(0, 0.4)), 3))

    past = [Past(one(), bool(rng.integers(2))) for _ in range(int(rng.integers(3, 25)))]
    wanted, seed = one(), int(rng.integers(2**60))
    chance = asdict(chance_of(past, wanted, seed))
    candidates = [[asdict(held.campaign), held.is_success] for held in past]
    return candidates, {"chance": chance, "campaign": asdict(wanted), "seed": str(seed)}


def _alerts(rng: Draw) -> World:
    from attribution.alerts.figures import WATCHED
    from attribution.alerts.rules import alarms_of

    candidates = []
    for figure in WATCHED[:3]:
        values = [float(one) for one in rng.poisson(12, 120)]
        values[-1] = float(rng.integers(0, 60))
        factors = {"up": 1.0, "down": 1.0}
        candidates.append({"figure": figure.key, "day": START.isoformat(), "values": values, "scale": 1.0, "factors": factors})  # fmt: skip
    return candidates, {"alarms": alarms_of(candidates)}


def _digest(rng: Draw) -> World:
    from attribution.digest.compute import explain_change
    from attribution.digest.services import told
    from attribution.kpis.compute import Sums

    def one() -> dict[str, str]:
        return {
            "delivered": str(int(rng.integers(0, 60))),
            "revenue_delivered": str(Decimal(int(rng.integers(0, 900_000))) / 100),
            "refunds": str(Decimal(int(rng.integers(0, 20_000))) / 100),
        }

    weeks = [one(), one()]
    sums = [
        Sums(delivered=int(week["delivered"]), revenue_delivered=Decimal(week["revenue_delivered"]), refunds=Decimal(week["refunds"]))
        for week in weeks
    ]  # fmt: skip
    return list(weeks), told(explain_change(sums[0], sums[1]))


def _wilayas(rng: Draw) -> World:
    from attribution.wilaya_tests.compute import PairCounts, draw_pairs, read_test

    seed = int(rng.integers(2**60))
    if rng.integers(2):
        volumes = {f"w{n:02}": int(count) for n, count in enumerate(rng.integers(5, 200, 14))}
        return [[name, count] for name, count in volumes.items()], {
            "pairs": draw_pairs(volumes, seed),
            "seed": str(seed),
        }
    counts = [PairCounts(*_ints(rng, 5, 60, 4)) for _ in range(6)]
    return [asdict(one) for one in counts], {"outcome": asdict(read_test(counts, seed)), "seed": str(seed)}


def _audit(rng: Draw) -> World:
    from transparency.audit.compute import Question, compare

    question = Question(
        "discount", "wilaya", tuple(round(float(one), 6) for one in rng.exponential(1, 80)),
        tuple("oran" if one else "alger" for one in rng.integers(0, 2, 80)),
    )  # fmt: skip
    seed = int(rng.integers(2**40))
    keys = sorted(set(question.labels))
    stored = {
        "measure": question.measure, "grouping": question.grouping, "values": list(question.values), "keys": keys,
        "labels": [keys.index(label) for label in question.labels],
    }  # fmt: skip
    return [stored], {"seed": str(seed), "answers": [one.as_json() for one in compare([question], seed)]}


def _rules(rng: Draw) -> World:
    from transparency.rules.compute import Facts, Written, check
    from transparency.rules.rulebook import default_rules
    from transparency.rules.services import _rule_json

    words = (
        "guérit",
        "prix en MP",
        "dernières pièces",
        "100 % halal",
        "robe en lin",
        "sou9 el joumla",
        "شفاء",
        "livraison",
    )
    texts = [Written("title", " ".join(words[int(at)] for at in rng.integers(0, len(words), 4)), "fr")]
    facts = Facts(
        kind="product",
        today=START.isoformat(),
        language="fr",
        price="1 200 DA",
        stocks=(int(rng.integers(0, 40)),),
    )
    known = default_rules()
    found = check(texts, facts, known)
    candidate = {"uid": "x", "facts": asdict(facts), "texts": [asdict(one) for one in texts]}
    named = {one.rule for one in found}
    return [candidate], {
        "rules": [_rule_json(rule) for rule in known if rule.code in named],
        "found": [[one.as_json() for one in found]],
    }


def _conversations(rng: Draw) -> World:
    from catalog.conversations.judging import TOPICS, is_qualified

    heard: list[dict[str, Any]] = [
        {"topics": sorted({str(topic) for topic in rng.choice(list(TOPICS), int(rng.integers(0, 3)))}), "n": int(rng.integers(1, 9))}
        for _ in range(4)
    ]  # fmt: skip
    yes = sum(one["n"] for one in heard if is_qualified(one["topics"]))
    return heard, {"qualified": yes, "not_qualified": sum(one["n"] for one in heard) - yes}


WORLDS: Final[dict[str, Callable[[Draw], World]]] = {
    "best_sellers": _best_sellers,
    "budget_advice": _budget,
    "campaign_outcome": _outcome,
    "channel_credit": _credit,
    "content_scores": _content_scores,
    "conversation_rule": _conversations,
    "customer_value": _value,
    "exploration": _shares,
    "fairness_audit": _audit,
    "figure_alerts": _alerts,
    "forecast": _forecast,
    "model_choice": _model_choice,
    "playlist_proposals": _proposals,
    "product_scores": _product_scores,
    "rules_check": _rules,
    "segment_offers": _segments,
    "staged_exposure": _staged,
    "trends": _trends,
    "weekly_digest": _digest,
    "wilaya_tests": _wilayas,
}


def decisions_of(kind: str, n: int) -> list[World]:
    """``n`` different decisions of a kind, the same ones each time."""
    return [WORLDS[kind](np.random.Generator(np.random.PCG64([n_th, len(kind), 1805]))) for n_th in range(n)]
