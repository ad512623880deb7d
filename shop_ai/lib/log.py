"""Log lines as JSON with an allow-list of fields, personal data masked and line breaks escaped."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

MASKS = [
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "<mail>"),
    (re.compile(r"(?<!\w)(?:\+|00)?\d[\d .-]{7,}\d(?!\w)"), "<number>"),
    (re.compile(r"Bearer\s+\S+"), "Bearer <key>"),
    (re.compile(r"\b[sp]k_\w{8,}"), "<key>"),
    # Postgres shows the row that it refuses, whatever stands in it.
    (re.compile(r"\b(DETAIL|CONTEXT|HINT):.*"), r"\1: <left out>"),
]


def mask(text: str) -> str:
    """The text without e-mail addresses, phone-like numbers, keys and rows of the database."""
    for pattern, replacement in MASKS:
        text = pattern.sub(replacement, text)
    return text


class MaskPersonal(logging.Filter):
    """Formats the message once and masks it, so that no handler sees the arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask(record.getMessage()), None
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line; ``event`` holds the message, ``trace`` the masked traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
        }
        for field in ("shop_id", "request_id"):
            if hasattr(record, field):
                line[field] = getattr(record, field)
        if record.exc_info:
            line["trace"] = mask(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=True)
