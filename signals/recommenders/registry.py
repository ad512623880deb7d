"""Every model by its name. Pure; imported by workers and commands, because the models need numpy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from signals.recommenders.baselines import LastItemMarkov, SessionPopularity
from signals.recommenders.content import Content
from signals.recommenders.cooccurrence import ClickCosine, Cosine, LogLikelihood, ShrunkenConfidence
from signals.recommenders.ease import Ease, StrongEase
from signals.recommenders.interface import Recommender
from signals.recommenders.popularity import CategoryPopularity, Popularity
from signals.recommenders.session_knn import BasketKnn, SessionKnn

MODELS: Final[Mapping[str, Callable[[], Recommender]]] = {
    model.NAME: model
    for model in (
        Popularity,
        CategoryPopularity,
        ShrunkenConfidence,
        Cosine,
        ClickCosine,
        LogLikelihood,
        BasketKnn,
        Ease,
        StrongEase,
        SessionKnn,
        SessionPopularity,
        LastItemMarkov,
        Content,
    )
}


def make(name: str) -> Recommender:
    """A model that is not fitted yet. Raises ``KeyError`` for a name that is not in :data:`MODELS`."""
    return MODELS[name]()
