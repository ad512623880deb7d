"""The statements that find the customers of a file among those of the shop and make the missing ones."""

from __future__ import annotations

from typing import Final

# Somebody of whom the file tells nothing but orders that were erased with their customer: an old sheet that is imported
# again must not bring a person back. One look decides that no shop without erasures pays for it.
ERASED: Final = """
DELETE FROM stage_person s
WHERE EXISTS (SELECT FROM catalog_customer WHERE shop_id = %(shop)s AND erased_at IS NOT NULL)
  AND EXISTS (SELECT FROM stage_document d WHERE d.person = s.person)
  AND NOT EXISTS (
    SELECT FROM stage_document d
    LEFT JOIN catalog_order o ON o.shop_id = %(shop)s AND o.source = %(source)s AND o.external_id = d.key
    LEFT JOIN catalog_customer c ON c.shop_id = o.shop_id AND c.id = o.customer_id
    WHERE d.person = s.person AND c.erased_at IS NULL)
"""

BY_PHONE: Final = """
UPDATE stage_person s SET customer_id = c.id FROM catalog_customer c
WHERE c.shop_id = %(shop)s AND s.phone_index <> '' AND c.phone_index = s.phone_index
"""

BY_IDENTITY: Final = """
UPDATE stage_person s SET customer_id = i.customer_id FROM catalog_customeridentity i
WHERE i.shop_id = %(shop)s AND s.customer_id IS NULL AND s.external_id <> '' AND i.channel = s.channel
  AND i.account = '' AND i.external_id = s.external_id
"""

# A person with another phone is somebody else; the oldest customer with the address is taken, by one person only.
BY_EMAIL: Final = """
UPDATE stage_person s SET customer_id = f.customer_id
FROM (
    SELECT DISTINCT ON (found.customer_id) found.person, found.customer_id
    FROM (
        SELECT DISTINCT ON (p.person) p.person, c.id AS customer_id
        FROM stage_person p JOIN catalog_customer c
          ON c.shop_id = %(shop)s AND c.email_index = p.email_index AND (p.phone_index = '' OR c.phone_index = '')
        WHERE p.customer_id IS NULL AND p.email_index <> ''
        ORDER BY p.person, c.id
    ) found
    WHERE NOT EXISTS (SELECT FROM stage_person taken WHERE taken.customer_id = found.customer_id)
    ORDER BY found.customer_id, found.person
) f
WHERE s.person = f.person
"""

EXISTING: Final = """
SELECT c.id, c.uid, c.personal, c.wilaya, s.uid, s.personal, s.wilaya
FROM stage_person s JOIN catalog_customer c ON c.shop_id = %(shop)s AND c.id = s.customer_id
WHERE c.erased_at IS NULL ORDER BY c.id FOR NO KEY UPDATE OF c
"""

CHANGES: Final = """
CREATE TEMP TABLE customer_change (
    id bigint PRIMARY KEY, personal bytea, phone_index text, email_index text, name_index text[], wilaya text
) ON COMMIT DROP
"""

IMAGES: Final = """
SELECT c.id, jsonb_build_object('row', to_jsonb(c))::text
FROM customer_change t JOIN catalog_customer c ON c.shop_id = %(shop)s AND c.id = t.id
"""

UPDATE: Final = """
UPDATE catalog_customer c
SET updated_at = %(now)s, personal = t.personal, phone_index = t.phone_index, email_index = t.email_index,
    name_index = t.name_index, wilaya = t.wilaya
FROM customer_change t WHERE c.shop_id = %(shop)s AND c.id = t.id
"""

INSERT: Final = """
WITH made AS (
    INSERT INTO catalog_customer (shop_id, uid, personal, phone_index, email_index, name_index, wilaya, language,
                                  created_import_id, created_at, updated_at)
    SELECT %(shop)s, uid, personal, phone_index, email_index, name_index, wilaya, '', %(batch)s, %(now)s, %(now)s
    FROM stage_person WHERE customer_id IS NULL ORDER BY person
    RETURNING id, uid
)
UPDATE stage_person s SET customer_id = made.id FROM made WHERE s.uid = made.uid
"""

# An identity given to a customer who was known already is the import's own, to be taken back with it.
IDENTITIES: Final = """
WITH made AS (
    INSERT INTO catalog_customeridentity (shop_id, customer_id, channel, account, external_id)
    SELECT %(shop)s, customer_id, channel, '', external_id FROM stage_person WHERE external_id <> ''
    ON CONFLICT (shop_id, channel, account, external_id) DO NOTHING
    RETURNING id, customer_id
)
SELECT made.id FROM made JOIN catalog_customer c ON c.shop_id = %(shop)s AND c.id = made.customer_id
WHERE c.created_import_id IS DISTINCT FROM %(batch)s
"""
