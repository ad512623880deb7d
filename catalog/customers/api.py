"""``/api/v1/customers``."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.customers.selectors import customer_by_uid, customers, opened
from catalog.customers.services import change_customer, create_customer, hold_customer
from catalog.customers.shapes import CustomerBody, CustomerPage, CustomerParams, CustomerShown, fields_of
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of


class CustomerView(ShopAPIView):
    scope_read, scope_write = "customers:read", "customers:write"

    def stored(self, uid: uuid.UUID) -> dict[str, Any]:
        record = customer_by_uid(self.shop.id, uid)
        if record is None:
            raise Http404
        return dict(CustomerShown(record).data)


class CustomerList(CustomerView):
    @reads("List customers", CustomerPage, params=CustomerParams)
    def get(self, request: Request) -> Response:
        params = self.params(CustomerParams)
        rows = customers(self.shop.id, phone=params["phone"], q=params["q"], country=self.shop.country)
        return self.page(
            rows, params, lambda found: list(CustomerShown(opened(self.shop.id, found), many=True).data)
        )

    @writes("Create a customer", CustomerBody, {201: CustomerShown})
    def post(self, request: Request) -> Response:
        customer = create_customer(self.shop, fields_of(self.body(CustomerBody)))
        location = reverse("api-customer", args=[public_id("cus", customer.uid)])
        return self.created(self.stored(customer.uid), location)


class CustomerOne(CustomerView):
    @reads("Read a customer", CustomerShown, single=True)
    def get(self, request: Request, customer_id: str) -> Response:
        return self.one(self.stored(uid_of("cus", customer_id)))

    @writes("Change a customer", CustomerBody, {200: CustomerShown}, of_one=True, versioned=True)
    def patch(self, request: Request, customer_id: str) -> Response:
        uid = uid_of("cus", customer_id)
        hold_customer(self.shop.id, uid)
        self.require_version(self.stored(uid))
        change_customer(self.shop, uid, fields_of(self.body(CustomerBody)))
        return self.one(self.stored(uid))
