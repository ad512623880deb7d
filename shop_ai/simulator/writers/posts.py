"""Content as the platforms export it: Meta Business Suite for Instagram and Facebook, TikTok Studio."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from shop_ai.simulator.model.channels import SLUGS
from shop_ai.simulator.model.content import METRICS, external_id
from shop_ai.simulator.model.world import World
from shop_ai.simulator.writers.clock import midnight, moment
from shop_ai.simulator.writers.sheets import Row, written

META: Final = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
).split(",")
TIKTOK: Final = (
    "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,Watched full video,"
    "Total bookmarks"
).split(",")
LINKS: Final = {
    "instagram": "https://www.instagram.com/reel/{id}/",
    "facebook": "https://www.facebook.com/boutique.exemple/posts/{id}",
    "tiktok": "https://www.tiktok.com/@boutique.exemple/video/{id}",
}


def content_files(world: World, zone: ZoneInfo, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of a file for each platform with pieces that are published by ``now``."""
    for slug in LINKS:
        mine = np.flatnonzero(world.posts.channel == SLUGS.index(slug)).tolist()
        rows = [row for at in mine if (row := _row(world, at, slug, zone, now))]
        if rows:
            header = TIKTOK if slug == "tiktok" else META
            yield f"{slug}_posts.csv", written(header, rows, ",").encode("utf-8-sig")


def _row(world: World, at: int, slug: str, zone: ZoneInfo, now: datetime) -> Row | None:
    posts, goods = world.posts, world.goods
    start = midnight(world.plan.day(int(posts.day[at])), zone)
    published = moment(start, int(posts.second[at]))
    if published > now:
        return None
    product = int(posts.product[at])
    title = f"{goods.arabic[product]} ✨" if posts.arabic[at] else f"{goods.french[product]} ✨ prix en MP"
    link = LINKS[slug].format(id=external_id(at))
    given = {
        name: "" if posts.metrics[at, column] < 0 else int(posts.metrics[at, column])
        for column, name in enumerate(METRICS)
    }
    views = int(posts.views[at])
    if slug == "tiktok":
        day = f"{published.astimezone(zone):%Y-%m-%d}"
        counts = [given["likes"], given["comments"], given["shares"], views]
        completed = int(posts.metrics[at, METRICS.index("completions")])
        share = f"{100 * completed / views:.2f}%" if views and completed >= 0 else ""
        return [title, link, day, *counts, share, given["saves"]]
    kind = "IG reel" if posts.length[at] else "IG image"
    typed = f"{published.astimezone(zone):%m/%d/%Y %H:%M}"
    return [
        *(external_id(at), "17840000000000001", "boutique.exemple", "Boutique Exemple", title),
        *(int(posts.length[at]), typed, link, kind, "", "Lifetime", views, int(posts.reach[at])),
        *(given[name] for name in ("likes", "shares", "follows", "comments", "saves")),
    ]
