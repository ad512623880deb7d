"""One shop at a time: the scope, the scoped manager and the abstract model of every shop-owned table.

Three of the four layers meet here. The manager refuses to build a query without a scope, the scope sets
``app.shop`` for the row-level security policies, and every row carries ``shop_id`` so that composite foreign
keys (see :mod:`shop_ai.lib.tenancy_sql`) can refuse a reference into another shop.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self

from django.contrib.postgres.functions import RandomUUID
from django.db import connection, models, transaction

_current_shop: ContextVar[int | None] = ContextVar("current_shop", default=None)


class ScopeMissing(RuntimeError):
    """A shop-owned table was touched outside ``shop_scope``."""


class ScopeConflict(RuntimeError):
    """A scope of one shop was opened inside the scope of another."""


def current_shop_id() -> int:
    """The shop of the scope we are in; raises :class:`ScopeMissing` outside one."""
    shop_id = _current_shop.get()
    if shop_id is None:
        raise ScopeMissing("shop data was asked for outside shop_scope()")
    return shop_id


def set_local(name: str, value: str) -> None:
    """Set a ``app.*`` setting until the end of the transaction (``SET LOCAL``, with a bound value)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


@contextmanager
def local_setting(name: str, value: str) -> Iterator[None]:
    """A transaction in which the setting holds, and which puts the setting back on leaving normally.

    An exception rolls the savepoint back, and Postgres then restores the setting by itself. So does the end of
    the transaction: when it is ours, there is nothing to read before and to put back.
    """
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        before = _setting(name) if is_inside else ""
        set_local(name, value)
        yield
        if is_inside:
            set_local(name, before)


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        row = cursor.fetchone()
    return row[0] if row and row[0] else ""


@contextmanager
def shop_scope(shop_id: int) -> Iterator[None]:
    """A transaction that sees and writes the rows of one shop only.

    Re-entering the same shop is free; opening another shop inside raises :class:`ScopeConflict`.
    """
    held = _current_shop.get()
    if held is not None:
        if held != shop_id:
            raise ScopeConflict(f"scope of shop {shop_id} opened inside the scope of shop {held}")
        yield
        return
    with local_setting("app.shop", str(shop_id)):
        token = _current_shop.set(shop_id)
        try:
            yield
        finally:
            _current_shop.reset(token)


@contextmanager
def purpose(name: str) -> Iterator[None]:
    """A transaction of a cross-shop chore (``directory``, ``drain``, ``outbox``).

    Each name opens exactly the tables whose policy mentions it; see :mod:`shop_ai.lib.tenancy_sql`.
    """
    with local_setting("app.purpose", name):
        yield


class ShopQuerySet(models.QuerySet[Any]):
    """Base of the rooms' querysets, so that every filter that deserves a name gets it once."""


class ShopManager(models.Manager[Any]):
    """Manager that adds ``shop_id = <scope>`` to every query and raises without a scope."""

    queryset_class: type[models.QuerySet[Any]] = ShopQuerySet

    @classmethod
    def with_queryset(cls, queryset: type[models.QuerySet[Any]]) -> Self:
        # Any, because mypy's Django plugin fails on a generic manager.
        manager_class: Any = cls.from_queryset(queryset)
        manager: Self = manager_class()
        manager.queryset_class = queryset
        return manager

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(shop_id=current_shop_id())


class ShopModel(models.Model):
    """A row that belongs to one shop."""

    shop = models.ForeignKey("catalog.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)

    objects: ClassVar[ShopManager] = ShopManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.shop_id is None:
            self.shop_id = current_shop_id()
        super().save(*args, **kwargs)


class PublicIdModel(models.Model):
    """A row that people outside may name: ``uid`` is random, so it tells nothing of how many there are."""

    uid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), editable=False)

    class Meta:
        abstract = True


def shop_fk(to: str, related_name: str = "+", **options: Any) -> Any:
    """A foreign key between two tables of one shop.

    Django's own constraint is left out on purpose: it ignores row-level security and would accept another
    shop's row. ``SecureTenantTables`` adds ``(shop_id, x_id) REFERENCES x(shop_id, id)`` instead.
    """
    options.setdefault("on_delete", models.CASCADE)
    options.setdefault("db_index", False)  # indexes begin with shop_id and are named where a query needs them
    return models.ForeignKey(to, related_name=related_name, db_constraint=False, **options)
