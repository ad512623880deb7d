"""``GET /health``: whether web, database and queue answer, for load balancers and container runners."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import kombu.transport.redis  # noqa: F401  # here, so that the first probe does not spend its time on it
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop_ai.celery import app
from shop_ai.problems import problem

log = logging.getLogger(__name__)
LONGEST_SECONDS = 2.0


def database_answers() -> None:
    """Raises whatever the database raises."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()  # this thread's connection goes back to the pool


def queue_answers() -> None:
    """Raises whatever the broker raises."""
    with app.connection_for_read(connect_timeout=LONGEST_SECONDS) as broker:
        broker.default_channel.client.ping()  # type: ignore[attr-defined]  # Kombu's Redis channel


PARTS: dict[str, Callable[[], None]] = {"database": database_answers, "queue": queue_answers}


def parts_away() -> list[str]:
    """Names of the parts that failed or took longer than two seconds; all are asked at once."""
    threads = ThreadPoolExecutor(max_workers=len(PARTS), thread_name_prefix="health")
    asked = {name: threads.submit(probe) for name, probe in PARTS.items()}
    answered, _late = wait(asked.values(), timeout=LONGEST_SECONDS)
    threads.shutdown(wait=False, cancel_futures=True)
    away = [name for name, answer in asked.items() if answer not in answered or answer.exception()]
    if away:
        log.warning("health: no answer from %s", ", ".join(away))
    return away


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    away = parts_away()
    if away:
        return problem(503, ", ".join(away), headers={"Retry-After": "5"}, away=away)
    return JsonResponse({"status": "ok"})
