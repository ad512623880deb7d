"""``GET /health``: whether web, database and queue answer, for load balancers and container runners."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow

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
    away = []
    for name, answer in asked.items():
        try:
            answer.result(timeout=LONGEST_SECONDS)
        except TooSlow:
            away.append(name)
        except Exception as error:  # noqa: BLE001  # whatever it is, this part does not answer
            log.warning("health: %s answers %s", name, type(error).__name__)
            away.append(name)
    threads.shutdown(wait=False, cancel_futures=True)
    return away


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    away = parts_away()
    if away:
        return problem(503, ", ".join(away), headers={"Retry-After": "5"}, away=away)
    return JsonResponse({"status": "ok"})
