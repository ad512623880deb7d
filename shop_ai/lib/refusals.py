"""What services raise when they refuse: doors turn these into a problem document or a message on a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One bad value. ``pointer`` is a JSON pointer into what was sent, such as ``#/lines/0/sku``."""

    pointer: str
    code: str
    detail: str


class Refusal(Exception):  # a refusal is an answer, not a fault
    """Base of what a service refuses; ``str()`` is a translated sentence."""


class Invalid(Refusal):
    """Values that cannot be kept; nothing was written."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(" ".join(error.detail for error in errors))
        self.errors = errors


class Conflict(Refusal):
    """The request is readable but contradicts what is stored; ``about`` names the record in the way."""

    def __init__(self, detail: str, **about: str) -> None:
        super().__init__(detail)
        self.about = about
