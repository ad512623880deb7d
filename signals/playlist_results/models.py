"""Orders that came through a playlist's page, as the night found them in consented visits."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel, shop_fk


class PlaylistVisitOrder(ShopModel):
    """An order whose visitor, recognised by consent, was on the playlist's page at most a day before ordering.

    What the order itself says of a playlist wins over it; see :mod:`signals.playlist_results.selectors`.
    """

    order = shop_fk("catalog.Order")
    playlist = shop_fk("catalog.Playlist")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "order"], name="playlist_visit_order_once")]
        indexes = [models.Index(fields=["shop", "playlist"], name="playlist_visit_order_of")]
