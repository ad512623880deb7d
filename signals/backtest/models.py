"""How the ways to recommend did on the shop's own orders, and which is used."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import ShopModel, shop_fk


class State(models.TextChoices):
    JUDGED = "judged", _("Compared")
    FEW_BUYERS = "few_buyers", _("Too few buyers")
    FEW_QUERIES = "few_queries", _("Too few orders to ask about")


class BacktestRun(ShopModel):
    """One comparison, of the orders until ``as_of``; ``folds`` are its weeks with what each was asked.

    ``chosen`` is used from then on, ``incumbent`` was used until then; both are names of models.
    """

    as_of = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices)
    form = models.CharField(max_length=10)
    version = models.CharField(max_length=40)
    buyers = models.PositiveIntegerField()
    orders = models.PositiveIntegerField()
    items = models.PositiveIntegerField()
    queries = models.PositiveIntegerField()
    folds = models.JSONField(default=list)
    incumbent = models.CharField(max_length=40)
    chosen = models.CharField(max_length=40)
    reason_code = models.CharField(max_length=40)
    decision_uid = models.UUIDField()
    seconds = models.FloatField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "as_of"], name="backtest_run_once")]


class BacktestRow(ShopModel):
    """One model in a comparison; shares in 0 … 1, ``difference`` is to the incumbent."""

    run = shop_fk("signals.BacktestRun", related_name="rows")
    rank = models.PositiveSmallIntegerField()
    model = models.CharField(max_length=40)
    hit_rate = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    mrr = models.FloatField()
    ndcg = models.FloatField()
    coverage = models.FloatField()
    tail_share = models.FloatField()
    difference = models.FloatField()
    standard_error = models.FloatField()
    seconds = models.FloatField()

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["shop", "run", "rank"], name="backtest_row_once")]
