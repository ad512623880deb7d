"""What is kept how long by default, and within which bounds an owner may change it. In months unless the name says days."""

from __future__ import annotations

from typing import Final

VERSION: Final = "retention-1"
