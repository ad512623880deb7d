"""When an order counts as delivered, and what it then brought, as SQL over ``catalog_order o``.

As the contract defines them: a parcel refused at the door was never delivered, adjustments and documents in
another currency than ``%(currency)s`` count nowhere, and revenue is the lines less the discounts.
"""

from __future__ import annotations

from typing import Final

IS_SALE: Final = "o.kind = 'sale' AND o.currency = %(currency)s"
IS_DELIVERED: Final = f"({IS_SALE} AND o.parcel_state <> 'refused' AND o.delivered_on IS NOT NULL)"
REVENUE: Final = "o.products_amount + o.services_amount - o.discount_amount"
