"""A month of posts with the shop's occasions: a grid for wide screens, an agenda for narrow ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog.occasions.selectors import Occasion, occasions_between
from catalog.series.compute import DAY, month_grid
from catalog.series.models import SeriesPost
from catalog.series.selectors import posts_between
from catalog.shops.context import ShopContext


@dataclass(frozen=True, slots=True)
class CalendarDay:
    day: date
    posts: list[SeriesPost]
    occasions: list[Occasion]
    is_in_month: bool
    is_today: bool

    @property
    def is_empty(self) -> bool:
        return not self.posts and not self.starting

    @property
    def starting(self) -> list[Occasion]:
        """Occasions whose first day this is."""
        return [one for one in self.occasions if one.starts_on == self.day]


@dataclass(frozen=True, slots=True)
class Month:
    """Whole weeks from Sunday on that show one month."""

    first: date
    weeks: list[list[CalendarDay]]

    @property
    def days(self) -> list[CalendarDay]:
        return [day for week in self.weeks for day in week]

    @property
    def agenda(self) -> list[CalendarDay]:
        """The days of the month on which something is."""
        return [day for day in self.days if day.is_in_month and not day.is_empty]

    @property
    def before(self) -> date:
        return (self.first - DAY).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + 31 * DAY).replace(day=1)


def month_of(shop: ShopContext, month: date, today: date) -> Month:
    """Two queries: posts, and the shop's word on its occasions."""
    weeks = month_grid(month)
    start, end = weeks[0][0], weeks[-1][-1]
    posts: dict[date, list[SeriesPost]] = {}
    for post in posts_between(shop.id, start, end):
        posts.setdefault(post.due_on, []).append(post)
    occasions = occasions_between(shop.id, start, end)

    def shown(day: date) -> CalendarDay:
        on = [one for one in occasions if one.starts_on <= day <= one.ends_on]
        return CalendarDay(day, posts.get(day, []), on, day.month == month.month, day == today)

    return Month(month.replace(day=1), [[shown(day) for day in week] for week in weeks])
