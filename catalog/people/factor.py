"""The second factor: time-based codes (RFC 6238) that work once, and recovery codes that work once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import cast

import pyotp
from django.conf import settings
from django.db import transaction

from catalog.people.models import User
from catalog.shops.seals import master_key, master_keys
from shop_ai.lib.sealing import CannotOpen, ShopSeal

STEP_SECONDS = 30
DRIFT_STEPS = 1  # a telephone's clock may be half a minute off
RECOVERY_CODES = 10
# No 0/O, 1/I/L: the codes are written down on paper.
RECOVERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECOVERY_LENGTH = 12


def _seal(key: bytes) -> ShopSeal:
    """People belong to no shop: their secrets are sealed with the instance's own key."""
    return ShopSeal(shop_id=0, data_key=key, index_key=b"")


def new_secret() -> str:
    return pyotp.random_base32()


def seal_secret(user_id: int, secret: str) -> bytes:
    return _seal(master_key()).seal("catalog_user", "totp", user_id, secret.encode())


def open_secret(user_id: int, sealed: bytes | memoryview[int]) -> str:
    """The secret, also while it is still sealed by a master key that was replaced; raises CannotOpen otherwise."""
    *former, oldest = master_keys()
    for key in former:
        try:
            return _seal(key).open("catalog_user", "totp", user_id, bytes(sealed)).decode()
        except CannotOpen:
            continue
    return _seal(oldest).open("catalog_user", "totp", user_id, bytes(sealed)).decode()


def reseal_secrets() -> int:
    """Seal every second factor by the present master key; returns how many there are."""
    rows = User.objects.exclude(totp_sealed=None).values_list("pk", "totp_sealed")
    people = [(pk, bytes(sealed)) for pk, sealed in rows if sealed]
    for pk, sealed in people:
        again = seal_secret(pk, open_secret(pk, sealed))
        # Somebody may turn the factor off or renew it meanwhile: theirs counts.
        User.objects.filter(pk=pk, totp_sealed=sealed).update(totp_sealed=again)
    return len(people)


def setup_link(email: str, secret: str) -> str:
    """The ``otpauth://`` address that an authenticator reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=settings.PUBLIC_URL.split("//")[-1])


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, among the current one and its neighbours; None if there is none."""
    digits = code.replace(" ", "")
    current = int(now.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for step in range(current - DRIFT_STEPS, current + DRIFT_STEPS + 1):
        if secrets.compare_digest(totp.at(step * STEP_SECONDS).encode(), digits.encode()):
            return step
    return None


def use_code(user: User, code: str, now: datetime) -> bool:
    """Accept a code of the authenticator once: a step that was used, or an older one, is refused."""
    if not user.totp_sealed:
        return False
    step = matching_step(open_secret(user.pk, user.totp_sealed), code, now)
    if step is None:
        return False
    return User.objects.filter(pk=user.pk, totp_last_step__lt=step).update(totp_last_step=step) == 1


def new_recovery_codes() -> list[str]:
    """Ten codes of 59 bits each, in groups of four for reading aloud."""
    raw = [
        "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_LENGTH))
        for _ in range(RECOVERY_CODES)
    ]
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in raw]


def recovery_hash(code: str) -> str:
    """Plain SHA-256 is enough: the codes are random, so there is no dictionary to try."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


@transaction.atomic
def use_recovery_code(user_id: int, code: str) -> bool:
    """Accept a recovery code and strike it off the list."""
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    hashes = cast(list[str], user.recovery_hashes)
    digest = recovery_hash(code)
    if digest not in hashes:
        return False
    user.recovery_hashes = [kept for kept in hashes if kept != digest]
    user.save(update_fields=["recovery_hashes"])
    return True
