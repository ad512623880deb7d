"""Who buys: one row a person, the ways that person is known, and what is sealed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class Customer(PublicIdModel, ShopModel):
    """A customer.

    Name, phone, e-mail and address live in ``personal``, sealed; see ``catalog.customers.personal``.

    The phone is the main identity and may be missing: then a channel identity stands for the person.
    """

    personal = models.BinaryField(null=True, blank=True)
    phone_index = models.CharField(max_length=32, blank=True)
    email_index = models.CharField(max_length=32, blank=True)
    # One blind index per word of the name: exact words are found, parts of words are not.
    name_index = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    wilaya = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, blank=True)
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="customer_uid_once"),
            models.UniqueConstraint(
                fields=["shop", "phone_index"], condition=~Q(phone_index=""), name="customer_phone_once"
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "email_index"], name="customer_by_email"),
            GinIndex(fields=["name_index"], name="customer_by_name"),
        ]


class CustomerIdentity(ShopModel):
    """A customer as a channel knows them: an Instagram id, a WhatsApp BSUID, a till's number."""

    customer = shop_fk("catalog.Customer", related_name="identities")
    channel = models.CharField(max_length=40)
    account = models.CharField(max_length=120, blank=True)
    external_id = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "channel", "account", "external_id"], name="customer_identity_once"
            )
        ]
        indexes = [models.Index(fields=["shop", "customer"], name="customer_identity_of")]
