"""The Celery application, and the whole schedule of the instance in one list."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop_ai.settings")
app = Celery("shop_ai")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "catalog.imports",
        "catalog.login",
        "catalog.outbox",
        "catalog.people",
        "signals.exposure",
        "signals.recommend",
        "signals.rollups",
        "signals.widget",
        "attribution.digest",
        "attribution.nightly",
        "transparency.cases",
        "transparency.erasure",
        "transparency.integrity",
        "transparency.rights",
    ]
)

SCHEDULE: dict[str, dict[str, Any]] = {
    # Shops in every time zone: the hourly tick starts the night of those whose local clock says three.
    "nightly": {
        "task": "attribution.nightly.tasks.start_due_nights",
        "schedule": crontab(minute="7"),
        "options": {"expires": 3000},
    },
    # Letters leave from seven in the morning where the shop is; each is claimed once, however often this asks.
    "letters": {
        "task": "attribution.digest.tasks.start_due_letters",
        "schedule": crontab(minute="2-59/15"),
        "options": {"expires": 800},
    },
    "outbox": {"task": "catalog.outbox.tasks.sweep", "schedule": 30.0, "options": {"expires": 25}},
    "expiry": {
        "task": "signals.rollups.tasks.expire",
        "schedule": crontab(minute="40"),
        "options": {"expires": 3000},
    },
    "forget": {
        "task": "catalog.imports.tasks.forget_old_files",
        "schedule": crontab(minute="20", hour="2"),
        "options": {"expires": 3000},
    },
    "tests": {
        "task": "signals.exposure.tasks.look_at_tests",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 500},
    },
    "seal": {
        "task": "signals.recommend.tasks.seal",
        "schedule": crontab(minute="5-55/10"),
        "options": {"expires": 500},
    },
    # What a page asks for meanwhile is made at once: this only spares the next visitors the wait.
    "answers": {"task": "signals.widget.tasks.renew", "schedule": 15.0, "options": {"expires": 12}},
    "forget-lists": {
        "task": "signals.recommend.tasks.forget",
        "schedule": crontab(minute="35", hour="2"),
        "options": {"expires": 3000},
    },
    # Who waits for a person longer than announced is told of within five minutes.
    "late-cases": {
        "task": "transparency.cases.tasks.look_for_late",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 280},
    },
    # After the nights of most shops: what they decided is looked at as well.
    "integrity": {
        "task": "transparency.integrity.tasks.check_ledgers",
        "schedule": crontab(minute="25", hour="4"),
        "options": {"expires": 20_000},
    },
    # An erasure is done within the hour even when its worker died with it.
    "erasures": {
        "task": "transparency.erasure.tasks.take_up",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 500},
    },
    # Requests about data: what is nearly due is told before the working day begins.
    "rights": {
        "task": "transparency.rights.tasks.look_after_all",
        "schedule": crontab(minute="45", hour="4"),
        "options": {"expires": 20_000},
    },
    "tidy": {
        "task": "catalog.people.tasks.tidy",
        "schedule": crontab(minute="50"),
        "options": {"expires": 3000},
    },
}
app.conf.beat_schedule = SCHEDULE
