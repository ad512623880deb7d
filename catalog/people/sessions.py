"""How long a log-in lasts: twelve hours idle, fourteen days at most, whatever happens."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from catalog.people.models import User

LONGEST = timedelta(days=14)
IDLE = timedelta(hours=12)
# Noting every request would write a row per page; this is exact enough for twelve hours.
NOTE_EVERY = timedelta(minutes=5)


def begin_session(request: HttpRequest, user: User, now: datetime) -> None:
    """Log in under a new session id, so that an id planted before is worth nothing."""
    login(request, user)
    request.session.cycle_key()
    request.session["began_at"] = now.timestamp()
    request.session["seen_at"] = now.timestamp()


def is_over(session: SessionBase, now: datetime) -> bool:
    """A session without marks was not begun by ``begin_session`` and is not believed."""
    age = now.timestamp() - float(session.get("began_at", 0))
    idle = now.timestamp() - float(session.get("seen_at", 0))
    return age > LONGEST.total_seconds() or idle > IDLE.total_seconds()


def note_seen(session: SessionBase, now: datetime) -> None:
    if now.timestamp() - session["seen_at"] > NOTE_EVERY.total_seconds():
        session["seen_at"] = now.timestamp()
