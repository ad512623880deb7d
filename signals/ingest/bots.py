"""Requests that no visitor made: robots, link previews, headless browsers, prefetches. Counted, never stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# Only what runs a page's script, or a preview that fetches what the script would, can arrive here: HTTP libraries
# do not, and whoever posts with one and the shop's key does so on purpose. Generic tokens first, honest robots call
# themselves one; "Cubot" is a telephone.
TOKENS = (
    r"(?<!cu)bot(?:\b|_)",
    r"crawl",
    r"spider",
    r"slurp",
    r"preview",
    r"headless",
    r"phantomjs",
    r"selenium",
    r"puppeteer",
    r"playwright",
    r"lighthouse",
    r"pagespeed",
    r"ptst/",
    r"pingdom",
    r"uptime",
    r"site24x7",
    r"facebookexternalhit",
    r"facebookcatalog",
    r"meta-externalagent",
    r"whatsapp/",
    r"vkshare",
    r"google-inspectiontool",
    r"mediapartners",
    r"apis-google",
    r"archiver",
)
ROBOT = re.compile("|".join(TOKENS), re.IGNORECASE)
NOT_YET_SEEN = ("prefetch", "prerender", "preview")


@lru_cache(maxsize=4096)
def is_robot(user_agent: str) -> bool:
    """Whether the user agent names a robot, a link preview or a browser without a person."""
    return ROBOT.search(user_agent) is not None


def is_unseen_load(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that it loads ahead of any visitor's look."""
    said = headers.get("HTTP_SEC_PURPOSE") or headers.get("HTTP_PURPOSE") or headers.get("HTTP_X_MOZ") or ""
    return any(word in said.lower() for word in NOT_YET_SEEN)
