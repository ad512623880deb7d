"""What an owner adds to the register of processing beside what the product knows by itself."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel


class RegisterNote(ShopModel):
    """The owner's own words on one line of the register; an empty ``code`` is the head of the whole register.

    ``receipt`` and ``declared_on`` are those of the declaration to the authority, ``recipients`` names further
    recipients, ``transfer`` the authorisation or exception under which data goes abroad. ``officer`` is who answers
    for data protection, as the shop tells everybody.
    """

    code = models.CharField(max_length=40, blank=True)
    receipt = models.CharField(max_length=80, blank=True)
    declared_on = models.DateField(null=True, blank=True)
    recipients = models.CharField(max_length=300, blank=True)
    transfer = models.CharField(max_length=300, blank=True)
    officer = models.CharField(max_length=200, blank=True)
    changed_by = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "code"], name="register_note_once")]
