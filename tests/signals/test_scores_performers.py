"""Regular performers: a channel and kind leads by doing well again and again, never by luck or by one loud post."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from signals.scores.performers import Performed, Performer, performers

AS_OF = date(2026, 11, 22)


def posts(pattern: list[tuple[int, int]], channel: str = "instagram", seen: float = 1000) -> list[Performed]:
    """Posts by week, oldest first: pairs of good posts and posts."""
    found = []
    for back, (good, count) in enumerate(reversed(pattern)):
        for place in range(count):
            day = AS_OF - timedelta(days=7 * back + place % 7)
            found.append(Performed(channel, "video", day, place < good, seen))
    return found


def only(found: list[Performer]) -> Performer:
    (one,) = found
    return one


def test_who_does_well_every_week_is_regular() -> None:
    one = only(performers(posts([(2, 2)] * 12), AS_OF))
    assert (one.verdict, one.posts, one.good, one.steadiness) == ("regular", 24, 24, 1)
    assert one.weekly == ((2, 2),) * 12
    assert one.key == one.level


def test_one_good_week_is_no_regular_performer() -> None:
    one = only(performers(posts([(0, 3)] * 11 + [(12, 12)]), AS_OF))
    assert one.verdict == "flash"
    assert one.key < one.level


def test_one_loud_post_is_a_flash_however_the_rest_did() -> None:
    loud = Performed("instagram", "video", AS_OF, is_good=True, seen=100_000)
    assert only(performers([*posts([(2, 2)] * 12), loud], AS_OF)).verdict == "flash"


def test_a_few_lucky_posts_say_nothing_yet() -> None:
    assert only(performers(posts([(7, 7)]), AS_OF)).verdict == "thin"
    assert only(performers(posts([(3, 3)] * 3), AS_OF)).verdict == "thin"
    many = posts([(1, 2)] * 12, channel="tiktok")
    assert [one.channel for one in performers([*posts([(7, 7)]), *many], AS_OF)] == ["tiktok", "instagram"]


@pytest.mark.parametrize(("week", "verdict"), [((1, 2), "usual"), ((0, 2), "below"), ((2, 2), "regular")])
def test_the_verdict_follows_the_careful_share(week: tuple[int, int], verdict: str) -> None:
    assert only(performers(posts([week] * 12), AS_OF)).verdict == verdict


def test_a_week_without_posts_is_no_bad_week() -> None:
    with_breaks = only(performers(posts([(2, 2), (0, 0)] * 6 + [(2, 2)] * 4), AS_OF))
    assert with_breaks.steadiness == 1
    assert with_breaks.verdict == "regular"


def test_old_posts_are_not_read() -> None:
    old = Performed("facebook", "image", AS_OF - timedelta(days=84), is_good=True, seen=10)
    assert performers([old], AS_OF) == []


def test_better_groups_come_first_and_splitting_channels_changes_nothing_inside() -> None:
    good, usual = posts([(2, 2)] * 12), posts([(1, 2)] * 12, channel="tiktok")
    together = performers([*usual, *good], AS_OF)
    assert [one.channel for one in together] == ["instagram", "tiktok"]
    assert together[0] == only(performers(good, AS_OF))
