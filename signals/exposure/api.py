"""``/api/v1/exposure-tests``: read tests, start one, overrule one."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.products.selectors import product_by_sku
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from signals.exposure.choices import AlreadyInTest, NotPossible, StoppedByRules, overrule, start_test
from signals.exposure.models import ExposureKind
from signals.exposure.selectors import exposure_test, exposure_tests
from signals.exposure.shapes import (
    DecisionAsked,
    TestAsked,
    TestPage,
    TestParams,
    TestShown,
    TestWithLooks,
)


class TestList(ShopAPIView):
    scope_read = "exposure:read"
    scope_write = "exposure:write"

    @reads("List tests of new products", TestPage, params=TestParams)
    def get(self, request: Request) -> Response:
        params = self.params(TestParams)
        rows = exposure_tests(self.shop.id, stage=params["stage"], kind=params["kind"])
        return self.page(rows, params, lambda found: list(TestShown(found, many=True).data))

    @writes("Start a test", TestAsked, {201: TestShown})
    def post(self, request: Request) -> Response:
        asked = self.body(TestAsked)
        product = product_by_sku(self.shop.id, asked["sku"])
        if product is None:
            raise Invalid(FieldError("#/sku", "unknown_sku", _("No product of yours has this SKU.")))
        try:
            made = start_test(self.shop, ExposureKind.PRODUCT, product.uid, by=f"key:{self.holder.key_id}")
        except AlreadyInTest as error:
            raise Conflict(_("It has a test that is not over.")) from error
        except StoppedByRules as error:
            raise Conflict(_("A rule stops it: mend its words first.")) from error
        if made is None:  # a fee or a service
            raise Invalid(FieldError("#/sku", "no_product", _("This is no product that can be tested.")))
        name = public_id("tst", made.uid)
        return self.created(TestShown(made).data, f"/api/v1/exposure-tests/{name}")


class TestOne(ShopAPIView):
    scope_read = "exposure:read"

    @reads("Read a test", TestWithLooks, single=True)
    def get(self, request: Request, test_id: str) -> Response:
        found = exposure_test(self.shop.id, uid_of("tst", test_id))
        if found is None:
            raise Http404
        return self.one(TestWithLooks(found).data)


class TestDecision(ShopAPIView):
    scope_write = "exposure:write"

    @writes("Overrule a test", DecisionAsked, {200: TestShown}, of_one=True)
    def post(self, request: Request, test_id: str) -> Response:
        asked = self.body(DecisionAsked)
        try:
            found = overrule(
                self.shop,
                uid_of("tst", test_id),
                asked["action"],
                why=asked["why"],
                by=f"key:{self.holder.key_id}",
            )
        except NotPossible as error:
            raise Conflict(_("The test is not where this can be done.")) from error
        if found is None:
            raise Http404
        return self.one(TestShown(found).data)
