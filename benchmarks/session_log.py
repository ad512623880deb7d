"""A simulated session log of the size and kind of the public ones: topics, revisits and a long tail."""

from __future__ import annotations

import numpy as np

ITEMS_A_TOPIC = 15
REVISITS = 0.35
ON_TOPIC = 0.55


def simulated_sessions(sessions: int, items: int, seed: int = 5) -> list[list[int]]:
    """Sessions of three items or more. A third of the steps go back to an item of the session, most others stay in its
    topic, of which the first items are the popular ones.
    """
    chance = np.random.Generator(np.random.PCG64(seed))
    topics = max(items // ITEMS_A_TOPIC, 1)
    topic = chance.integers(topics, size=items)
    order = np.argsort(topic, kind="stable")
    starts = np.searchsorted(topic[order], np.arange(topics + 1))
    weight = 1 / np.arange(1, topics + 1) ** 0.8
    asked = chance.choice(topics, p=weight / weight.sum(), size=sessions)
    held = []
    for one, length in zip(asked.tolist(), (2 + chance.geometric(0.35, size=sessions)).tolist(), strict=True):
        inside = order[starts[one] : starts[one + 1]]
        held.append(_session(inside, items, chance.random((length, 2)).tolist()))
    return held


def _session(
    inside: np.ndarray[tuple[int], np.dtype[np.int64]], items: int, drawn: list[list[float]]
) -> list[int]:
    session: list[int] = []
    for turn, place in drawn:
        if session and turn < REVISITS:
            session.append(session[int(len(session) * place)])
        elif turn < REVISITS + ON_TOPIC and len(inside):
            session.append(int(inside[int(len(inside) * place**2)]))
        else:
            session.append(int(items * place))
    return session
