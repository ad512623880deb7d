"""Which playlist an order came through, as SQL: one playlist an order, so that rows add up.

In this order: the playlist of the code that was used, the address that the order's code or campaign names (now or
earlier), the page that its visitor saw last within the day before (with consent). The same rule as the results of
playlists, with the codes before it.
"""

from __future__ import annotations

from typing import Final

# Ends in ``came(order_id, playlist)``; the playlist by its address of today.
CAME: Final = """addresses AS (
    SELECT DISTINCT ON (slug) slug, id FROM (
        SELECT p.slug, p.id, 0 AS age FROM catalog_playlist p WHERE p.shop_id = %(shop)s
        UNION ALL SELECT a.slug, a.playlist_id, 1 FROM catalog_playlistaddress a WHERE a.shop_id = %(shop)s
    ) known ORDER BY slug, age, id
), used AS (
    SELECT u.order_id, k.playlist_id FROM catalog_codeuse u
    JOIN catalog_playlistcode k ON k.shop_id = u.shop_id AND k.id = u.code_id
    WHERE u.shop_id = %(shop)s AND u.order_id IS NOT NULL
), came AS MATERIALIZED (
    SELECT o.id AS order_id, p.slug AS playlist
    FROM catalog_order o
    LEFT JOIN used u ON u.order_id = o.id
    LEFT JOIN addresses c ON c.slug = lower(o.code)
    LEFT JOIN addresses m ON m.slug = lower(o.campaign)
    LEFT JOIN signals_playlistvisitorder v ON v.shop_id = o.shop_id AND v.order_id = o.id
    JOIN catalog_playlist p ON p.shop_id = o.shop_id AND p.id = coalesce(u.playlist_id, c.id, m.id, v.playlist_id)
    WHERE o.shop_id = %(shop)s
)"""
