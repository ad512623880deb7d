"""Floors without middleware: a Django view that reads JSON and makes one durable INSERT, and one that only answers."""

from __future__ import annotations

import json
import os
import uuid

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="measured, not served",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": os.environ["DATABASE_HOST"],
            "NAME": "shop_ai",
            "USER": "shop_ai_admin",
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    },
)
django.setup()

INSERT = "INSERT INTO bare_inbox (shop_id, event_id, received_at, body, is_folded) VALUES (1, %s, now(), %s, false)"


def take(request: HttpRequest) -> JsonResponse:
    event = json.loads(request.body)["events"][0]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [uuid.UUID(event["id"]), json.dumps(event)])
    answer = JsonResponse({"stored": 1}, status=202)
    answer["Content-Length"] = str(len(answer.content))
    return answer


def empty(request: HttpRequest) -> JsonResponse:
    answer = JsonResponse({"items": []})
    answer["Content-Length"] = str(len(answer.content))
    return answer


urlpatterns = [path("bare", take), path("empty", empty)]
application = WSGIHandler()
