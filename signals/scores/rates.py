"""Rates with partial pooling: an empirical-Bayes beta-binomial, fitted by penalised maximum likelihood. Pure.

For a step of the funnel, product ``i`` had ``s_i`` successes in ``n_i`` trials (decayed counts, so not whole):
``s_i ~ Bin(n_i, p_i)``, ``p_i ~ Beta(mu k, (1 - mu) k)``. With the belief ``(mu0, k0)`` we maximise::

    sum_i lnB(s_i + mu k, n_i - s_i + (1 - mu) k) - lnB(mu k, (1 - mu) k)
      + 20 mu0 ln mu + 20 (1 - mu0) ln(1 - mu) - 1/2 (ln k - ln k0)^2

Empirical Bayes after Morris (1983); the two penalties keep a shop of ten orders at the belief it started from.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import betaincinv, betaln, digamma

from signals.scores.priors import PSEUDO_TRIALS, STRENGTH_DEVIATION, Prior

Floats = NDArray[np.float64]
_LOGIT_BOUNDS = (-16.0, 16.0)
_STRENGTH_BOUNDS = (log(0.05), log(1e7))


@dataclass(frozen=True, slots=True)
class Posterior:
    """Beta posteriors of many rates, one element a product: parameters ``a`` and ``b``."""

    a: Floats
    b: Floats

    @property
    def mean(self) -> Floats:
        return np.asarray(self.a / (self.a + self.b))

    def quantile(self, share: float) -> Floats:
        return np.asarray(betaincinv(self.a, self.b, share))


def posterior(successes: Floats, trials: Floats, mean: Floats, strength: Floats) -> Posterior:
    """``Beta(s + mu k, n - s + (1 - mu) k)`` element by element; without trials it is the prior itself."""
    return Posterior(successes + mean * strength, trials - successes + (1 - mean) * strength)


def fit_prior(successes: Floats, trials: Floats, around: Prior) -> Prior:
    """The shared mean and strength of products' rates, pulled towards ``around``.

    Without a single trial the belief comes back as it is. The order of the products changes nothing but the last
    digits, and splitting a product's counts before they are summed changes nothing.
    """
    tried = trials > 0
    if not tried.any():
        return around
    s, n = successes[tried], trials[tried]
    start = np.array([log(around.mean / (1 - around.mean)), log(around.strength)])
    found = minimize(
        _loss,
        start,
        args=(s, n, around),
        jac=True,
        method="L-BFGS-B",
        bounds=(_LOGIT_BOUNDS, _STRENGTH_BOUNDS),
    )
    return Prior(float(_expit(found.x[0])), float(np.exp(found.x[1])))


def _expit(logit: float) -> Any:
    return 1 / (1 + np.exp(-logit))


def log_posterior(mean: float, strength: float, s: Floats, n: Floats, around: Prior) -> float:
    """The penalised log likelihood at ``(mean, strength)``."""
    a, b = mean * strength, (1 - mean) * strength
    likelihood = float(np.sum(betaln(s + a, n - s + b)) - len(s) * betaln(a, b))
    pull = PSEUDO_TRIALS * (around.mean * log(mean) + (1 - around.mean) * log(1 - mean))
    return likelihood + pull - 0.5 * ((log(strength) - log(around.strength)) / STRENGTH_DEVIATION) ** 2


def _loss(x: Floats, s: Floats, n: Floats, around: Prior) -> tuple[float, Floats]:
    """Minus the log posterior over (logit mean, ln strength), with its gradient."""
    mean, strength = float(_expit(x[0])), float(np.exp(x[1]))
    a, b = mean * strength, (1 - mean) * strength
    together = digamma(n + strength) - digamma(strength)
    by_a = float(np.sum(digamma(s + a) - digamma(a) - together))
    by_b = float(np.sum(digamma(n - s + b) - digamma(b) - together))
    by_mean = strength * (by_a - by_b) + PSEUDO_TRIALS * (around.mean / mean - (1 - around.mean) / (1 - mean))
    by_strength = strength * (mean * by_a + (1 - mean) * by_b)
    by_strength -= (x[1] - log(around.strength)) / STRENGTH_DEVIATION**2
    gradient = np.array([by_mean * mean * (1 - mean), by_strength])
    return -log_posterior(mean, strength, s, n, around), -gradient


def fit_by_group(
    successes: Floats, trials: Floats, groups: NDArray[np.int64], around: Prior
) -> dict[int, Prior]:
    """The prior of each group (category), fitted around the whole shop's own.

    Group 0 (no category) takes the shop's, which stands in the answer under 0.
    """
    shop = fit_prior(successes, trials, around)
    found = {0: shop}
    for group in np.unique(groups):
        if group != 0:
            inside = groups == group
            found[int(group)] = fit_prior(successes[inside], trials[inside], shop)
    return found
