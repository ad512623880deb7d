-- of migrations 06e78f109e6d3dcdfecf9d7ee3c86cca7ba11dca7b05dc1ba6e755a0c6c9cccf
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE FUNCTION public.catalog_keep_category() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'category', o.id, NULL, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('name', to_jsonb(o.name), o.name IS DISTINCT FROM n.name), ('parent_id', to_jsonb(o.parent_id), o.parent_id IS DISTINCT FROM n.parent_id)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.name, o.parent_id) IS DISTINCT FROM (n.name, n.parent_id);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'category', o.id, NULL, 'removed', now(), who, jsonb_build_object('name', o.name, 'parent_id', o.parent_id, 'uid', o.uid), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_code() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'code', o.id, NULL, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('code', to_jsonb(o.code), o.code IS DISTINCT FROM n.code), ('keyword', to_jsonb(o.keyword), o.keyword IS DISTINCT FROM n.keyword), ('link', to_jsonb(o.link), o.link IS DISTINCT FROM n.link), ('channel', to_jsonb(o.channel), o.channel IS DISTINCT FROM n.channel), ('campaign', to_jsonb(o.campaign), o.campaign IS DISTINCT FROM n.campaign), ('playlist_id', to_jsonb(o.playlist_id), o.playlist_id IS DISTINCT FROM n.playlist_id), ('target', to_jsonb(o.target), o.target IS DISTINCT FROM n.target), ('discount_kind', to_jsonb(o.discount_kind), o.discount_kind IS DISTINCT FROM n.discount_kind), ('starts_on', to_jsonb(o.starts_on), o.starts_on IS DISTINCT FROM n.starts_on), ('ends_on', to_jsonb(o.ends_on), o.ends_on IS DISTINCT FROM n.ends_on), ('most_uses', to_jsonb(o.most_uses), o.most_uses IS DISTINCT FROM n.most_uses), ('most_per_customer', to_jsonb(o.most_per_customer), o.most_per_customer IS DISTINCT FROM n.most_per_customer), ('gives_back', to_jsonb(o.gives_back), o.gives_back IS DISTINCT FROM n.gives_back), ('is_paused', to_jsonb(o.is_paused), o.is_paused IS DISTINCT FROM n.is_paused), ('is_archived', to_jsonb(o.is_archived), o.is_archived IS DISTINCT FROM n.is_archived), ('discount', to_jsonb(o.discount::text), o.discount::text IS DISTINCT FROM n.discount::text), ('most_discount', to_jsonb(o.most_discount::text), o.most_discount::text IS DISTINCT FROM n.most_discount::text), ('most_given', to_jsonb(o.most_given::text), o.most_given::text IS DISTINCT FROM n.most_given::text), ('least_basket', to_jsonb(o.least_basket::text), o.least_basket::text IS DISTINCT FROM n.least_basket::text)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.code, o.keyword, o.link, o.channel, o.campaign, o.playlist_id, o.target, o.discount_kind, o.starts_on, o.ends_on, o.most_uses, o.most_per_customer, o.gives_back, o.is_paused, o.is_archived, o.discount::text, o.most_discount::text, o.most_given::text, o.least_basket::text) IS DISTINCT FROM (n.code, n.keyword, n.link, n.channel, n.campaign, n.playlist_id, n.target, n.discount_kind, n.starts_on, n.ends_on, n.most_uses, n.most_per_customer, n.gives_back, n.is_paused, n.is_archived, n.discount::text, n.most_discount::text, n.most_given::text, n.least_basket::text);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'code', o.id, NULL, 'removed', now(), who, jsonb_build_object('code', o.code, 'keyword', o.keyword, 'link', o.link, 'channel', o.channel, 'campaign', o.campaign, 'playlist_id', o.playlist_id, 'target', o.target, 'discount_kind', o.discount_kind, 'starts_on', o.starts_on, 'ends_on', o.ends_on, 'most_uses', o.most_uses, 'most_per_customer', o.most_per_customer, 'gives_back', o.gives_back, 'is_paused', o.is_paused, 'is_archived', o.is_archived, 'discount', o.discount::text, 'most_discount', o.most_discount::text, 'most_given', o.most_given::text, 'least_basket', o.least_basket::text, 'uid', o.uid), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_content() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'content', o.id, NULL, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('channel', to_jsonb(o.channel), o.channel IS DISTINCT FROM n.channel), ('kind', to_jsonb(o.kind), o.kind IS DISTINCT FROM n.kind), ('title', to_jsonb(o.title), o.title IS DISTINCT FROM n.title), ('caption', to_jsonb(o.caption), o.caption IS DISTINCT FROM n.caption), ('permalink', to_jsonb(o.permalink), o.permalink IS DISTINCT FROM n.permalink), ('playlist_id', to_jsonb(o.playlist_id), o.playlist_id IS DISTINCT FROM n.playlist_id), ('published_at', to_jsonb(o.published_at), o.published_at IS DISTINCT FROM n.published_at), ('ends_on', to_jsonb(o.ends_on), o.ends_on IS DISTINCT FROM n.ends_on), ('language', to_jsonb(o.language), o.language IS DISTINCT FROM n.language), ('is_ai_assisted', to_jsonb(o.is_ai_assisted), o.is_ai_assisted IS DISTINCT FROM n.is_ai_assisted), ('is_archived', to_jsonb(o.is_archived), o.is_archived IS DISTINCT FROM n.is_archived)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.channel, o.kind, o.title, o.caption, o.permalink, o.playlist_id, o.published_at, o.ends_on, o.language, o.is_ai_assisted, o.is_archived) IS DISTINCT FROM (n.channel, n.kind, n.title, n.caption, n.permalink, n.playlist_id, n.published_at, n.ends_on, n.language, n.is_ai_assisted, n.is_archived);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'content', o.id, NULL, 'removed', now(), who, jsonb_build_object('channel', o.channel, 'kind', o.kind, 'title', o.title, 'caption', o.caption, 'permalink', o.permalink, 'playlist_id', o.playlist_id, 'published_at', o.published_at, 'ends_on', o.ends_on, 'language', o.language, 'is_ai_assisted', o.is_ai_assisted, 'is_archived', o.is_archived, 'uid', o.uid), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_first_touch() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF (OLD.code <> '' AND NEW.code NOT IN ('', OLD.code))
        OR (OLD.keyword <> '' AND NEW.keyword NOT IN ('', OLD.keyword))
        OR (OLD.ad_id <> '' AND NEW.ad_id NOT IN ('', OLD.ad_id))
        OR (OLD.referral <> '{}' AND NEW.referral <> '{}' AND NEW.referral <> OLD.referral)
    THEN
        RAISE EXCEPTION 'the first touch of conversation % is kept', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.catalog_keep_landing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'landing', o.id, NULL, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('code_id', to_jsonb(o.code_id), o.code_id IS DISTINCT FROM n.code_id), ('template', to_jsonb(o.template), o.template IS DISTINCT FROM n.template), ('language', to_jsonb(o.language), o.language IS DISTINCT FROM n.language), ('texts', to_jsonb(o.texts), o.texts IS DISTINCT FROM n.texts), ('is_open', to_jsonb(o.is_open), o.is_open IS DISTINCT FROM n.is_open), ('show_proof', to_jsonb(o.show_proof), o.show_proof IS DISTINCT FROM n.show_proof)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.code_id, o.template, o.language, o.texts, o.is_open, o.show_proof) IS DISTINCT FROM (n.code_id, n.template, n.language, n.texts, n.is_open, n.show_proof);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'landing', o.id, NULL, 'removed', now(), who, jsonb_build_object('code_id', o.code_id, 'template', o.template, 'language', o.language, 'texts', o.texts, 'is_open', o.is_open, 'show_proof', o.show_proof, 'uid', o.uid), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_landing_item() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT n.shop_id, 'landing_item', n.landing_id, n.id, 'added', now(), who, '{}'::jsonb, '{}'::varchar[]
        FROM new_rows n JOIN catalog_landingpage b ON b.shop_id = n.shop_id AND b.id = n.landing_id AND b.created_at < now();
    END IF;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'landing_item', o.landing_id, o.id, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('product_id', to_jsonb(o.product_id), o.product_id IS DISTINCT FROM n.product_id), ('position', to_jsonb(o.position), o.position IS DISTINCT FROM n.position)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.product_id, o.position) IS DISTINCT FROM (n.product_id, n.position);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'landing_item', o.landing_id, o.id, 'removed', now(), who, jsonb_build_object('product_id', o.product_id, 'position', o.position), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'order', o.id, NULL, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('source', to_jsonb(o.source), o.source IS DISTINCT FROM n.source), ('external_id', to_jsonb(o.external_id), o.external_id IS DISTINCT FROM n.external_id), ('number', to_jsonb(o.number), o.number IS DISTINCT FROM n.number), ('kind', to_jsonb(o.kind), o.kind IS DISTINCT FROM n.kind), ('customer_id', to_jsonb(o.customer_id), o.customer_id IS DISTINCT FROM n.customer_id), ('code', to_jsonb(o.code), o.code IS DISTINCT FROM n.code), ('currency', to_jsonb(o.currency), o.currency IS DISTINCT FROM n.currency), ('wilaya', to_jsonb(o.wilaya), o.wilaya IS DISTINCT FROM n.wilaya), ('order_state', to_jsonb(o.order_state), o.order_state IS DISTINCT FROM n.order_state), ('parcel_state', to_jsonb(o.parcel_state), o.parcel_state IS DISTINCT FROM n.parcel_state), ('money_state', to_jsonb(o.money_state), o.money_state IS DISTINCT FROM n.money_state), ('placed_at', to_jsonb(o.placed_at), o.placed_at IS DISTINCT FROM n.placed_at), ('confirmed_at', to_jsonb(o.confirmed_at), o.confirmed_at IS DISTINCT FROM n.confirmed_at), ('shipped_at', to_jsonb(o.shipped_at), o.shipped_at IS DISTINCT FROM n.shipped_at), ('delivered_at', to_jsonb(o.delivered_at), o.delivered_at IS DISTINCT FROM n.delivered_at), ('closed_at', to_jsonb(o.closed_at), o.closed_at IS DISTINCT FROM n.closed_at), ('delivery_date_known', to_jsonb(o.delivery_date_known), o.delivery_date_known IS DISTINCT FROM n.delivery_date_known), ('placed_on', to_jsonb(o.placed_on), o.placed_on IS DISTINCT FROM n.placed_on), ('confirmed_on', to_jsonb(o.confirmed_on), o.confirmed_on IS DISTINCT FROM n.confirmed_on), ('shipped_on', to_jsonb(o.shipped_on), o.shipped_on IS DISTINCT FROM n.shipped_on), ('delivered_on', to_jsonb(o.delivered_on), o.delivered_on IS DISTINCT FROM n.delivered_on), ('received_on', to_jsonb(o.received_on), o.received_on IS DISTINCT FROM n.received_on), ('products_amount', to_jsonb(o.products_amount::text), o.products_amount::text IS DISTINCT FROM n.products_amount::text), ('services_amount', to_jsonb(o.services_amount::text), o.services_amount::text IS DISTINCT FROM n.services_amount::text), ('shipping_amount', to_jsonb(o.shipping_amount::text), o.shipping_amount::text IS DISTINCT FROM n.shipping_amount::text), ('discount_amount', to_jsonb(o.discount_amount::text), o.discount_amount::text IS DISTINCT FROM n.discount_amount::text), ('total_amount', to_jsonb(o.total_amount::text), o.total_amount::text IS DISTINCT FROM n.total_amount::text)) c(name, value, differs) WHERE c.differs), '{}'::varchar[] || CASE WHEN o.personal IS DISTINCT FROM n.personal THEN ARRAY['personal'] ELSE '{}' END::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.source, o.external_id, o.number, o.kind, o.customer_id, o.code, o.currency, o.wilaya, o.order_state, o.parcel_state, o.money_state, o.placed_at, o.confirmed_at, o.shipped_at, o.delivered_at, o.closed_at, o.delivery_date_known, o.placed_on, o.confirmed_on, o.shipped_on, o.delivered_on, o.received_on, o.products_amount::text, o.services_amount::text, o.shipping_amount::text, o.discount_amount::text, o.total_amount::text, o.personal) IS DISTINCT FROM (n.source, n.external_id, n.number, n.kind, n.customer_id, n.code, n.currency, n.wilaya, n.order_state, n.parcel_state, n.money_state, n.placed_at, n.confirmed_at, n.shipped_at, n.delivered_at, n.closed_at, n.delivery_date_known, n.placed_on, n.confirmed_on, n.shipped_on, n.delivered_on, n.received_on, n.products_amount::text, n.services_amount::text, n.shipping_amount::text, n.discount_amount::text, n.total_amount::text, n.personal);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'order', o.id, NULL, 'removed', now(), who, jsonb_build_object('source', o.source, 'external_id', o.external_id, 'number', o.number, 'kind', o.kind, 'customer_id', o.customer_id, 'code', o.code, 'currency', o.currency, 'wilaya', o.wilaya, 'order_state', o.order_state, 'parcel_state', o.parcel_state, 'money_state', o.money_state, 'placed_at', o.placed_at, 'confirmed_at', o.confirmed_at, 'shipped_at', o.shipped_at, 'delivered_at', o.delivered_at, 'closed_at', o.closed_at, 'delivery_date_known', o.delivery_date_known, 'placed_on', o.placed_on, 'confirmed_on', o.confirmed_on, 'shipped_on', o.shipped_on, 'delivered_on', o.delivered_on, 'received_on', o.received_on, 'products_amount', o.products_amount::text, 'services_amount', o.services_amount::text, 'shipping_amount', o.shipping_amount::text, 'discount_amount', o.discount_amount::text, 'total_amount', o.total_amount::text, 'uid', o.uid), ARRAY['personal']::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_order_line() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT n.shop_id, 'order_line', n.order_id, n.id, 'added', now(), who, '{}'::jsonb, '{}'::varchar[]
        FROM new_rows n JOIN catalog_order b ON b.shop_id = n.shop_id AND b.id = n.order_id AND b.created_at < now() WHERE NOT EXISTS (SELECT FROM catalog_importbatch i WHERE i.shop_id = b.shop_id AND i.id = b.created_import_id AND i.state = 'running');
    END IF;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'order_line', o.order_id, o.id, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('position', to_jsonb(o.position), o.position IS DISTINCT FROM n.position), ('product_id', to_jsonb(o.product_id), o.product_id IS DISTINCT FROM n.product_id), ('title', to_jsonb(o.title), o.title IS DISTINCT FROM n.title), ('quantity', to_jsonb(o.quantity), o.quantity IS DISTINCT FROM n.quantity), ('is_service', to_jsonb(o.is_service), o.is_service IS DISTINCT FROM n.is_service), ('unit_price', to_jsonb(o.unit_price::text), o.unit_price::text IS DISTINCT FROM n.unit_price::text), ('discount', to_jsonb(o.discount::text), o.discount::text IS DISTINCT FROM n.discount::text), ('amount', to_jsonb(o.amount::text), o.amount::text IS DISTINCT FROM n.amount::text)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.position, o.product_id, o.title, o.quantity, o.is_service, o.unit_price::text, o.discount::text, o.amount::text) IS DISTINCT FROM (n.position, n.product_id, n.title, n.quantity, n.is_service, n.unit_price::text, n.discount::text, n.amount::text);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'order_line', o.order_id, o.id, 'removed', now(), who, jsonb_build_object('position', o.position, 'product_id', o.product_id, 'title', o.title, 'quantity', o.quantity, 'is_service', o.is_service, 'unit_price', o.unit_price::text, 'discount', o.discount::text, 'amount', o.amount::text), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_pack_part() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT n.shop_id, 'pack_part', n.pack_id, n.id, 'added', now(), who, '{}'::jsonb, '{}'::varchar[]
        FROM new_rows n JOIN catalog_product b ON b.shop_id = n.shop_id AND b.id = n.pack_id AND b.created_at < now();
    END IF;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'pack_part', o.pack_id, o.id, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('part_id', to_jsonb(o.part_id), o.part_id IS DISTINCT FROM n.part_id), ('quantity', to_jsonb(o.quantity), o.quantity IS DISTINCT FROM n.quantity)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.part_id, o.quantity) IS DISTINCT FROM (n.part_id, n.quantity);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'pack_part', o.pack_id, o.id, 'removed', now(), who, jsonb_build_object('part_id', o.part_id, 'quantity', o.quantity), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_past() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '13 months' THEN RETURN OLD; END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION public.catalog_keep_playlist() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'playlist', o.id, NULL, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('slug', to_jsonb(o.slug), o.slug IS DISTINCT FROM n.slug), ('title', to_jsonb(o.title), o.title IS DISTINCT FROM n.title), ('intro', to_jsonb(o.intro), o.intro IS DISTINCT FROM n.intro), ('language', to_jsonb(o.language), o.language IS DISTINCT FROM n.language), ('texts', to_jsonb(o.texts), o.texts IS DISTINCT FROM n.texts), ('theme', to_jsonb(o.theme), o.theme IS DISTINCT FROM n.theme), ('use', to_jsonb(o.use), o.use IS DISTINCT FROM n.use), ('season', to_jsonb(o.season), o.season IS DISTINCT FROM n.season), ('price_rule', to_jsonb(o.price_rule), o.price_rule IS DISTINCT FROM n.price_rule), ('rebate_percent', to_jsonb(o.rebate_percent), o.rebate_percent IS DISTINCT FROM n.rebate_percent), ('pack_id', to_jsonb(o.pack_id), o.pack_id IS DISTINCT FROM n.pack_id), ('is_published', to_jsonb(o.is_published), o.is_published IS DISTINCT FROM n.is_published), ('is_archived', to_jsonb(o.is_archived), o.is_archived IS DISTINCT FROM n.is_archived), ('starts_on', to_jsonb(o.starts_on), o.starts_on IS DISTINCT FROM n.starts_on), ('ends_on', to_jsonb(o.ends_on), o.ends_on IS DISTINCT FROM n.ends_on), ('budget', to_jsonb(o.budget::text), o.budget::text IS DISTINCT FROM n.budget::text), ('fixed_price', to_jsonb(o.fixed_price::text), o.fixed_price::text IS DISTINCT FROM n.fixed_price::text)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.slug, o.title, o.intro, o.language, o.texts, o.theme, o.use, o.season, o.price_rule, o.rebate_percent, o.pack_id, o.is_published, o.is_archived, o.starts_on, o.ends_on, o.budget::text, o.fixed_price::text) IS DISTINCT FROM (n.slug, n.title, n.intro, n.language, n.texts, n.theme, n.use, n.season, n.price_rule, n.rebate_percent, n.pack_id, n.is_published, n.is_archived, n.starts_on, n.ends_on, n.budget::text, n.fixed_price::text);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'playlist', o.id, NULL, 'removed', now(), who, jsonb_build_object('slug', o.slug, 'title', o.title, 'intro', o.intro, 'language', o.language, 'texts', o.texts, 'theme', o.theme, 'use', o.use, 'season', o.season, 'price_rule', o.price_rule, 'rebate_percent', o.rebate_percent, 'pack_id', o.pack_id, 'is_published', o.is_published, 'is_archived', o.is_archived, 'starts_on', o.starts_on, 'ends_on', o.ends_on, 'budget', o.budget::text, 'fixed_price', o.fixed_price::text, 'uid', o.uid), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_playlist_item() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT n.shop_id, 'playlist_item', n.playlist_id, n.id, 'added', now(), who, '{}'::jsonb, '{}'::varchar[]
        FROM new_rows n JOIN catalog_playlist b ON b.shop_id = n.shop_id AND b.id = n.playlist_id AND b.created_at < now();
    END IF;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'playlist_item', o.playlist_id, o.id, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('step', to_jsonb(o.step), o.step IS DISTINCT FROM n.step), ('position', to_jsonb(o.position), o.position IS DISTINCT FROM n.position), ('product_id', to_jsonb(o.product_id), o.product_id IS DISTINCT FROM n.product_id), ('note', to_jsonb(o.note), o.note IS DISTINCT FROM n.note), ('notes', to_jsonb(o.notes), o.notes IS DISTINCT FROM n.notes), ('hide_when_out', to_jsonb(o.hide_when_out), o.hide_when_out IS DISTINCT FROM n.hide_when_out)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.step, o.position, o.product_id, o.note, o.notes, o.hide_when_out) IS DISTINCT FROM (n.step, n.position, n.product_id, n.note, n.notes, n.hide_when_out);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'playlist_item', o.playlist_id, o.id, 'removed', now(), who, jsonb_build_object('step', o.step, 'position', o.position, 'product_id', o.product_id, 'note', o.note, 'notes', o.notes, 'hide_when_out', o.hide_when_out), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_product() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'product', o.id, NULL, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('sku', to_jsonb(o.sku), o.sku IS DISTINCT FROM n.sku), ('title', to_jsonb(o.title), o.title IS DISTINCT FROM n.title), ('variant', to_jsonb(o.variant), o.variant IS DISTINCT FROM n.variant), ('description', to_jsonb(o.description), o.description IS DISTINCT FROM n.description), ('parent_id', to_jsonb(o.parent_id), o.parent_id IS DISTINCT FROM n.parent_id), ('category_id', to_jsonb(o.category_id), o.category_id IS DISTINCT FROM n.category_id), ('image_url', to_jsonb(o.image_url), o.image_url IS DISTINCT FROM n.image_url), ('page_url', to_jsonb(o.page_url), o.page_url IS DISTINCT FROM n.page_url), ('is_service', to_jsonb(o.is_service), o.is_service IS DISTINCT FROM n.is_service), ('is_active', to_jsonb(o.is_active), o.is_active IS DISTINCT FROM n.is_active), ('price', to_jsonb(o.price::text), o.price::text IS DISTINCT FROM n.price::text), ('stock_state', to_jsonb(CASE WHEN o.stock IS NULL THEN 'uncounted' WHEN o.stock > 0 THEN 'in' ELSE 'out' END), CASE WHEN o.stock IS NULL THEN 'uncounted' WHEN o.stock > 0 THEN 'in' ELSE 'out' END IS DISTINCT FROM CASE WHEN n.stock IS NULL THEN 'uncounted' WHEN n.stock > 0 THEN 'in' ELSE 'out' END)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.sku, o.title, o.variant, o.description, o.parent_id, o.category_id, o.image_url, o.page_url, o.is_service, o.is_active, o.price::text, CASE WHEN o.stock IS NULL THEN 'uncounted' WHEN o.stock > 0 THEN 'in' ELSE 'out' END) IS DISTINCT FROM (n.sku, n.title, n.variant, n.description, n.parent_id, n.category_id, n.image_url, n.page_url, n.is_service, n.is_active, n.price::text, CASE WHEN n.stock IS NULL THEN 'uncounted' WHEN n.stock > 0 THEN 'in' ELSE 'out' END);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'product', o.id, NULL, 'removed', now(), who, jsonb_build_object('sku', o.sku, 'title', o.title, 'variant', o.variant, 'description', o.description, 'parent_id', o.parent_id, 'category_id', o.category_id, 'image_url', o.image_url, 'page_url', o.page_url, 'is_service', o.is_service, 'is_active', o.is_active, 'price', o.price::text, 'stock_state', CASE WHEN o.stock IS NULL THEN 'uncounted' WHEN o.stock > 0 THEN 'in' ELSE 'out' END, 'uid', o.uid), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_refund() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'refund', o.id, NULL, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('source', to_jsonb(o.source), o.source IS DISTINCT FROM n.source), ('external_id', to_jsonb(o.external_id), o.external_id IS DISTINCT FROM n.external_id), ('order_id', to_jsonb(o.order_id), o.order_id IS DISTINCT FROM n.order_id), ('currency', to_jsonb(o.currency), o.currency IS DISTINCT FROM n.currency), ('refunded_at', to_jsonb(o.refunded_at), o.refunded_at IS DISTINCT FROM n.refunded_at), ('refunded_on', to_jsonb(o.refunded_on), o.refunded_on IS DISTINCT FROM n.refunded_on), ('date_known', to_jsonb(o.date_known), o.date_known IS DISTINCT FROM n.date_known), ('is_credit_note', to_jsonb(o.is_credit_note), o.is_credit_note IS DISTINCT FROM n.is_credit_note), ('amount', to_jsonb(o.amount::text), o.amount::text IS DISTINCT FROM n.amount::text), ('products_amount', to_jsonb(o.products_amount::text), o.products_amount::text IS DISTINCT FROM n.products_amount::text)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.source, o.external_id, o.order_id, o.currency, o.refunded_at, o.refunded_on, o.date_known, o.is_credit_note, o.amount::text, o.products_amount::text) IS DISTINCT FROM (n.source, n.external_id, n.order_id, n.currency, n.refunded_at, n.refunded_on, n.date_known, n.is_credit_note, n.amount::text, n.products_amount::text);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'refund', o.id, NULL, 'removed', now(), who, jsonb_build_object('source', o.source, 'external_id', o.external_id, 'order_id', o.order_id, 'currency', o.currency, 'refunded_at', o.refunded_at, 'refunded_on', o.refunded_on, 'date_known', o.date_known, 'is_credit_note', o.is_credit_note, 'amount', o.amount::text, 'products_amount', o.products_amount::text, 'uid', o.uid), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_keep_script() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who text := left(coalesce(current_setting('app.actor', true), ''), 60);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'script', o.id, NULL, 'changed', now(), who, (SELECT coalesce(jsonb_object_agg(c.name, c.value), '{}') FROM (VALUES ('title', to_jsonb(o.title), o.title IS DISTINCT FROM n.title), ('channel', to_jsonb(o.channel), o.channel IS DISTINCT FROM n.channel), ('language', to_jsonb(o.language), o.language IS DISTINCT FROM n.language), ('text', to_jsonb(o.text), o.text IS DISTINCT FROM n.text), ('is_archived', to_jsonb(o.is_archived), o.is_archived IS DISTINCT FROM n.is_archived)) c(name, value, differs) WHERE c.differs), '{}'::varchar[]
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE (o.title, o.channel, o.language, o.text, o.is_archived) IS DISTINCT FROM (n.title, n.channel, n.language, n.text, n.is_archived);
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_recordchange (shop_id, what, record, part, act, at, by, before, hidden) SELECT o.shop_id, 'script', o.id, NULL, 'removed', now(), who, jsonb_build_object('title', o.title, 'channel', o.channel, 'language', o.language, 'text', o.text, 'is_archived', o.is_archived, 'uid', o.uid), ARRAY[]::varchar[]
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_mark_code_orders() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO catalog_codemark (shop_id, order_ref)
        SELECT n.shop_id, n.id FROM new_rows n WHERE n.code <> '';
    ELSE
        INSERT INTO catalog_codemark (shop_id, order_ref)
        SELECT n.shop_id, n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE (n.code <> '' OR o.code <> '')
          AND (n.code, n.order_state, n.parcel_state, n.customer_id, n.channel, n.campaign, n.placed_at,
               n.products_amount, n.discount_amount)
              IS DISTINCT FROM
              (o.code, o.order_state, o.parcel_state, o.customer_id, o.channel, o.campaign, o.placed_at,
               o.products_amount, o.discount_amount);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_mark_order_days() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, d.day, coalesce(r.customer_id, 0)
        FROM new_rows r, LATERAL (VALUES (r.placed_on), (r.confirmed_on), (r.shipped_on), (r.delivered_on), (r.received_on)) d(day)
        WHERE d.day IS NOT NULL;
    END IF;
    IF TG_OP IN ('DELETE', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, d.day, coalesce(r.customer_id, 0)
        FROM old_rows r, LATERAL (VALUES (r.placed_on), (r.confirmed_on), (r.shipped_on), (r.delivered_on), (r.received_on)) d(day)
        WHERE d.day IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_mark_refund_days() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, r.refunded_on, 0 FROM new_rows r;
    END IF;
    IF TG_OP IN ('DELETE', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, r.refunded_on, 0 FROM old_rows r;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.catalog_refresh_statistics() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    ANALYZE catalog_product, catalog_customer, catalog_customeridentity, catalog_order, catalog_orderline,
        catalog_refund, catalog_refundline, catalog_changemark;
END $$;

CREATE FUNCTION public.catalog_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION public.catalog_shops_of_person(person bigint) RETURNS TABLE(shop jsonb, held_role text)
    LANGUAGE plpgsql
    AS $$
DECLARE
    before text := coalesce(current_setting('app.user', true), '');
BEGIN
    PERFORM set_config('app.user', person::text, true);
    RETURN QUERY
        SELECT to_jsonb(s) - 'wrapped_key', m.role::text
        FROM catalog_membership m JOIN catalog_shop s ON s.id = m.shop_id
        WHERE m.user_id = person AND m.is_active ORDER BY s.name;
    PERFORM set_config('app.user', before, true);
END $$;

CREATE FUNCTION public.signals_consenting(shop bigint, visitors text[], wanted text) RETURNS SETOF character varying
    LANGUAGE plpgsql
    AS $$
DECLARE
    before text := coalesce(current_setting('app.shop', true), '');
BEGIN
    PERFORM set_config('app.shop', shop::text, true);
    RETURN QUERY SELECT c.visitor FROM signals_consent c
        WHERE c.shop_id = shop AND c.visitor = ANY(visitors) AND c.purpose = wanted AND c.withdrawn_at IS NULL;
    PERFORM set_config('app.shop', before, true);
END $$;

CREATE FUNCTION public.signals_drop_events_before(month date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    part record;
    gone integer := 0;
BEGIN
    IF month > (now() - interval '12 months')::date THEN
        RAISE EXCEPTION 'events since % are still kept', month;
    END IF;
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'signals_event'::regclass
            AND c.relname < 'signals_event_' || to_char(month, 'YYYY_MM')
    LOOP
        EXECUTE format('DROP TABLE %I', part.relname);
        gone := gone + 1;
    END LOOP;
    RETURN gone;
END $$;

CREATE FUNCTION public.signals_keep_served_list() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.at < now() - interval '12 months' THEN RETURN OLD; END IF;
    ELSIF OLD.seal_id IS NULL AND (NEW.id, NEW.shop_id, NEW.uid, NEW.at, NEW.slot, NEW.content)
        IS NOT DISTINCT FROM (OLD.id, OLD.shop_id, OLD.uid, OLD.at, OLD.slot, OLD.content) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION public.signals_make_partition(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    first date := date_trunc('month', month)::date;
    name text := 'signals_event_' || to_char(first, 'YYYY_MM');
BEGIN
    IF first < date '2000-01-01' OR first > (now() + interval '2 months')::date THEN
        RAISE EXCEPTION 'no partition for %', month;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('signals_make_partition'));
    IF to_regclass(name) IS NOT NULL THEN RETURN; END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF signals_event FOR VALUES FROM (%L) TO (%L)',
        name, first::timestamp AT TIME ZONE 'UTC', (first + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', name);
END $$;

CREATE FUNCTION public.signals_mark_answers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO signals_answerchange (shop_id) SELECT DISTINCT shop_id FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO signals_answerchange (shop_id) SELECT DISTINCT shop_id FROM old_rows;
    ELSE
        INSERT INTO signals_answerchange (shop_id)
        SELECT DISTINCT shop_id FROM (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows) changed;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.signals_mark_products() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO signals_answerchange (shop_id)
        SELECT DISTINCT shop_id FROM new_rows WHERE parent_id IS NOT NULL;
    ELSE
        INSERT INTO signals_answerchange (shop_id)
        SELECT DISTINCT n.shop_id FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE (n.sku, n.title, n.price, n.parent_id, n.category_id, n.image_url, n.page_url, n.is_active, n.is_service)
            IS DISTINCT FROM
            (o.sku, o.title, o.price, o.parent_id, o.category_id, o.image_url, o.page_url, o.is_active, o.is_service)
            OR (n.stock IS DISTINCT FROM o.stock AND (
                (n.stock > 0) IS DISTINCT FROM (o.stock > 0) OR n.parent_id IS NOT NULL OR EXISTS (
                    SELECT 1 FROM catalog_packpart k WHERE k.shop_id = n.shop_id AND k.part_id = n.id)));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.signals_mark_shop() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO signals_answerchange (shop_id)
    SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
    WHERE (n.slug, n.name, n.currency, n.timezone, n.language, n.is_simulated, n.public_profile) IS DISTINCT FROM
        (o.slug, o.name, o.currency, o.timezone, o.language, o.is_simulated, o.public_profile);
    RETURN NULL;
END $$;

CREATE FUNCTION public.signals_mark_tests() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO signals_answerchange (shop_id)
    SELECT DISTINCT n.shop_id FROM new_rows n JOIN old_rows o ON o.id = n.id
    WHERE (n.stage, n.is_current, n.product_id, n.kind) IS DISTINCT FROM (o.stage, o.is_current, o.product_id, o.kind);
    RETURN NULL;
END $$;

CREATE FUNCTION public.signals_note_asks(shops bigint[], addresses text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    before text := current_setting('app.shop', true);
    one bigint;
BEGIN
    FOR one IN SELECT DISTINCT unnest(shops) LOOP
        PERFORM set_config('app.shop', one::text, true);
        UPDATE signals_preparedanswer a SET asked_on = current_date
        FROM (
            SELECT p.id FROM signals_preparedanswer p
            JOIN unnest(shops, addresses) AS asked(shop, address) ON asked.shop = one AND p.address = asked.address
            WHERE p.shop_id = one AND p.asked_on IS DISTINCT FROM current_date FOR UPDATE OF p SKIP LOCKED
        ) free
        WHERE a.shop_id = one AND a.id = free.id;
    END LOOP;
    PERFORM set_config('app.shop', coalesce(before, ''), true);
END $$;

CREATE FUNCTION public.signals_ready_answer(asked_key text, asked_edition text, known bigint, asked_address text, OUT version bigint, OUT is_frame boolean, OUT body bytea, OUT crc bigint, OUT length integer, OUT until double precision, OUT is_first boolean) RETURNS record
    LANGUAGE plpgsql
    AS $$
DECLARE
    shop bigint;
    before text[] := ARRAY[current_setting('app.lookup', true), current_setting('app.shop', true)];
BEGIN
    PERFORM set_config('app.lookup', asked_key, true);
    SELECT k.shop_id INTO shop FROM catalog_publickey k WHERE k.key = asked_key AND k.is_active;
    PERFORM set_config('app.lookup', coalesce(before[1], ''), true);
    IF shop IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('app.shop', shop::text, true);
    SELECT coalesce(sum(c.amount), 0) INTO version FROM signals_answerchange c WHERE c.shop_id = shop;
    is_frame := version IS DISTINCT FROM known;
    SELECT a.body, a.crc, a.length, extract(epoch FROM a.until), coalesce(a.asked_on < current_date, true)
    INTO body, crc, length, until, is_first
    FROM signals_preparedanswer a
    WHERE a.shop_id = shop AND a.address = CASE WHEN is_frame THEN 'frame' ELSE asked_address END
        AND a.version = signals_ready_answer.version AND a.edition = asked_edition AND a.until > now();
    PERFORM set_config('app.shop', coalesce(before[2], ''), true);
END $$;

CREATE FUNCTION public.signals_receive(shop bigint, events jsonb, dropped jsonb) RETURNS integer
    LANGUAGE plpgsql
    AS $$
DECLARE
    before text := coalesce(current_setting('app.shop', true), '');
    given integer := jsonb_array_length(events);
    taken integer := 0;
BEGIN
    PERFORM set_config('app.shop', shop::text, true);
    IF given > 0 THEN
        INSERT INTO signals_inboxevent (shop_id, event_id, received_at, body, is_folded)
        SELECT shop, (e->>'id')::uuid, now(), e - 'id', false FROM jsonb_array_elements(events) e ORDER BY 2
        ON CONFLICT (shop_id, event_id) DO NOTHING;
        GET DIAGNOSTICS taken = ROW_COUNT;
    END IF;
    IF taken < given OR dropped <> '{}' THEN
        INSERT INTO signals_intakecount AS c (shop_id, hour, outcome, count)
        SELECT shop, date_trunc('hour', now(), 'UTC'), r.outcome, r.n
        FROM (
            SELECT 'duplicate', given - taken
            UNION ALL SELECT d.key, d.value::bigint FROM jsonb_each_text(dropped) d
        ) r(outcome, n)
        WHERE r.n > 0 ORDER BY r.outcome
        ON CONFLICT (shop_id, hour, outcome) DO UPDATE SET count = c.count + EXCLUDED.count;
    END IF;
    PERFORM set_config('app.shop', before, true);
    RETURN taken;
END $$;

CREATE FUNCTION public.signals_serve_list(asked_key text, known bigint, asking text, list_name uuid, list_at timestamp with time zone, list_slot text, list_content text, OUT shop bigint, OUT version bigint, OUT is_held boolean, OUT dismissed bigint[]) RETURNS record
    LANGUAGE plpgsql
    AS $$
DECLARE
    before text[] := ARRAY[current_setting('app.lookup', true), current_setting('app.shop', true)];
BEGIN
    PERFORM set_config('app.lookup', asked_key, true);
    SELECT k.shop_id INTO shop FROM catalog_publickey k WHERE k.key = asked_key AND k.is_active;
    PERFORM set_config('app.lookup', coalesce(before[1], ''), true);
    IF shop IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('app.shop', shop::text, true);
    SELECT coalesce(sum(c.amount), 0) INTO version FROM signals_answerchange c WHERE c.shop_id = shop;
    IF asking <> '' THEN
        is_held := EXISTS (SELECT 1 FROM transparency_hold h
            WHERE h.shop_id = shop AND h.subject = 'visitor:' || asking AND h.released_at IS NULL);
        dismissed := ARRAY(SELECT d.product_id FROM signals_dismissal d WHERE d.shop_id = shop AND d.visitor = asking);
    END IF;
    IF list_name IS NOT NULL AND version = known THEN
        INSERT INTO signals_servedlist (shop_id, uid, at, slot, content)
        VALUES (shop, list_name, list_at, list_slot, list_content::jsonb)
        ON CONFLICT (shop_id, uid) DO NOTHING;
    END IF;
    PERFORM set_config('app.shop', coalesce(before[2], ''), true);
END $$;

CREATE FUNCTION public.signals_sum_products() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        
INSERT INTO signals_dailyproduct AS d (shop_id, day, product_ref, shown, viewed)
SELECT * FROM (
SELECT shop_id, day, product_ref, coalesce(sum(count) FILTER (WHERE type <> 'view'), 0) AS shown,
    coalesce(sum(count) FILTER (WHERE type = 'view'), 0) AS viewed
FROM new_rows WHERE product_ref > 0 AND type IN ('impression', 'reco_impression', 'view') GROUP BY shop_id, day, product_ref
) more WHERE more.shown <> 0 OR more.viewed <> 0
ON CONFLICT (shop_id, day, product_ref) DO UPDATE
SET shown = d.shown + EXCLUDED.shown, viewed = d.viewed + EXCLUDED.viewed
;
    ELSIF TG_OP = 'UPDATE' THEN
        
INSERT INTO signals_dailyproduct AS d (shop_id, day, product_ref, shown, viewed)
SELECT * FROM (
SELECT shop_id, day, product_ref, coalesce(sum(count) FILTER (WHERE type <> 'view'), 0) AS shown,
    coalesce(sum(count) FILTER (WHERE type = 'view'), 0) AS viewed
FROM (
    SELECT shop_id, day, type, product_ref, count FROM new_rows
    UNION ALL SELECT shop_id, day, type, product_ref, -count FROM old_rows
) changed WHERE product_ref > 0 AND type IN ('impression', 'reco_impression', 'view') GROUP BY shop_id, day, product_ref
) more WHERE more.shown <> 0 OR more.viewed <> 0
ON CONFLICT (shop_id, day, product_ref) DO UPDATE
SET shown = d.shown + EXCLUDED.shown, viewed = d.viewed + EXCLUDED.viewed
;
    ELSE
        WITH less AS (
SELECT shop_id, day, product_ref, coalesce(sum(count) FILTER (WHERE type <> 'view'), 0) AS shown,
    coalesce(sum(count) FILTER (WHERE type = 'view'), 0) AS viewed
FROM old_rows WHERE product_ref > 0 AND type IN ('impression', 'reco_impression', 'view') GROUP BY shop_id, day, product_ref
)
        UPDATE signals_dailyproduct d SET shown = d.shown - less.shown, viewed = d.viewed - less.viewed FROM less
        WHERE d.shop_id = less.shop_id AND d.day = less.day AND d.product_ref = less.product_ref;
        DELETE FROM signals_dailyproduct d
        USING (SELECT DISTINCT shop_id, day, product_ref FROM old_rows WHERE product_ref > 0 AND type IN ('impression', 'reco_impression', 'view')) gone
        WHERE d.shop_id = gone.shop_id AND d.day = gone.day AND d.product_ref = gone.product_ref
            AND d.shown = 0 AND d.viewed = 0;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.transparency_guard_decision() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    purpose text := current_setting('app.ledger', true);
    movable text[] := ARRAY['subject', 'inputs', 'candidates', 'output', 'chance', 'salts', 'mentions', 'erased_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF purpose = 'fold' AND OLD.at < now() - interval '13 months' THEN RETURN OLD; END IF;
    ELSIF purpose = 'erase' AND NEW.erased_at IS NOT NULL
        AND to_jsonb(NEW) - movable = to_jsonb(OLD) - movable
        AND (NEW.subject = OLD.subject OR NEW.subject = '')
        AND (NEW.inputs = OLD.inputs OR NEW.inputs = '{}')
        AND (NEW.candidates = OLD.candidates OR NEW.candidates = '[]')
        AND (NEW.output = OLD.output OR NEW.output = '{}')
        AND (NEW.chance = OLD.chance OR NEW.chance = '{}')
        AND OLD.salts @> NEW.salts AND OLD.mentions @> NEW.mentions THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION public.transparency_keep_customer_erased() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.personal := NULL;
    NEW.phone_index := '';
    NEW.email_index := '';
    NEW.name_index := '{}';
    NEW.erased_at := OLD.erased_at;
    RETURN NEW;
END $$;

CREATE FUNCTION public.transparency_keep_order_erased() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF EXISTS (SELECT FROM catalog_customer c
               WHERE c.shop_id = OLD.shop_id AND c.id = OLD.customer_id AND c.erased_at IS NOT NULL) THEN
        NEW.personal := NULL;
        NEW.customer_id := OLD.customer_id;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.transparency_keep_page(wanted bigint, actor text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    last transparency_pageversion%ROWTYPE;
    present jsonb;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('public page'), (wanted % 2147483647)::int);
    SELECT * INTO last FROM transparency_pageversion WHERE shop_id = wanted ORDER BY number DESC LIMIT 1;
    present := transparency_page_facts(wanted);
    IF present IS NOT NULL AND present IS DISTINCT FROM last.facts THEN
        INSERT INTO transparency_pageversion (shop_id, number, at, facts, kept, words, changed_by)
        VALUES (wanted, coalesce(last.number, 0) + 1, clock_timestamp(), present,
                coalesce(last.kept, '{}'::jsonb), coalesce(last.words, ''), left(coalesce(actor, ''), 120));
    END IF;
END $$;

CREATE FUNCTION public.transparency_page_facts(wanted bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_build_object(
        'name', s.name, 'language', s.language, 'timezone', s.timezone, 'profile', s.public_profile,
        'off', coalesce(
            (SELECT jsonb_object_agg(a.automation, a.changed_at) FROM transparency_automationswitch a
             WHERE a.shop_id = s.id AND NOT a.is_on), '{}'::jsonb))
    FROM catalog_shop s WHERE s.id = wanted
$$;

CREATE FUNCTION public.transparency_shop_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM transparency_keep_page(NEW.id, current_setting('app.actor', true));
    RETURN NULL;
END $$;

CREATE FUNCTION public.transparency_switch_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM transparency_keep_page(NEW.shop_id, NEW.changed_by);
    RETURN NULL;
END $$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.attribution_alertbar (
    id bigint NOT NULL,
    figure character varying(40) NOT NULL,
    direction character varying(4) NOT NULL,
    factor double precision NOT NULL,
    answers smallint NOT NULL,
    changed_by character varying(60) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT alert_bar_factor CHECK (((factor > (0.0)::double precision) AND (factor <= (1.0)::double precision))),
    CONSTRAINT attribution_alertbar_answers_check CHECK ((answers >= 0))
);

ALTER TABLE ONLY public.attribution_alertbar FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_alertbar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_alertbar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_alertnight (
    id bigint NOT NULL,
    day date NOT NULL,
    version character varying(40) NOT NULL,
    watched smallint NOT NULL,
    found smallint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    decision_uid uuid,
    computed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_alertnight_found_check CHECK ((found >= 0)),
    CONSTRAINT attribution_alertnight_watched_check CHECK ((watched >= 0))
);

ALTER TABLE ONLY public.attribution_alertnight FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_alertnight ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_alertnight_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_budgetadvice (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    week date NOT NULL,
    as_of date NOT NULL,
    version character varying(40) NOT NULL,
    currency character varying(3) NOT NULL,
    total numeric(14,2) NOT NULL,
    set_aside numeric(14,2) NOT NULL,
    is_wait boolean NOT NULL,
    reason_code character varying(60) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    facts jsonb NOT NULL,
    decision_uid uuid NOT NULL,
    computed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.attribution_budgetadvice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_budgetadvice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_budgetadvice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_budgetline (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    advice_id bigint NOT NULL,
    rank smallint NOT NULL,
    channel character varying(40) NOT NULL,
    action character varying(10) NOT NULL,
    reason_code character varying(60) NOT NULL,
    reason_values jsonb NOT NULL,
    current numeric(14,2) NOT NULL,
    advised numeric(14,2) NOT NULL,
    target numeric(14,2) NOT NULL,
    target_low numeric(14,2) NOT NULL,
    target_high numeric(14,2) NOT NULL,
    target_flat numeric(14,2) NOT NULL,
    target_steep numeric(14,2) NOT NULL,
    rate double precision NOT NULL,
    rate_low double precision NOT NULL,
    rate_high double precision NOT NULL,
    shape double precision NOT NULL,
    orders double precision NOT NULL,
    weeks smallint NOT NULL,
    p_profit double precision,
    weekly jsonb NOT NULL,
    CONSTRAINT attribution_budgetline_rank_check CHECK ((rank >= 0)),
    CONSTRAINT attribution_budgetline_weeks_check CHECK ((weeks >= 0))
);

ALTER TABLE ONLY public.attribution_budgetline FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_budgetline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_budgetline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_campaignplan (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    name character varying(120) NOT NULL,
    campaign character varying(120) NOT NULL,
    channel character varying(40) NOT NULL,
    type character varying(12) NOT NULL,
    audience character varying(10) NOT NULL,
    audience_size integer,
    discount double precision NOT NULL,
    product_score double precision,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    cost numeric(14,2) NOT NULL,
    goal numeric(14,2) NOT NULL,
    chance jsonb NOT NULL,
    segment_campaign uuid,
    result jsonb NOT NULL,
    is_success boolean,
    measured_at timestamp with time zone,
    decision_uid uuid,
    created_by character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT attribution_campaignplan_audience_size_check CHECK ((audience_size >= 0)),
    CONSTRAINT campaign_plan_days CHECK ((ends_on >= starts_on))
);

ALTER TABLE ONLY public.attribution_campaignplan FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_campaignplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_campaignplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_channelrole (
    id bigint NOT NULL,
    channel character varying(40) NOT NULL,
    role character varying(12) NOT NULL,
    first integer NOT NULL,
    middle integer NOT NULL,
    last integer NOT NULL,
    multi integer NOT NULL,
    new integer NOT NULL,
    orders integer NOT NULL,
    opens double precision NOT NULL,
    brings_new double precision NOT NULL,
    keeps double precision NOT NULL,
    as_of date NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_channelrole_first_check CHECK ((first >= 0)),
    CONSTRAINT attribution_channelrole_last_check CHECK ((last >= 0)),
    CONSTRAINT attribution_channelrole_middle_check CHECK ((middle >= 0)),
    CONSTRAINT attribution_channelrole_multi_check CHECK ((multi >= 0)),
    CONSTRAINT attribution_channelrole_new_check CHECK ((new >= 0)),
    CONSTRAINT attribution_channelrole_orders_check CHECK ((orders >= 0))
);

ALTER TABLE ONLY public.attribution_channelrole FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_channelrole ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_channelrole_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_creditentry (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    day date NOT NULL,
    entered_on date NOT NULL,
    "window" smallint NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    first numeric(14,2) NOT NULL,
    last numeric(14,2) NOT NULL,
    last_non_direct numeric(14,2) NOT NULL,
    linear numeric(14,2) NOT NULL,
    "position" numeric(14,2) NOT NULL,
    time_decay numeric(14,2) NOT NULL,
    shapley numeric(14,2) NOT NULL,
    order_id bigint,
    refund_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_creditentry_window_check CHECK (("window" >= 0))
);

ALTER TABLE ONLY public.attribution_creditentry FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_creditentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_creditmark (
    id bigint NOT NULL,
    day date NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.attribution_creditmark FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_creditmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_creditrun (
    id bigint NOT NULL,
    as_of date NOT NULL,
    "window" smallint NOT NULL,
    rule character varying(20) NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    facts jsonb NOT NULL,
    decision_uid uuid,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_creditrun_window_check CHECK (("window" >= 0))
);

ALTER TABLE ONLY public.attribution_creditrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_creditrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_creditsettings (
    id bigint NOT NULL,
    "window" smallint NOT NULL,
    rule character varying(20) NOT NULL,
    changed_by character varying(120) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_creditsettings_window_check CHECK (("window" >= 0))
);

ALTER TABLE ONLY public.attribution_creditsettings FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditsettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_creditsettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_creditshare (
    id bigint NOT NULL,
    days smallint NOT NULL,
    "window" smallint NOT NULL,
    rule character varying(20) NOT NULL,
    channel character varying(40) NOT NULL,
    orders double precision NOT NULL,
    amount numeric(16,2) NOT NULL,
    share double precision NOT NULL,
    low double precision,
    high double precision,
    amount_low numeric(16,2),
    amount_high numeric(16,2),
    removal_effect double precision,
    n integer NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_creditshare_days_check CHECK ((days >= 0)),
    CONSTRAINT attribution_creditshare_n_check CHECK ((n >= 0)),
    CONSTRAINT attribution_creditshare_window_check CHECK (("window" >= 0))
);

ALTER TABLE ONLY public.attribution_creditshare FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditshare ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_creditshare_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_customerrepurchase (
    id bigint NOT NULL,
    channel character varying(40) NOT NULL,
    first_on date NOT NULL,
    next_on date,
    last_on date NOT NULL,
    delivered_orders integer NOT NULL,
    customer_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_customerrepurchase_delivered_orders_check CHECK ((delivered_orders >= 0))
);

ALTER TABLE ONLY public.attribution_customerrepurchase FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_customerrepurchase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_customerrepurchase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_dailyacquisition (
    id bigint NOT NULL,
    day date NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    playlist character varying(120) NOT NULL,
    wilaya character varying(60) NOT NULL,
    spend numeric(16,2) NOT NULL,
    conversations integer NOT NULL,
    qualified integer NOT NULL,
    sold integer NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_dailyacquisition_conversations_check CHECK ((conversations >= 0)),
    CONSTRAINT attribution_dailyacquisition_qualified_check CHECK ((qualified >= 0)),
    CONSTRAINT attribution_dailyacquisition_sold_check CHECK ((sold >= 0))
);

ALTER TABLE ONLY public.attribution_dailyacquisition FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_dailyacquisition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_dailyacquisition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_dailykpi (
    id bigint NOT NULL,
    day date NOT NULL,
    channel character varying(40) NOT NULL,
    placed integer NOT NULL,
    confirmed integer NOT NULL,
    shipped integer NOT NULL,
    delivered integer NOT NULL,
    cancelled integer NOT NULL,
    refused integer NOT NULL,
    returned integer NOT NULL,
    adjustments integer NOT NULL,
    credit_notes integer NOT NULL,
    revenue_ordered numeric(16,2) NOT NULL,
    revenue_confirmed numeric(16,2) NOT NULL,
    revenue_delivered numeric(16,2) NOT NULL,
    product_revenue_delivered numeric(16,2) NOT NULL,
    basket_squares numeric(24,4) NOT NULL,
    refunds numeric(16,2) NOT NULL,
    product_refunds numeric(16,2) NOT NULL,
    shop_id bigint NOT NULL,
    other_currency integer NOT NULL,
    received numeric(16,2) NOT NULL,
    received_orders integer NOT NULL,
    CONSTRAINT attribution_dailykpi_adjustments_check CHECK ((adjustments >= 0)),
    CONSTRAINT attribution_dailykpi_cancelled_check CHECK ((cancelled >= 0)),
    CONSTRAINT attribution_dailykpi_confirmed_check CHECK ((confirmed >= 0)),
    CONSTRAINT attribution_dailykpi_credit_notes_check CHECK ((credit_notes >= 0)),
    CONSTRAINT attribution_dailykpi_delivered_check CHECK ((delivered >= 0)),
    CONSTRAINT attribution_dailykpi_other_currency_check CHECK ((other_currency >= 0)),
    CONSTRAINT attribution_dailykpi_placed_check CHECK ((placed >= 0)),
    CONSTRAINT attribution_dailykpi_received_orders_check CHECK ((received_orders >= 0)),
    CONSTRAINT attribution_dailykpi_refused_check CHECK ((refused >= 0)),
    CONSTRAINT attribution_dailykpi_returned_check CHECK ((returned >= 0)),
    CONSTRAINT attribution_dailykpi_shipped_check CHECK ((shipped >= 0))
);

ALTER TABLE ONLY public.attribution_dailykpi FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_dailykpi ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_dailykpi_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_dailykpiby (
    id bigint NOT NULL,
    day date NOT NULL,
    placed integer NOT NULL,
    confirmed integer NOT NULL,
    shipped integer NOT NULL,
    delivered integer NOT NULL,
    cancelled integer NOT NULL,
    refused integer NOT NULL,
    returned integer NOT NULL,
    adjustments integer NOT NULL,
    credit_notes integer NOT NULL,
    other_currency integer NOT NULL,
    revenue_ordered numeric(16,2) NOT NULL,
    revenue_confirmed numeric(16,2) NOT NULL,
    revenue_delivered numeric(16,2) NOT NULL,
    product_revenue_delivered numeric(16,2) NOT NULL,
    basket_squares numeric(24,4) NOT NULL,
    refunds numeric(16,2) NOT NULL,
    product_refunds numeric(16,2) NOT NULL,
    received_orders integer NOT NULL,
    received numeric(16,2) NOT NULL,
    dimension character varying(12) NOT NULL,
    key character varying(120) NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_dailykpiby_adjustments_check CHECK ((adjustments >= 0)),
    CONSTRAINT attribution_dailykpiby_cancelled_check CHECK ((cancelled >= 0)),
    CONSTRAINT attribution_dailykpiby_confirmed_check CHECK ((confirmed >= 0)),
    CONSTRAINT attribution_dailykpiby_credit_notes_check CHECK ((credit_notes >= 0)),
    CONSTRAINT attribution_dailykpiby_delivered_check CHECK ((delivered >= 0)),
    CONSTRAINT attribution_dailykpiby_other_currency_check CHECK ((other_currency >= 0)),
    CONSTRAINT attribution_dailykpiby_placed_check CHECK ((placed >= 0)),
    CONSTRAINT attribution_dailykpiby_received_orders_check CHECK ((received_orders >= 0)),
    CONSTRAINT attribution_dailykpiby_refused_check CHECK ((refused >= 0)),
    CONSTRAINT attribution_dailykpiby_returned_check CHECK ((returned >= 0)),
    CONSTRAINT attribution_dailykpiby_shipped_check CHECK ((shipped >= 0))
);

ALTER TABLE ONLY public.attribution_dailykpiby FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_dailykpiby ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_dailykpiby_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_daynote (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    text character varying(200) NOT NULL,
    written_by character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT day_note_days_in_order CHECK ((ends_on >= starts_on))
);

ALTER TABLE ONLY public.attribution_daynote FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_daynote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_daynote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_figurealert (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    day date NOT NULL,
    figure character varying(40) NOT NULL,
    direction character varying(4) NOT NULL,
    observed double precision NOT NULL,
    expected double precision NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL,
    p double precision NOT NULL,
    base jsonb NOT NULL,
    answer character varying(10) NOT NULL,
    answered_by character varying(60) NOT NULL,
    answered_at timestamp with time zone,
    decision_uid uuid,
    created_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.attribution_figurealert FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_figurealert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_figurealert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_forecastline (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    run_id bigint NOT NULL,
    rank integer NOT NULL,
    measure character varying(10) NOT NULL,
    scope character varying(10) NOT NULL,
    ref bigint NOT NULL,
    key character varying(40) NOT NULL,
    label character varying(500) NOT NULL,
    level double precision NOT NULL,
    pace double precision,
    spread double precision,
    known smallint NOT NULL,
    history double precision[] NOT NULL,
    weeks jsonb NOT NULL,
    test jsonb NOT NULL,
    CONSTRAINT attribution_forecastline_known_check CHECK ((known >= 0)),
    CONSTRAINT attribution_forecastline_rank_check CHECK ((rank >= 0))
);

ALTER TABLE ONLY public.attribution_forecastline FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_forecastline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_forecastline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_forecastrun (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    week date NOT NULL,
    as_of date NOT NULL,
    state character varying(10) NOT NULL,
    version character varying(40) NOT NULL,
    weeks_known smallint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    facts jsonb NOT NULL,
    decision_uid uuid,
    computed_at timestamp with time zone NOT NULL,
    CONSTRAINT attribution_forecastrun_weeks_known_check CHECK ((weeks_known >= 0))
);

ALTER TABLE ONLY public.attribution_forecastrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_forecastrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_forecastrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_journey (
    id bigint NOT NULL,
    customer_ref bigint NOT NULL,
    placed_on date NOT NULL,
    delivered_on date,
    amount numeric(14,2) NOT NULL,
    net numeric(14,2) NOT NULL,
    touches jsonb NOT NULL,
    heard character varying(40) NOT NULL,
    code_channel character varying(40) NOT NULL,
    order_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.attribution_journey FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_journey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_journey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_kpishift (
    id bigint NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    day date NOT NULL,
    channel character varying(40) NOT NULL,
    refused integer NOT NULL,
    returned integer NOT NULL,
    delivered integer NOT NULL,
    revenue_delivered numeric(16,2) NOT NULL,
    refunds numeric(16,2) NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.attribution_kpishift FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_kpishift ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_kpishift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_kpitarget (
    id bigint NOT NULL,
    figure character varying(40) NOT NULL,
    value numeric(16,6) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.attribution_kpitarget FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_kpitarget ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_kpitarget_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_letterchoice (
    id bigint NOT NULL,
    weekly boolean NOT NULL,
    alerts boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    membership_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.attribution_letterchoice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_letterchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_letterchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_nightlyrun (
    id bigint NOT NULL,
    slot date,
    mode character varying(12) NOT NULL,
    version character varying(40) NOT NULL,
    as_of date NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    seconds double precision,
    counts jsonb NOT NULL,
    failure character varying(500) NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.attribution_nightlyrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_nightlyrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_nightlyrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_sentletter (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    kind character varying(10) NOT NULL,
    key date NOT NULL,
    language character varying(2) NOT NULL,
    subject character varying(200) NOT NULL,
    attempts smallint NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    failure character varying(200) NOT NULL,
    membership_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT attribution_sentletter_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE ONLY public.attribution_sentletter FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_sentletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_sentletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_valuegroup (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    run_id bigint NOT NULL,
    by character varying(12) NOT NULL,
    key character varying(40) NOT NULL,
    rank smallint NOT NULL,
    customers integer NOT NULL,
    delivered integer NOT NULL,
    soon double precision NOT NULL,
    soon_low double precision NOT NULL,
    soon_high double precision NOT NULL,
    year double precision NOT NULL,
    year_low double precision NOT NULL,
    year_high double precision NOT NULL,
    value numeric(16,2) NOT NULL,
    value_low numeric(16,2) NOT NULL,
    value_high numeric(16,2) NOT NULL,
    CONSTRAINT attribution_valuegroup_customers_check CHECK ((customers >= 0)),
    CONSTRAINT attribution_valuegroup_delivered_check CHECK ((delivered >= 0)),
    CONSTRAINT attribution_valuegroup_rank_check CHECK ((rank >= 0))
);

ALTER TABLE ONLY public.attribution_valuegroup FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_valuegroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_valuegroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_valuerun (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    as_of date NOT NULL,
    version character varying(40) NOT NULL,
    customers integer NOT NULL,
    method character varying(4) NOT NULL,
    parameters jsonb NOT NULL,
    holdout jsonb NOT NULL,
    facts jsonb NOT NULL,
    fingerprint character varying(64) NOT NULL,
    decision_uid uuid,
    computed_at timestamp with time zone NOT NULL,
    CONSTRAINT attribution_valuerun_customers_check CHECK ((customers >= 0))
);

ALTER TABLE ONLY public.attribution_valuerun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_valuerun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_valuerun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attribution_wilayatest (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    channel character varying(40) NOT NULL,
    state character varying(10) NOT NULL,
    pairs jsonb NOT NULL,
    seed numeric(20,0) NOT NULL,
    pre_from date NOT NULL,
    pre_to date NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    weekly_orders double precision NOT NULL,
    result jsonb NOT NULL,
    result_at timestamp with time zone,
    is_final boolean NOT NULL,
    started_by character varying(120) NOT NULL,
    stopped_by character varying(120) NOT NULL,
    decision_uid uuid,
    created_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT wilaya_test_days CHECK ((ends_on >= starts_on))
);

ALTER TABLE ONLY public.attribution_wilayatest FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_wilayatest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attribution_wilayatest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_apikey (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    name character varying(80) NOT NULL,
    prefix character varying(20) NOT NULL,
    key_hash character varying(64) NOT NULL,
    scopes character varying(40)[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    created_by_id bigint,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_apikey FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_apikey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_apikey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_arrivalsign (
    id bigint NOT NULL,
    event_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    utm_source character varying(120) NOT NULL,
    referrer character varying(120) NOT NULL,
    click_id character varying(40) NOT NULL,
    ad_id character varying(60) NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_arrivalsign FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_arrivalsign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_arrivalsign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_campaign (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(120) NOT NULL,
    channel character varying(40) NOT NULL,
    starts_on date,
    ends_on date,
    is_archived boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT campaign_dates_in_order CHECK (((starts_on IS NULL) OR (ends_on IS NULL) OR (ends_on >= starts_on)))
);

ALTER TABLE ONLY public.catalog_campaign FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_campaign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_campaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_campaignname (
    id bigint NOT NULL,
    raw character varying(200) NOT NULL,
    plain character varying(200) NOT NULL,
    campaign_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_campaignname FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_campaignname ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_campaignname_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_category (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    name character varying(200) NOT NULL,
    parent_id bigint,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_category FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_category ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_changemark (
    id bigint NOT NULL,
    day date NOT NULL,
    customer_ref bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_changemark FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_changemark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_changemark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_channel (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    slug character varying(40) NOT NULL,
    parent character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    is_paid boolean NOT NULL,
    is_hidden boolean NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT channel_has_slug CHECK ((NOT ((slug)::text = ''::text))),
    CONSTRAINT channel_not_its_parent CHECK ((NOT ((parent)::text = (slug)::text)))
);

ALTER TABLE ONLY public.catalog_channel FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_channel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_channelmove (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    row_key character varying(80) NOT NULL,
    was_channel character varying(40) NOT NULL,
    was_campaign character varying(120) NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    shop_id bigint NOT NULL,
    run_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_channelmove FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channelmove ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_channelmove_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_channelrule (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    what character varying(20) NOT NULL,
    value character varying(200) NOT NULL,
    plain character varying(200) NOT NULL,
    channel character varying(40) NOT NULL,
    is_active boolean NOT NULL,
    created_by character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    campaign_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT channel_rule_has_value CHECK ((NOT ((plain)::text = ''::text))),
    CONSTRAINT channel_rule_leads_somewhere CHECK (((NOT ((channel)::text = ''::text)) OR (campaign_id IS NOT NULL)))
);

ALTER TABLE ONLY public.catalog_channelrule FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channelrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_channelrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_channelrun (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    state character varying(10) NOT NULL,
    rows_total integer NOT NULL,
    rows_seen integer NOT NULL,
    moved jsonb NOT NULL,
    started_by character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    undone_at timestamp with time zone,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_channelrun_rows_seen_check CHECK ((rows_seen >= 0)),
    CONSTRAINT catalog_channelrun_rows_total_check CHECK ((rows_total >= 0))
);

ALTER TABLE ONLY public.catalog_channelrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channelrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_channelrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_channelsaid (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    row_key character varying(80) NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_channelsaid FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channelsaid ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_channelsaid_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_codemark (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    order_ref bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_codemark FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_codemark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_codemark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_codeuse (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    code_id bigint NOT NULL,
    order_id bigint,
    customer_id bigint,
    state character varying(10) NOT NULL,
    used_at timestamp with time zone NOT NULL,
    used_on date NOT NULL,
    discount numeric(14,2) NOT NULL,
    source character varying(10) NOT NULL,
    reference character varying(200) NOT NULL,
    idempotency_key character varying(255) NOT NULL,
    channel_seen character varying(40) NOT NULL,
    campaign_seen character varying(120) NOT NULL,
    is_leak boolean DEFAULT false NOT NULL,
    reason character varying(20) NOT NULL,
    given_back_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT code_use_given_back CHECK ((((given_back_at IS NOT NULL) AND ((state)::text = 'given_back'::text)) OR ((NOT ((state)::text = 'given_back'::text)) AND (given_back_at IS NULL))))
);

ALTER TABLE ONLY public.catalog_codeuse FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_codeuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_codeuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_contentmetric (
    id bigint NOT NULL,
    name character varying(20) NOT NULL,
    value numeric(18,3) NOT NULL,
    measured_on date NOT NULL,
    source character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    created_import_id bigint,
    shop_id bigint NOT NULL,
    content_id bigint NOT NULL,
    CONSTRAINT content_metric_known CHECK (((name)::text = ANY (ARRAY[('views'::character varying)::text, ('reach'::character varying)::text, ('impressions'::character varying)::text, ('likes'::character varying)::text, ('comments'::character varying)::text, ('shares'::character varying)::text, ('saves'::character varying)::text, ('follows'::character varying)::text, ('clicks'::character varying)::text, ('completions'::character varying)::text, ('rewatches'::character varying)::text, ('watch_seconds'::character varying)::text, ('interactions'::character varying)::text, ('messages'::character varying)::text]))),
    CONSTRAINT content_metric_positive CHECK ((value >= (0)::numeric))
);

ALTER TABLE ONLY public.catalog_contentmetric FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_contentmetric ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_contentmetric_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_contentpiece (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    channel character varying(40) NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(300) NOT NULL,
    caption text NOT NULL,
    permalink character varying(1000) NOT NULL,
    external_id character varying(190) NOT NULL,
    published_at timestamp with time zone,
    ends_on date,
    length_seconds integer,
    language character varying(2) NOT NULL,
    is_ai_assisted boolean NOT NULL,
    is_archived boolean NOT NULL,
    extra jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    created_import_id bigint,
    playlist_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_contentpiece_length_seconds_check CHECK ((length_seconds >= 0))
);

ALTER TABLE ONLY public.catalog_contentpiece FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_contentpiece ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_contentpiece_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_contentproduct (
    id bigint NOT NULL,
    content_id bigint NOT NULL,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_contentproduct FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_contentproduct ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_contentproduct_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_conversation (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    source character varying(20) NOT NULL,
    external_id character varying(200) NOT NULL,
    contact_index character varying(32) NOT NULL,
    phone_index character varying(32) NOT NULL,
    personal bytea,
    place character varying(40) NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    code character varying(60) NOT NULL,
    keyword character varying(60) NOT NULL,
    ad_id character varying(60) NOT NULL,
    referral jsonb DEFAULT '{}'::jsonb NOT NULL,
    origin character varying(10) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    started_on date NOT NULL,
    first_reply_at timestamp with time zone,
    last_message_at timestamp with time zone,
    messages_in integer NOT NULL,
    messages_out integer NOT NULL,
    language character varying(8) NOT NULL,
    topics character varying(12)[] NOT NULL,
    is_qualified boolean NOT NULL,
    qualified_by character varying(8) NOT NULL,
    rule_says boolean,
    rule_version character varying(12) NOT NULL,
    outcome character varying(10) NOT NULL,
    lost_reason character varying(16) NOT NULL,
    text_forgotten_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    created_import_id bigint,
    customer_id bigint,
    order_id bigint,
    product_id bigint,
    shop_id bigint NOT NULL,
    script_id bigint,
    CONSTRAINT catalog_conversation_messages_in_check CHECK ((messages_in >= 0)),
    CONSTRAINT catalog_conversation_messages_out_check CHECK ((messages_out >= 0)),
    CONSTRAINT conversation_reason_of_lost CHECK ((((lost_reason)::text = ''::text) OR ((outcome)::text = 'lost'::text))),
    CONSTRAINT conversation_reply_after_start CHECK (((first_reply_at IS NULL) OR (first_reply_at >= started_at)))
);

ALTER TABLE ONLY public.catalog_conversation FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_conversation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_conversation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_conversationchange (
    id bigint NOT NULL,
    what character varying(20) NOT NULL,
    by character varying(60) NOT NULL,
    before jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    conversation_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_conversationchange FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_conversationchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_conversationchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_conversationmessage (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    said_at timestamp with time zone NOT NULL,
    is_inbound boolean NOT NULL,
    kind character varying(8) NOT NULL,
    text bytea,
    conversation_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_conversationmessage_position_check CHECK (("position" >= 0))
);

ALTER TABLE ONLY public.catalog_conversationmessage FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_conversationmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_conversationmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_conversationsettings (
    id bigint NOT NULL,
    keep_days smallint NOT NULL,
    extra_words character varying(60)[] NOT NULL,
    own_names character varying(120)[] NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_conversationsettings_keep_days_check CHECK ((keep_days >= 0)),
    CONSTRAINT conversation_keep_days_bounded CHECK (((keep_days >= 7) AND (keep_days <= 1825)))
);

ALTER TABLE ONLY public.catalog_conversationsettings FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_conversationsettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_conversationsettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_courierword (
    id bigint NOT NULL,
    courier character varying(40) NOT NULL,
    plain character varying(120) NOT NULL,
    raw character varying(120) NOT NULL,
    state character varying(20) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT courier_word_known_state CHECK ((((state)::text = ''::text) OR ((state)::text = ANY (ARRAY[('pending'::character varying)::text, ('ready'::character varying)::text, ('picked_up'::character varying)::text, ('in_transit'::character varying)::text, ('out_for_delivery'::character varying)::text, ('attempt_failed'::character varying)::text, ('on_hold'::character varying)::text, ('delivered'::character varying)::text, ('returning'::character varying)::text, ('returned'::character varying)::text, ('cancelled'::character varying)::text, ('lost'::character varying)::text, ('exception'::character varying)::text, ('ignore'::character varying)::text]))))
);

ALTER TABLE ONLY public.catalog_courierword FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_courierword ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_courierword_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_currencyrate (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    currency character varying(3) NOT NULL,
    starts_on date NOT NULL,
    rate numeric(18,6) NOT NULL,
    note character varying(80) NOT NULL,
    created_by character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT currency_rate_positive CHECK ((rate > (0)::numeric))
);

ALTER TABLE ONLY public.catalog_currencyrate FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_currencyrate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_currencyrate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_customer (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    personal bytea,
    phone_index character varying(32) NOT NULL,
    email_index character varying(32) NOT NULL,
    name_index character varying(32)[] NOT NULL,
    wilaya character varying(60) NOT NULL,
    language character varying(2) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    created_import_id bigint,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_customer FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_customer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_customeridentity (
    id bigint NOT NULL,
    channel character varying(40) NOT NULL,
    account character varying(120) NOT NULL,
    external_id character varying(200) NOT NULL,
    customer_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_customeridentity FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_customeridentity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_customeridentity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_guessbucket (
    id bigint NOT NULL,
    key character varying(64) NOT NULL,
    recent timestamp with time zone[] NOT NULL,
    in_a_row integer NOT NULL,
    next_at timestamp with time zone NOT NULL,
    CONSTRAINT catalog_guessbucket_in_a_row_check CHECK ((in_a_row >= 0))
);

ALTER TABLE public.catalog_guessbucket ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_guessbucket_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_heardanswer (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    order_number character varying(100) NOT NULL,
    asked_by character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    answered_on date NOT NULL,
    shown_order character varying(40)[] NOT NULL,
    language character varying(8) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    conversation_id bigint,
    customer_id bigint,
    order_id bigint,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_heardanswer FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_heardanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_heardanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_heardsettings (
    id bigint NOT NULL,
    is_on boolean NOT NULL,
    options character varying(40)[] NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_heardsettings FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_heardsettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_heardsettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_importbatch (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    kind character varying(20) NOT NULL,
    format character varying(40) NOT NULL,
    encoding character varying(20) NOT NULL,
    file_name character varying(255) NOT NULL,
    file_sha256 character varying(64) NOT NULL,
    mapping jsonb NOT NULL,
    skip_bad_rows boolean NOT NULL,
    state character varying(10) NOT NULL,
    rows_total integer NOT NULL,
    rows_seen integer NOT NULL,
    rows_read integer NOT NULL,
    rows_created integer NOT NULL,
    rows_updated integer NOT NULL,
    rows_unchanged integer NOT NULL,
    rows_rejected integer NOT NULL,
    records jsonb NOT NULL,
    failure character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    undone_at timestamp with time zone,
    created_by_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_importbatch_rows_created_check CHECK ((rows_created >= 0)),
    CONSTRAINT catalog_importbatch_rows_read_check CHECK ((rows_read >= 0)),
    CONSTRAINT catalog_importbatch_rows_rejected_check CHECK ((rows_rejected >= 0)),
    CONSTRAINT catalog_importbatch_rows_seen_check CHECK ((rows_seen >= 0)),
    CONSTRAINT catalog_importbatch_rows_total_check CHECK ((rows_total >= 0)),
    CONSTRAINT catalog_importbatch_rows_unchanged_check CHECK ((rows_unchanged >= 0)),
    CONSTRAINT catalog_importbatch_rows_updated_check CHECK ((rows_updated >= 0))
);

ALTER TABLE ONLY public.catalog_importbatch FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_importbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_importbefore (
    id bigint NOT NULL,
    "table" character varying(60) NOT NULL,
    row_id bigint NOT NULL,
    before_sealed bytea NOT NULL,
    batch_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_importbefore FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importbefore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_importbefore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_importfile (
    id bigint NOT NULL,
    sealed bytea NOT NULL,
    size integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    batch_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_importfile_size_check CHECK ((size >= 0))
);

ALTER TABLE ONLY public.catalog_importfile FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_importfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_importrowerror (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    "column" character varying(120) NOT NULL,
    code character varying(40) NOT NULL,
    value_sealed bytea,
    is_warning boolean NOT NULL,
    batch_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_importrowerror_row_check CHECK (("row" >= 0))
);

ALTER TABLE ONLY public.catalog_importrowerror FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importrowerror ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_importrowerror_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_invitation (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(10) NOT NULL,
    token_hash character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    invited_by_id bigint,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_invitation FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_landingitem (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    landing_id bigint NOT NULL,
    product_id bigint NOT NULL,
    "position" smallint NOT NULL,
    CONSTRAINT catalog_landingitem_position_check CHECK (("position" >= 0))
);

ALTER TABLE ONLY public.catalog_landingitem FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_landingitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_landingitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_landingpage (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    code_id bigint NOT NULL,
    template character varying(10) NOT NULL,
    language character varying(2) NOT NULL,
    texts jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_open boolean DEFAULT false NOT NULL,
    show_proof boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);

ALTER TABLE ONLY public.catalog_landingpage FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_landingpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_landingpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_membership (
    id bigint NOT NULL,
    role character varying(10) NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_membership FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_occasionchange (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    origin character varying(60) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    kind character varying(20) NOT NULL,
    name_fr character varying(120) NOT NULL,
    name_ar character varying(120) NOT NULL,
    name_en character varying(120) NOT NULL,
    is_hidden boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT occasion_days_in_order CHECK ((ends_on >= starts_on))
);

ALTER TABLE ONLY public.catalog_occasionchange FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_occasionchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_occasionchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_order (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    source character varying(40) NOT NULL,
    external_id character varying(200) NOT NULL,
    number character varying(100) NOT NULL,
    kind character varying(12) NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    code character varying(60) NOT NULL,
    currency character varying(3) NOT NULL,
    wilaya character varying(60) NOT NULL,
    order_state character varying(12) NOT NULL,
    parcel_state character varying(12) NOT NULL,
    money_state character varying(20) NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    shipped_at timestamp with time zone,
    delivered_at timestamp with time zone,
    closed_at timestamp with time zone,
    delivery_date_known boolean NOT NULL,
    placed_on date NOT NULL,
    confirmed_on date,
    shipped_on date,
    delivered_on date,
    products_amount numeric(14,2) NOT NULL,
    services_amount numeric(14,2) NOT NULL,
    shipping_amount numeric(14,2) NOT NULL,
    discount_amount numeric(14,2) NOT NULL,
    total_amount numeric(14,2) NOT NULL,
    personal bytea,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    created_import_id bigint,
    customer_id bigint,
    shop_id bigint NOT NULL,
    received_on date,
    CONSTRAINT order_delivered_day CHECK (((delivered_at IS NULL) OR (delivered_on IS NOT NULL)))
);

ALTER TABLE ONLY public.catalog_order FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_orderline (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    title character varying(500) NOT NULL,
    quantity integer NOT NULL,
    unit_price numeric(14,4) NOT NULL,
    discount numeric(14,2) NOT NULL,
    amount numeric(14,2) NOT NULL,
    is_service boolean NOT NULL,
    order_id bigint NOT NULL,
    product_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_orderline_position_check CHECK (("position" >= 0))
);

ALTER TABLE ONLY public.catalog_orderline FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_orderline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_orderline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_outboxjob (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    payload jsonb NOT NULL,
    unique_key character varying(200) NOT NULL,
    attempts smallint NOT NULL,
    next_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    parked_at timestamp with time zone,
    failure character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_outboxjob_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE ONLY public.catalog_outboxjob FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_outboxjob ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_outboxjob_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_packpart (
    id bigint NOT NULL,
    quantity integer NOT NULL,
    pack_id bigint NOT NULL,
    part_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_packpart_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT pack_not_own_part CHECK ((NOT (pack_id = part_id))),
    CONSTRAINT pack_part_quantity CHECK ((quantity >= 1))
);

ALTER TABLE ONLY public.catalog_packpart FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_packpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_packpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_parcel (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    courier character varying(40) NOT NULL,
    tracking character varying(100) NOT NULL,
    order_number character varying(100) NOT NULL,
    state character varying(20) NOT NULL,
    raw_state character varying(120) NOT NULL,
    state_at timestamp with time zone,
    attempts integer NOT NULL,
    wilaya character varying(60) NOT NULL,
    currency character varying(3) NOT NULL,
    cash numeric(14,2),
    delivery_fee numeric(14,2),
    return_fee numeric(14,2),
    announced_on date,
    shipped_on date,
    delivered_on date,
    failed_on date,
    returned_on date,
    says_paid boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    created_import_id bigint,
    order_id bigint,
    shop_id bigint NOT NULL,
    remittance_id bigint,
    CONSTRAINT catalog_parcel_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE ONLY public.catalog_parcel FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_parcel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_parcel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_parcelevent (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    raw character varying(120) NOT NULL,
    plain character varying(120) NOT NULL,
    state character varying(20) NOT NULL,
    reason character varying(120) NOT NULL,
    external_id character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_import_id bigint,
    parcel_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT parcel_event_known_state CHECK ((((state)::text = ''::text) OR ((state)::text = ANY (ARRAY[('pending'::character varying)::text, ('ready'::character varying)::text, ('picked_up'::character varying)::text, ('in_transit'::character varying)::text, ('out_for_delivery'::character varying)::text, ('attempt_failed'::character varying)::text, ('on_hold'::character varying)::text, ('delivered'::character varying)::text, ('returning'::character varying)::text, ('returned'::character varying)::text, ('cancelled'::character varying)::text, ('lost'::character varying)::text, ('exception'::character varying)::text, ('ignore'::character varying)::text]))))
);

ALTER TABLE ONLY public.catalog_parcelevent FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_parcelevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_parcelevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_playlist (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    slug character varying(80) NOT NULL,
    title character varying(200) NOT NULL,
    intro text NOT NULL,
    language character varying(2) NOT NULL,
    theme character varying(60) NOT NULL,
    is_published boolean NOT NULL,
    starts_on date,
    ends_on date,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    budget numeric(14,2),
    fixed_price numeric(14,2),
    is_archived boolean DEFAULT false NOT NULL,
    pack_id bigint,
    price_rule character varying(10) DEFAULT 'none'::character varying NOT NULL,
    rebate_percent smallint,
    season character varying(10) DEFAULT ''::character varying NOT NULL,
    texts jsonb DEFAULT '{}'::jsonb NOT NULL,
    use character varying(20) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT catalog_playlist_rebate_percent_check CHECK ((rebate_percent >= 0)),
    CONSTRAINT playlist_dates_in_order CHECK (((starts_on IS NULL) OR (ends_on IS NULL) OR (ends_on >= starts_on))),
    CONSTRAINT playlist_price_rule_whole CHECK ((((NOT ((price_rule)::text = 'rebate'::text)) OR (rebate_percent IS NOT NULL)) AND ((NOT ((price_rule)::text = 'fixed'::text)) OR (fixed_price > (0)::numeric)))),
    CONSTRAINT playlist_rebate_bounded CHECK (((rebate_percent IS NULL) OR ((rebate_percent >= 1) AND (rebate_percent <= 30))))
);

ALTER TABLE ONLY public.catalog_playlist FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_playlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_playlistaddress (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    left_at timestamp with time zone NOT NULL,
    playlist_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_playlistaddress FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_playlistaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_playlistchange (
    id bigint NOT NULL,
    what character varying(20) NOT NULL,
    by character varying(60) NOT NULL,
    before jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    playlist_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_playlistchange FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_playlistchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_playlistcode (
    id bigint NOT NULL,
    shop_id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    code character varying(40) NOT NULL,
    normalised character varying(40) NOT NULL,
    keyword character varying(40) NOT NULL,
    keyword_normalised character varying(40) NOT NULL,
    link character varying(60) NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    playlist_id bigint,
    target character varying(500) NOT NULL,
    note character varying(200) NOT NULL,
    discount_kind character varying(10) NOT NULL,
    discount numeric(14,2) NOT NULL,
    most_discount numeric(14,2),
    most_given numeric(16,2),
    least_basket numeric(14,2),
    starts_on date,
    ends_on date,
    most_uses integer,
    most_per_customer integer,
    gives_back boolean DEFAULT true NOT NULL,
    uses integer DEFAULT 0 NOT NULL,
    given numeric(16,2) DEFAULT 0 NOT NULL,
    is_paused boolean DEFAULT false NOT NULL,
    is_archived boolean DEFAULT false NOT NULL,
    created_by character varying(60) NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT catalog_playlistcode_most_per_customer_check CHECK ((most_per_customer >= 0)),
    CONSTRAINT catalog_playlistcode_most_uses_check CHECK ((most_uses >= 0)),
    CONSTRAINT catalog_playlistcode_uses_check CHECK ((uses >= 0)),
    CONSTRAINT code_dates_in_order CHECK (((starts_on IS NULL) OR (ends_on IS NULL) OR (ends_on >= starts_on))),
    CONSTRAINT code_discount_bounded CHECK ((((discount = (0)::numeric) AND ((discount_kind)::text = 'none'::text)) OR ((discount > (0)::numeric) AND (discount <= (50)::numeric) AND ((discount_kind)::text = 'percent'::text)) OR ((discount > (0)::numeric) AND ((discount_kind)::text = 'amount'::text)))),
    CONSTRAINT code_given_bounded CHECK (((most_given IS NULL) OR (given <= most_given))),
    CONSTRAINT code_uses_bounded CHECK (((most_uses IS NULL) OR (uses <= most_uses)))
);

ALTER TABLE ONLY public.catalog_playlistcode FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistcode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_playlistcode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_playlistitem (
    id bigint NOT NULL,
    step character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    note character varying(300) NOT NULL,
    playlist_id bigint NOT NULL,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    hide_when_out boolean DEFAULT false NOT NULL,
    notes jsonb DEFAULT '{}'::jsonb NOT NULL,
    price_seen numeric(14,2),
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT catalog_playlistitem_position_check CHECK (("position" >= 0))
);

ALTER TABLE ONLY public.catalog_playlistitem FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_playlistitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_product (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    sku character varying(120) NOT NULL,
    title character varying(500) NOT NULL,
    variant character varying(200) NOT NULL,
    description text NOT NULL,
    price numeric(14,2),
    stock integer,
    image_url character varying(1000) NOT NULL,
    page_url character varying(1000) NOT NULL,
    is_service boolean NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    category_id bigint,
    created_import_id bigint,
    parent_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT product_not_own_parent CHECK ((NOT ((parent_id = id) AND (parent_id IS NOT NULL)))),
    CONSTRAINT product_price_positive CHECK (((price IS NULL) OR (price >= (0)::numeric)))
);

ALTER TABLE ONLY public.catalog_product FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_product ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_producthold (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    reason character varying(500) NOT NULL,
    source character varying(40) NOT NULL,
    placed_by character varying(60) NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    lifted_by character varying(60) NOT NULL,
    lifted_at timestamp with time zone,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_producthold FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_producthold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_producthold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_publickey (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    origins character varying(200)[] NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_publickey FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_publickey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_publickey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_ratewindow (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    count integer NOT NULL,
    CONSTRAINT catalog_ratewindow_count_check CHECK ((count >= 0))
);

ALTER TABLE public.catalog_ratewindow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_ratewindow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_recordchange (
    id bigint NOT NULL,
    what character varying(16) NOT NULL,
    record bigint NOT NULL,
    part bigint,
    act character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(60) NOT NULL,
    before jsonb NOT NULL,
    hidden character varying(40)[] NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_recordchange FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_recordchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_recordchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_refund (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    source character varying(40) NOT NULL,
    external_id character varying(200) NOT NULL,
    channel character varying(40) NOT NULL,
    currency character varying(3) NOT NULL,
    refunded_at timestamp with time zone NOT NULL,
    refunded_on date NOT NULL,
    date_known boolean NOT NULL,
    is_credit_note boolean NOT NULL,
    amount numeric(14,2) NOT NULL,
    products_amount numeric(14,2) NOT NULL,
    reason character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    created_import_id bigint,
    customer_id bigint,
    order_id bigint,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_refund FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_refund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_refund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_refundline (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    title character varying(500) NOT NULL,
    quantity integer NOT NULL,
    amount numeric(14,2) NOT NULL,
    is_service boolean NOT NULL,
    product_id bigint,
    refund_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_refundline_position_check CHECK (("position" >= 0))
);

ALTER TABLE ONLY public.catalog_refundline FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_refundline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_refundline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_reminderchoice (
    id bigint NOT NULL,
    is_wanted boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    membership_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_reminderchoice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_reminderchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_reminderchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_remittance (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    courier character varying(40) NOT NULL,
    received_on date NOT NULL,
    amount numeric(14,2) NOT NULL,
    expected numeric(14,2) NOT NULL,
    currency character varying(3) NOT NULL,
    note character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT remittance_positive CHECK ((amount >= (0)::numeric))
);

ALTER TABLE ONLY public.catalog_remittance FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_remittance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_remittance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_replyscript (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    title character varying(120) NOT NULL,
    channel character varying(40) NOT NULL,
    language character varying(8) NOT NULL,
    text text NOT NULL,
    is_archived boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_replyscript FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_replyscript ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_replyscript_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_savedmapping (
    id bigint NOT NULL,
    header_signature character varying(64) NOT NULL,
    mapping jsonb NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_savedmapping FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_savedmapping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_savedmapping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_securityevent (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    shop_ref bigint,
    name character varying(60) NOT NULL,
    detail jsonb NOT NULL,
    user_id bigint
);

ALTER TABLE public.catalog_securityevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_securityevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_sentreminder (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    day date NOT NULL,
    language character varying(2) NOT NULL,
    subject character varying(200) NOT NULL,
    posts smallint NOT NULL,
    attempts smallint NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    failure character varying(200) NOT NULL,
    membership_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_sentreminder_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT catalog_sentreminder_posts_check CHECK ((posts >= 0))
);

ALTER TABLE ONLY public.catalog_sentreminder FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_sentreminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_sentreminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_series (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    title character varying(200) NOT NULL,
    language character varying(2) NOT NULL,
    channel character varying(40) NOT NULL,
    code character varying(60) NOT NULL,
    occasion character varying(60) NOT NULL,
    is_archived boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    playlist_id bigint,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_series FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_seriespost (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    "position" smallint NOT NULL,
    role character varying(10) NOT NULL,
    channel character varying(40) NOT NULL,
    due_on date NOT NULL,
    due_at time without time zone NOT NULL,
    caption text NOT NULL,
    template character varying(40) NOT NULL,
    is_edited boolean NOT NULL,
    state character varying(10) NOT NULL,
    settled_at timestamp with time zone,
    skip_cause character varying(12) NOT NULL,
    skip_note character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    content_id bigint,
    product_id bigint,
    series_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_seriespost_position_check CHECK (("position" >= 0)),
    CONSTRAINT series_post_settled CHECK ((((settled_at IS NULL) AND ((state)::text = 'planned'::text)) OR ((NOT ((state)::text = 'planned'::text)) AND (settled_at IS NOT NULL)))),
    CONSTRAINT series_skip_has_cause CHECK (((NOT ((state)::text = 'skipped'::text)) OR (NOT ((skip_cause)::text = ''::text))))
);

ALTER TABLE ONLY public.catalog_seriespost FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_seriespost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_seriespost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_shop (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    slug character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    currency character varying(3) NOT NULL,
    timezone character varying(64) NOT NULL,
    language character varying(2) NOT NULL,
    country character varying(2) NOT NULL,
    is_simulated boolean NOT NULL,
    inactive_after_days smallint NOT NULL,
    public_profile jsonb NOT NULL,
    wrapped_key bytea NOT NULL,
    key_version smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT catalog_shop_inactive_after_days_check CHECK ((inactive_after_days >= 0)),
    CONSTRAINT catalog_shop_key_version_check CHECK ((key_version >= 0))
);

ALTER TABLE ONLY public.catalog_shop FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_shop ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_shop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_spendchange (
    id bigint NOT NULL,
    what character varying(20) NOT NULL,
    by character varying(60) NOT NULL,
    before jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    entry_id bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_spendchange FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_spendchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_spendchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_spendday (
    id bigint NOT NULL,
    day date NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(14,2) NOT NULL,
    rate numeric(18,6),
    shop_amount numeric(16,2),
    impressions bigint,
    clicks bigint,
    source character varying(10) NOT NULL,
    account character varying(80) NOT NULL,
    external_id character varying(190) NOT NULL,
    is_spread boolean NOT NULL,
    shop_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT spend_day_rate_and_amount CHECK ((((rate IS NULL) AND (shop_amount IS NULL)) OR ((rate IS NOT NULL) AND (shop_amount IS NOT NULL))))
);

ALTER TABLE ONLY public.catalog_spendday FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_spendday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_spendday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_spendentry (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    source character varying(10) NOT NULL,
    account character varying(80) NOT NULL,
    external_id character varying(190) NOT NULL,
    campaign_name character varying(200) NOT NULL,
    said_channel character varying(40) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(14,2) NOT NULL,
    impressions bigint,
    clicks bigint,
    note character varying(200) NOT NULL,
    removed_at timestamp with time zone,
    created_by character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    created_import_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT spend_entry_dates CHECK ((ends_on >= starts_on)),
    CONSTRAINT spend_entry_positive CHECK ((amount >= (0)::numeric))
);

ALTER TABLE ONLY public.catalog_spendentry FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_spendentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_spendentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_storedanswer (
    id bigint NOT NULL,
    key character varying(255) NOT NULL,
    request_hash character varying(64) NOT NULL,
    status smallint,
    body_sealed bytea,
    created_at timestamp with time zone NOT NULL,
    api_key_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT catalog_storedanswer_status_check CHECK ((status >= 0))
);

ALTER TABLE ONLY public.catalog_storedanswer FORCE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_storedanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_storedanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    language character varying(2) NOT NULL,
    is_active boolean NOT NULL,
    totp_sealed bytea,
    totp_last_step bigint NOT NULL,
    recovery_hashes jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    session_epoch integer NOT NULL,
    CONSTRAINT catalog_user_session_epoch_check CHECK ((session_epoch >= 0))
);

ALTER TABLE public.catalog_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.signals_answerchange (
    id bigint NOT NULL,
    amount bigint DEFAULT 1 NOT NULL,
    is_folded boolean DEFAULT false NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_answerchange FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_answerchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_answerchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_backtestrow (
    id bigint NOT NULL,
    rank smallint NOT NULL,
    model character varying(40) NOT NULL,
    hit_rate double precision NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL,
    mrr double precision NOT NULL,
    ndcg double precision NOT NULL,
    coverage double precision NOT NULL,
    tail_share double precision NOT NULL,
    difference double precision NOT NULL,
    standard_error double precision NOT NULL,
    seconds double precision NOT NULL,
    run_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_backtestrow_rank_check CHECK ((rank >= 0))
);

ALTER TABLE ONLY public.signals_backtestrow FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_backtestrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_backtestrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_backtestrun (
    id bigint NOT NULL,
    as_of date NOT NULL,
    state character varying(12) NOT NULL,
    form character varying(10) NOT NULL,
    version character varying(40) NOT NULL,
    buyers integer NOT NULL,
    orders integer NOT NULL,
    items integer NOT NULL,
    queries integer NOT NULL,
    folds jsonb NOT NULL,
    incumbent character varying(40) NOT NULL,
    chosen character varying(40) NOT NULL,
    reason_code character varying(40) NOT NULL,
    decision_uid uuid NOT NULL,
    seconds double precision NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_backtestrun_buyers_check CHECK ((buyers >= 0)),
    CONSTRAINT signals_backtestrun_items_check CHECK ((items >= 0)),
    CONSTRAINT signals_backtestrun_orders_check CHECK ((orders >= 0)),
    CONSTRAINT signals_backtestrun_queries_check CHECK ((queries >= 0))
);

ALTER TABLE ONLY public.signals_backtestrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_backtestrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_backtestrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_consent (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    visitor character varying(40) NOT NULL,
    purpose character varying(20) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    text_version character varying(40) NOT NULL,
    language character varying(10) NOT NULL,
    proof jsonb NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT consent_order CHECK (((withdrawn_at IS NULL) OR (withdrawn_at >= given_at)))
);

ALTER TABLE ONLY public.signals_consent FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_contentscore (
    id bigint NOT NULL,
    content_ref bigint NOT NULL,
    uid uuid NOT NULL,
    title character varying(300) NOT NULL,
    channel character varying(40) NOT NULL,
    kind character varying(10) NOT NULL,
    length_seconds integer,
    published_on date,
    measured_on date,
    band character varying(40) NOT NULL,
    band_posts integer NOT NULL,
    exposure bigint NOT NULL,
    rating double precision,
    low double precision,
    high double precision,
    chance double precision,
    key double precision,
    is_promoted boolean NOT NULL,
    reason_code character varying(40) NOT NULL,
    parts jsonb NOT NULL,
    missing jsonb NOT NULL,
    group_above smallint NOT NULL,
    group_posts smallint NOT NULL,
    value double precision,
    value_low double precision,
    value_high double precision,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_contentscore_group_above_check CHECK ((group_above >= 0)),
    CONSTRAINT signals_contentscore_group_posts_check CHECK ((group_posts >= 0)),
    CONSTRAINT signals_contentscore_length_seconds_check CHECK ((length_seconds >= 0))
);

ALTER TABLE ONLY public.signals_contentscore FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_contentscore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_contentscore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_dailymoment (
    id bigint NOT NULL,
    day date NOT NULL,
    hour smallint NOT NULL,
    type character varying(30) NOT NULL,
    device character varying(10) NOT NULL,
    language character varying(10) NOT NULL,
    wilaya character varying(60) NOT NULL,
    count bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_dailymoment_hour_check CHECK ((hour >= 0))
);

ALTER TABLE ONLY public.signals_dailymoment FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailymoment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_dailymoment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_dailyproduct (
    id bigint NOT NULL,
    day date NOT NULL,
    product_ref bigint NOT NULL,
    shown bigint NOT NULL,
    viewed bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_dailyproduct FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailyproduct ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_dailyproduct_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_dailysearch (
    id bigint NOT NULL,
    day date NOT NULL,
    term character varying(120) NOT NULL,
    visitor character varying(40) NOT NULL,
    count bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_dailysearch FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailysearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_dailysearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_dailysession (
    id bigint NOT NULL,
    day date NOT NULL,
    channel character varying(40) NOT NULL,
    device character varying(10) NOT NULL,
    sessions bigint NOT NULL,
    bounces bigint NOT NULL,
    with_product bigint NOT NULL,
    with_cart bigint NOT NULL,
    with_message bigint NOT NULL,
    with_checkout bigint NOT NULL,
    with_order bigint NOT NULL,
    pages bigint NOT NULL,
    seconds numeric(16,2) NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_dailysession FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailysession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_dailysession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_dailysignal (
    id bigint NOT NULL,
    day date NOT NULL,
    type character varying(30) NOT NULL,
    product_ref bigint NOT NULL,
    playlist_ref bigint NOT NULL,
    channel character varying(40) NOT NULL,
    count bigint NOT NULL,
    value numeric(16,2) NOT NULL,
    shop_id bigint NOT NULL,
    content_ref bigint NOT NULL
);

ALTER TABLE ONLY public.signals_dailysignal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailysignal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_dailysignal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_dailyvisitor (
    id bigint NOT NULL,
    day date NOT NULL,
    channel character varying(40) NOT NULL,
    visitor character varying(40) NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_dailyvisitor FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailyvisitor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_dailyvisitor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_dismissal (
    id bigint NOT NULL,
    visitor character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_dismissal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dismissal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_dismissal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_event (
    shop_id bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    event_id uuid NOT NULL,
    day date NOT NULL,
    type character varying(30) NOT NULL,
    product_id bigint,
    channel character varying(40) DEFAULT ''::character varying NOT NULL,
    campaign character varying(120) DEFAULT ''::character varying NOT NULL,
    page character varying(500) DEFAULT ''::character varying NOT NULL,
    device character varying(10) DEFAULT ''::character varying NOT NULL,
    language character varying(10) DEFAULT ''::character varying NOT NULL,
    visitor character varying(40) DEFAULT ''::character varying NOT NULL,
    session character varying(40) DEFAULT ''::character varying NOT NULL,
    recommendation_id character varying(60) DEFAULT ''::character varying NOT NULL,
    playlist_id bigint,
    value numeric(14,2),
    query character varying(200) DEFAULT ''::character varying NOT NULL,
    slot character varying(40) DEFAULT ''::character varying NOT NULL,
    rank smallint,
    step smallint,
    content_ref bigint,
    code character varying(60) DEFAULT ''::character varying NOT NULL,
    wilaya character varying(60) DEFAULT ''::character varying NOT NULL,
    watched numeric(4,3),
    order_number character varying(100) DEFAULT ''::character varying NOT NULL
)
PARTITION BY RANGE (occurred_at);

ALTER TABLE ONLY public.signals_event FORCE ROW LEVEL SECURITY;

CREATE TABLE public.signals_excludedcategory (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    category_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_excludedcategory FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_excludedcategory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_excludedcategory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_exposureday (
    id bigint NOT NULL,
    day date NOT NULL,
    kind character varying(10) NOT NULL,
    test_ref bigint NOT NULL,
    shown integer NOT NULL,
    taken integer NOT NULL,
    added integer NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_exposureday_added_check CHECK ((added >= 0)),
    CONSTRAINT signals_exposureday_shown_check CHECK ((shown >= 0)),
    CONSTRAINT signals_exposureday_taken_check CHECK ((taken >= 0))
);

ALTER TABLE ONLY public.signals_exposureday FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_exposureday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_exposureday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_exposurelook (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    shown integer NOT NULL,
    taken integer NOT NULL,
    usual double precision NOT NULL,
    mean double precision NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL,
    chance double precision NOT NULL,
    verdict character varying(10) NOT NULL,
    decision_uid uuid,
    shop_id bigint NOT NULL,
    test_id bigint NOT NULL,
    CONSTRAINT signals_exposurelook_shown_check CHECK ((shown >= 0)),
    CONSTRAINT signals_exposurelook_taken_check CHECK ((taken >= 0))
);

ALTER TABLE ONLY public.signals_exposurelook FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_exposurelook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_exposurelook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_exposureplace (
    id bigint NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    day date NOT NULL,
    place character varying(10) NOT NULL,
    propensity double precision NOT NULL,
    from_share double precision NOT NULL,
    to_share double precision NOT NULL,
    seed numeric(20,0) NOT NULL,
    recommendation_id character varying(60) NOT NULL,
    decision_uid uuid,
    is_current boolean NOT NULL,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    test_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_exposureplace FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_exposureplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_exposureplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_exposuretest (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(500) NOT NULL,
    stage character varying(10) NOT NULL,
    since timestamp with time zone NOT NULL,
    ends_on date,
    reason_code character varying(60) NOT NULL,
    rounds smallint NOT NULL,
    shown integer NOT NULL,
    taken integer NOT NULL,
    added integer NOT NULL,
    usual double precision,
    mean double precision,
    low double precision,
    high double precision,
    chance double precision,
    next_at integer NOT NULL,
    complaints smallint NOT NULL,
    is_asked boolean NOT NULL,
    is_current boolean NOT NULL,
    overruled_by character varying(60) NOT NULL,
    opened_at timestamp with time zone,
    recommendation_id character varying(60) NOT NULL,
    decision_uid uuid,
    created_at timestamp with time zone NOT NULL,
    content_id bigint,
    playlist_id bigint,
    product_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT exposure_taken_within_shown CHECK ((taken <= shown)),
    CONSTRAINT signals_exposuretest_added_check CHECK ((added >= 0)),
    CONSTRAINT signals_exposuretest_complaints_check CHECK ((complaints >= 0)),
    CONSTRAINT signals_exposuretest_next_at_check CHECK ((next_at >= 0)),
    CONSTRAINT signals_exposuretest_rounds_check CHECK ((rounds >= 0)),
    CONSTRAINT signals_exposuretest_shown_check CHECK ((shown >= 0)),
    CONSTRAINT signals_exposuretest_taken_check CHECK ((taken >= 0))
);

ALTER TABLE ONLY public.signals_exposuretest FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_exposuretest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_exposuretest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_feedbackday (
    id bigint NOT NULL,
    day date NOT NULL,
    action character varying(16) NOT NULL,
    count integer NOT NULL,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_feedbackday_count_check CHECK ((count >= 0))
);

ALTER TABLE ONLY public.signals_feedbackday FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_feedbackday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_feedbackday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_importedsessions (
    id bigint NOT NULL,
    content_sha256 character varying(64) NOT NULL,
    file_name character varying(255) NOT NULL,
    dimension character varying(30) NOT NULL,
    value character varying(60) NOT NULL,
    sessions integer NOT NULL,
    buying integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_import_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT imported_sessions_buying_below CHECK ((buying <= sessions)),
    CONSTRAINT signals_importedsessions_buying_check CHECK ((buying >= 0)),
    CONSTRAINT signals_importedsessions_sessions_check CHECK ((sessions >= 0))
);

ALTER TABLE ONLY public.signals_importedsessions FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_importedsessions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_importedsessions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_inboxevent (
    event_id uuid NOT NULL,
    received_at timestamp with time zone NOT NULL,
    body jsonb NOT NULL,
    is_folded boolean NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_inboxevent FORCE ROW LEVEL SECURITY;

CREATE TABLE public.signals_intakecount (
    id bigint NOT NULL,
    hour timestamp with time zone NOT NULL,
    outcome character varying(12) NOT NULL,
    count bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_intakecount FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_intakecount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_intakecount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_merchantchoice (
    id bigint NOT NULL,
    choice character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_merchantchoice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_merchantchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_merchantchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_playlistproposal (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    state character varying(10) NOT NULL,
    title character varying(200) NOT NULL,
    language character varying(2) NOT NULL,
    theme_ref bigint NOT NULL,
    theme character varying(200) NOT NULL,
    occasion character varying(80) NOT NULL,
    occasion_name character varying(120) NOT NULL,
    starts_on date,
    ends_on date,
    score double precision NOT NULL,
    parts jsonb NOT NULL,
    checks jsonb NOT NULL,
    expected jsonb NOT NULL,
    proposed_on date NOT NULL,
    expires_on date NOT NULL,
    decision_uid uuid,
    ended_code character varying(40) NOT NULL,
    cause character varying(20) NOT NULL,
    decided_by character varying(120) NOT NULL,
    decided_at timestamp with time zone,
    playlist_id bigint,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_playlistproposal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_playlistproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_playlistproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_playlistvisitor (
    id bigint NOT NULL,
    day date NOT NULL,
    playlist_ref bigint NOT NULL,
    visitor character varying(40) NOT NULL,
    reached smallint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_playlistvisitor FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_playlistvisitor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_playlistvisitor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_playlistvisitorder (
    id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    playlist_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_playlistvisitorder FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_playlistvisitorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_playlistvisitorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_preparedanswer (
    id bigint NOT NULL,
    address character varying(200) NOT NULL,
    edition character varying(16) NOT NULL,
    version bigint NOT NULL,
    until timestamp with time zone NOT NULL,
    body bytea NOT NULL,
    crc bigint NOT NULL,
    length integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    asked_on date,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_preparedanswer_length_check CHECK ((length >= 0))
);

ALTER TABLE ONLY public.signals_preparedanswer FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_preparedanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_preparedanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_preparedproduct (
    id bigint NOT NULL,
    near bigint[] NOT NULL,
    bought bigint[] NOT NULL,
    alike bigint[] NOT NULL,
    buyers integer[] NOT NULL,
    orders integer NOT NULL,
    is_lasting boolean NOT NULL,
    product_id bigint NOT NULL,
    run_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_preparedproduct FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_preparedproduct ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_preparedproduct_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_productcost (
    id bigint NOT NULL,
    cost numeric(14,2) NOT NULL,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT product_cost_positive CHECK ((cost >= (0)::numeric))
);

ALTER TABLE ONLY public.signals_productcost FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_productcost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_productcost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_productscore (
    id bigint NOT NULL,
    n bigint NOT NULL,
    value double precision,
    low double precision,
    high double precision,
    key double precision,
    percentile double precision,
    band_low double precision,
    band_high double precision,
    advice character varying(10) NOT NULL,
    reason_code character varying(40) NOT NULL,
    reason_values jsonb NOT NULL,
    log_value double precision,
    base double precision,
    parts jsonb NOT NULL,
    price double precision,
    is_price_known boolean NOT NULL,
    is_margin_known boolean NOT NULL,
    steadiness double precision,
    weekly jsonb NOT NULL,
    weeks_above smallint NOT NULL,
    orders integer NOT NULL,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_productscore_weeks_above_check CHECK ((weeks_above >= 0))
);

ALTER TABLE ONLY public.signals_productscore FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_productscore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_productscore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_productscoreweek (
    id bigint NOT NULL,
    week date NOT NULL,
    percentile double precision NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL,
    n bigint NOT NULL,
    product_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_productscoreweek FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_productscoreweek ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_productscoreweek_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_proposallesson (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    cause character varying(20) NOT NULL,
    kind character varying(10) NOT NULL,
    refs bigint[] NOT NULL,
    factor double precision NOT NULL,
    above_stock integer,
    label character varying(500) NOT NULL,
    until date NOT NULL,
    created_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lifted_by character varying(120) NOT NULL,
    proposal_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT proposal_lesson_factor CHECK (((factor >= (0.0)::double precision) AND (factor < (1.0)::double precision)))
);

ALTER TABLE ONLY public.signals_proposallesson FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_proposallesson ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_proposallesson_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_proposalplace (
    id bigint NOT NULL,
    step character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    reason_code character varying(40) NOT NULL,
    reason_values jsonb NOT NULL,
    product_id bigint NOT NULL,
    proposal_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_proposalplace_position_check CHECK (("position" >= 0))
);

ALTER TABLE ONLY public.signals_proposalplace FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_proposalplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_proposalplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_proposalrun (
    id bigint NOT NULL,
    version character varying(40) NOT NULL,
    as_of date NOT NULL,
    decision_uid uuid,
    computed_at timestamp with time zone NOT NULL,
    facts jsonb NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_proposalrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_proposalrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_proposalrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_recommendationrun (
    id bigint NOT NULL,
    model_version character varying(40) NOT NULL,
    decision_uid uuid,
    computed_at timestamp with time zone NOT NULL,
    is_current boolean NOT NULL,
    shop_id bigint NOT NULL,
    facts jsonb NOT NULL,
    model_name character varying(40) NOT NULL,
    typical bigint NOT NULL
);

ALTER TABLE ONLY public.signals_recommendationrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_recommendationrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_recommendationrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_recommendeditem (
    id bigint NOT NULL,
    slot character varying(20) NOT NULL,
    rank smallint NOT NULL,
    score double precision NOT NULL,
    reason_code character varying(40) NOT NULL,
    reason_values jsonb NOT NULL,
    product_id bigint NOT NULL,
    run_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    from_share double precision,
    key character varying(40) NOT NULL,
    to_share double precision,
    CONSTRAINT signals_recommendeditem_rank_check CHECK ((rank >= 0))
);

ALTER TABLE ONLY public.signals_recommendeditem FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_recommendeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_recommendeditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_retention (
    id bigint NOT NULL,
    months smallint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT retention_months CHECK (((months >= 1) AND (months <= 60))),
    CONSTRAINT signals_retention_months_check CHECK ((months >= 0))
);

ALTER TABLE ONLY public.signals_retention FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_retention ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_retention_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_scorerun (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    version character varying(40) NOT NULL,
    basis character varying(10) NOT NULL,
    as_of date NOT NULL,
    until date NOT NULL,
    decision_uid uuid,
    computed_at timestamp with time zone NOT NULL,
    facts jsonb NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_scorerun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_scorerun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_scorerun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_scoresettings (
    id bigint NOT NULL,
    rewatches smallint NOT NULL,
    completions smallint NOT NULL,
    shares smallint NOT NULL,
    comments smallint NOT NULL,
    likes smallint NOT NULL,
    margin_share numeric(4,3) NOT NULL,
    return_cost numeric(14,2),
    changed_by character varying(120) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT score_margin_share CHECK (((margin_share > (0)::numeric) AND (margin_share <= (1)::numeric))),
    CONSTRAINT score_return_cost CHECK (((return_cost IS NULL) OR (return_cost >= (0)::numeric))),
    CONSTRAINT signals_scoresettings_comments_check CHECK ((comments >= 0)),
    CONSTRAINT signals_scoresettings_completions_check CHECK ((completions >= 0)),
    CONSTRAINT signals_scoresettings_likes_check CHECK ((likes >= 0)),
    CONSTRAINT signals_scoresettings_rewatches_check CHECK ((rewatches >= 0)),
    CONSTRAINT signals_scoresettings_shares_check CHECK ((shares >= 0))
);

ALTER TABLE ONLY public.signals_scoresettings FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_scoresettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_scoresettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_segmentassignment (
    id bigint NOT NULL,
    is_held boolean NOT NULL,
    is_contactable boolean NOT NULL,
    stratum smallint NOT NULL,
    before smallint NOT NULL,
    product_ref bigint NOT NULL,
    customer_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    campaign_id bigint NOT NULL,
    CONSTRAINT signals_segmentassignment_before_check CHECK ((before >= 0)),
    CONSTRAINT signals_segmentassignment_stratum_check CHECK ((stratum >= 0))
);

ALTER TABLE ONLY public.signals_segmentassignment FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentassignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_segmentassignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_segmentcampaign (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    segment character varying(10) NOT NULL,
    kind character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    proposal_uid uuid NOT NULL,
    products jsonb NOT NULL,
    "values" jsonb NOT NULL,
    discount double precision NOT NULL,
    budget numeric(14,2) NOT NULL,
    messages jsonb NOT NULL,
    seed numeric(20,0) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    started_by character varying(60) NOT NULL,
    stopped_by character varying(60) NOT NULL,
    stopped_at timestamp with time zone,
    decision_uid uuid,
    result jsonb NOT NULL,
    result_at timestamp with time zone,
    is_final boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT segment_campaign_days CHECK ((ends_on >= starts_on))
);

ALTER TABLE ONLY public.signals_segmentcampaign FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentcampaign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_segmentcampaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_segmentmember (
    id bigint NOT NULL,
    segment character varying(10) NOT NULL,
    was character varying(10) NOT NULL,
    orders integer NOT NULL,
    delivered integer NOT NULL,
    last_on date,
    net numeric(16,2) NOT NULL,
    customer_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_segmentmember_delivered_check CHECK ((delivered >= 0)),
    CONSTRAINT signals_segmentmember_orders_check CHECK ((orders >= 0))
);

ALTER TABLE ONLY public.signals_segmentmember FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentmember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_segmentmember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_segmentproposal (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    segment character varying(10) NOT NULL,
    slot smallint NOT NULL,
    kind character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    products jsonb NOT NULL,
    "values" jsonb NOT NULL,
    discount double precision NOT NULL,
    audience integer NOT NULL,
    reason_code character varying(60) NOT NULL,
    effect jsonb NOT NULL,
    decision_uid uuid,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by character varying(60) NOT NULL,
    cause character varying(20) NOT NULL,
    until date,
    is_current boolean NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_segmentproposal_audience_check CHECK ((audience >= 0)),
    CONSTRAINT signals_segmentproposal_slot_check CHECK ((slot >= 0))
);

ALTER TABLE ONLY public.signals_segmentproposal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_segmentproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_segmentrun (
    id bigint NOT NULL,
    as_of date NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    facts jsonb NOT NULL,
    decision_uid uuid,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_segmentrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_segmentrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_segmentsettings (
    id bigint NOT NULL,
    tiers jsonb NOT NULL,
    monthly_cap numeric(14,2),
    window_days smallint NOT NULL,
    changed_by character varying(120) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_segmentsettings_window_days_check CHECK ((window_days >= 0))
);

ALTER TABLE ONLY public.signals_segmentsettings FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentsettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_segmentsettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_servedlist (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    slot character varying(20) NOT NULL,
    content jsonb NOT NULL,
    shop_id bigint NOT NULL,
    seal_id bigint
);

ALTER TABLE ONLY public.signals_servedlist FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_servedlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_servedlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_servedseal (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    lists integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    decision_uid uuid NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_servedseal_lists_check CHECK ((lists >= 0))
);

ALTER TABLE ONLY public.signals_servedseal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_servedseal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_servedseal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_session (
    id bigint NOT NULL,
    visitor character varying(40) NOT NULL,
    run_started_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    first_event uuid NOT NULL,
    day date NOT NULL,
    channel character varying(40) NOT NULL,
    campaign character varying(120) NOT NULL,
    code character varying(60) NOT NULL,
    device character varying(10) NOT NULL,
    language character varying(10) NOT NULL,
    entry_page character varying(500) NOT NULL,
    events integer NOT NULL,
    pages integer NOT NULL,
    product_views integer NOT NULL,
    acts integer NOT NULL,
    carts integer NOT NULL,
    messages integer NOT NULL,
    checkouts integer NOT NULL,
    orders integer NOT NULL,
    seconds numeric(12,2) NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_session FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_session ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_touchedvisitor (
    id bigint NOT NULL,
    visitor character varying(40) NOT NULL,
    first timestamp with time zone NOT NULL,
    last timestamp with time zone NOT NULL,
    since timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_touchedvisitor FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_touchedvisitor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_touchedvisitor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_trenditem (
    id bigint NOT NULL,
    rank integer NOT NULL,
    label character varying(500) NOT NULL,
    ref bigint NOT NULL,
    verdict character varying(10) NOT NULL,
    counts integer[] NOT NULL,
    people integer,
    expected double precision,
    low double precision,
    high double precision,
    p double precision,
    q double precision,
    spellings jsonb NOT NULL,
    shop_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT signals_trenditem_rank_check CHECK ((rank >= 0))
);

ALTER TABLE ONLY public.signals_trenditem FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_trenditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_trenditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_trendrun (
    id bigint NOT NULL,
    measure character varying(20) NOT NULL,
    week date NOT NULL,
    state character varying(10) NOT NULL,
    version character varying(40) NOT NULL,
    total bigint NOT NULL,
    series integer NOT NULL,
    weeks_known smallint NOT NULL,
    spread double precision,
    decision_uid uuid,
    computed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT signals_trendrun_weeks_known_check CHECK ((weeks_known >= 0))
);

ALTER TABLE ONLY public.signals_trendrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_trendrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_trendrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.signals_visitorsalt (
    id bigint NOT NULL,
    day date NOT NULL,
    salt bytea NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.signals_visitorsalt FORCE ROW LEVEL SECURITY;

ALTER TABLE public.signals_visitorsalt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.signals_visitorsalt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_auditanswer (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    kind character varying(10) NOT NULL,
    text character varying(1000) NOT NULL,
    by character varying(120) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    result_id bigint NOT NULL,
    CONSTRAINT audit_answer_has_text CHECK ((NOT ((text)::text = ''::text)))
);

ALTER TABLE ONLY public.transparency_auditanswer FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_auditanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_auditanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_auditresult (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    measure character varying(30) NOT NULL,
    "grouping" character varying(30) NOT NULL,
    verdict character varying(10) NOT NULL,
    n integer NOT NULL,
    mean double precision,
    p double precision,
    q double precision,
    excludes double precision,
    groups jsonb NOT NULL,
    shop_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT transparency_auditresult_n_check CHECK ((n >= 0))
);

ALTER TABLE ONLY public.transparency_auditresult FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_auditresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_auditresult_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_auditrun (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    as_of date NOT NULL,
    days smallint NOT NULL,
    version character varying(40) NOT NULL,
    customers integer NOT NULL,
    tests smallint NOT NULL,
    different smallint NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    decision_uid uuid,
    signed_by character varying(120) NOT NULL,
    signed_at timestamp with time zone,
    note character varying(500) NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT transparency_auditrun_customers_check CHECK ((customers >= 0)),
    CONSTRAINT transparency_auditrun_days_check CHECK ((days >= 0)),
    CONSTRAINT transparency_auditrun_different_check CHECK ((different >= 0)),
    CONSTRAINT transparency_auditrun_tests_check CHECK ((tests >= 0))
);

ALTER TABLE ONLY public.transparency_auditrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_auditrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_auditrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_automationswitch (
    id bigint NOT NULL,
    automation character varying(60) NOT NULL,
    is_on boolean NOT NULL,
    changed_by character varying(120) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_automationswitch FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_automationswitch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_automationswitch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_benefitgrant (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    arm character varying(10) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    decision_uid uuid,
    code_id bigint,
    customer_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    benefit_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_benefitgrant FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_benefitgrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_benefitgrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_breach (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    kind character varying(10) NOT NULL,
    reach character varying(10) NOT NULL,
    since date,
    until date,
    fields character varying(20)[] NOT NULL,
    words bytea,
    found_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    persons integer NOT NULL,
    counted_at timestamp with time zone,
    steps jsonb NOT NULL,
    told_authority_at timestamp with time zone,
    told_persons_at timestamp with time zone,
    closed_at timestamp with time zone,
    opened_by character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT breach_days_in_order CHECK (((since IS NULL) OR (until IS NULL) OR (until >= since))),
    CONSTRAINT breach_due_after_found CHECK ((due_at >= found_at)),
    CONSTRAINT transparency_breach_persons_check CHECK ((persons >= 0))
);

ALTER TABLE ONLY public.transparency_breach FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_breach ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_breach_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_case (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    number integer NOT NULL,
    kind character varying(10) NOT NULL,
    opened_by character varying(10) NOT NULL,
    place character varying(12) NOT NULL,
    word character varying(40) NOT NULL,
    language character varying(8) NOT NULL,
    personal bytea,
    visitor character varying(40) NOT NULL,
    decision_uid uuid,
    state character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_on date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    first_answer_at timestamp with time zone,
    was_in_time boolean,
    escalated_at timestamp with time zone,
    released_at timestamp with time zone,
    released_by character varying(60) NOT NULL,
    closed_at timestamp with time zone,
    outcome character varying(10) NOT NULL,
    satisfaction character varying(10) NOT NULL,
    satisfied_at timestamp with time zone,
    forgotten_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    assignee_id bigint,
    conversation_id bigint,
    customer_id bigint,
    order_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT case_closed_with_outcome CHECK ((((closed_at IS NOT NULL) AND ((state)::text = 'closed'::text) AND (NOT ((outcome)::text = ''::text))) OR ((NOT ((state)::text = 'closed'::text)) AND (closed_at IS NULL) AND ((outcome)::text = ''::text)))),
    CONSTRAINT transparency_case_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.transparency_case FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_caseentry (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    kind character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(60) NOT NULL,
    text bytea,
    what character varying(20) NOT NULL,
    "values" jsonb NOT NULL,
    case_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_caseentry FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_caseentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_caseentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_casesettings (
    id bigint NOT NULL,
    answer_minutes smallint NOT NULL,
    has_letters boolean NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    assignee_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT case_answer_minutes_bounded CHECK (((answer_minutes >= 15) AND (answer_minutes <= 6000))),
    CONSTRAINT transparency_casesettings_answer_minutes_check CHECK ((answer_minutes >= 0))
);

ALTER TABLE ONLY public.transparency_casesettings FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_casesettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_casesettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_casetemplate (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    code character varying(40) NOT NULL,
    title character varying(120) NOT NULL,
    language character varying(8) NOT NULL,
    text text NOT NULL,
    is_archived boolean NOT NULL,
    changed_by character varying(60) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_casetemplate FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_casetemplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_casetemplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_consentbenefit (
    id bigint NOT NULL,
    purpose character varying(20) NOT NULL,
    is_on boolean NOT NULL,
    percent smallint NOT NULL,
    ceiling numeric(14,2) NOT NULL,
    budget numeric(16,2) NOT NULL,
    valid_days smallint NOT NULL,
    stopped_because character varying(20) NOT NULL,
    measured jsonb NOT NULL,
    measured_at timestamp with time zone,
    changed_by character varying(120) NOT NULL,
    changed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT consent_benefit_bounded CHECK (((percent >= 1) AND (percent <= 30))),
    CONSTRAINT transparency_consentbenefit_percent_check CHECK ((percent >= 0)),
    CONSTRAINT transparency_consentbenefit_valid_days_check CHECK ((valid_days >= 0))
);

ALTER TABLE ONLY public.transparency_consentbenefit FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_consentbenefit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_consentbenefit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_decision (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    sequence bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    automation character varying(60) NOT NULL,
    subject character varying(120) NOT NULL,
    version character varying(60) NOT NULL,
    inputs jsonb NOT NULL,
    candidates jsonb NOT NULL,
    output jsonb NOT NULL,
    reason_code character varying(60) NOT NULL,
    actor character varying(60) NOT NULL,
    prev_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    shop_id bigint NOT NULL,
    chance jsonb NOT NULL,
    environment_sha256 character varying(64) NOT NULL,
    parameters_sha256 character varying(64) NOT NULL,
    consent character varying(120) NOT NULL,
    latency_ms integer,
    digests jsonb NOT NULL,
    salts jsonb NOT NULL,
    mentions character varying(120)[] NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT transparency_decision_latency_ms_check CHECK ((latency_ms >= 0))
);

ALTER TABLE ONLY public.transparency_decision FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_erasurerecord (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    customer_uid uuid NOT NULL,
    cause character varying(40) NOT NULL,
    by character varying(60) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    done_at timestamp with time zone,
    steps_done smallint NOT NULL,
    counts jsonb NOT NULL,
    "left" jsonb NOT NULL,
    replays smallint NOT NULL,
    decision_uid uuid,
    shop_id bigint NOT NULL,
    CONSTRAINT erasure_done_has_time CHECK (((NOT ((state)::text = 'done'::text)) OR (done_at IS NOT NULL))),
    CONSTRAINT transparency_erasurerecord_replays_check CHECK ((replays >= 0)),
    CONSTRAINT transparency_erasurerecord_steps_done_check CHECK ((steps_done >= 0))
);

ALTER TABLE ONLY public.transparency_erasurerecord FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_erasurerecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_erasurerecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_hold (
    id bigint NOT NULL,
    subject character varying(120) NOT NULL,
    "case" uuid NOT NULL,
    held_at timestamp with time zone NOT NULL,
    held_by character varying(60) NOT NULL,
    released_at timestamp with time zone,
    released_by character varying(60) NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_hold FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_hold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_integritycheck (
    id bigint NOT NULL,
    day date NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    replayed integer NOT NULL,
    different bigint[] NOT NULL,
    rows bigint NOT NULL,
    broken_at bigint,
    seen_by character varying(60) NOT NULL,
    seen_at timestamp with time zone,
    shop_id bigint NOT NULL,
    CONSTRAINT transparency_integritycheck_replayed_check CHECK ((replayed >= 0)),
    CONSTRAINT transparency_integritycheck_rows_check CHECK ((rows >= 0))
);

ALTER TABLE ONLY public.transparency_integritycheck FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_integritycheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_integritycheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_ledgerfact (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    sha256 character varying(64) NOT NULL,
    content jsonb NOT NULL,
    first_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_ledgerfact FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_ledgerfact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_ledgerfact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_ledgermonth (
    id bigint NOT NULL,
    month date NOT NULL,
    automation character varying(60) NOT NULL,
    reason_code character varying(60) NOT NULL,
    decisions integer NOT NULL,
    by_people integer NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT transparency_ledgermonth_by_people_check CHECK ((by_people >= 0)),
    CONSTRAINT transparency_ledgermonth_decisions_check CHECK ((decisions >= 0))
);

ALTER TABLE ONLY public.transparency_ledgermonth FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_ledgermonth ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_ledgermonth_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_lockedperson (
    id bigint NOT NULL,
    sealed bytea NOT NULL,
    orders integer NOT NULL,
    last_order_on date NOT NULL,
    locked_at timestamp with time zone NOT NULL,
    customer_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT transparency_lockedperson_orders_check CHECK ((orders >= 0))
);

ALTER TABLE ONLY public.transparency_lockedperson FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_lockedperson ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_lockedperson_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_mydatalink (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    sent_by character varying(10) NOT NULL,
    made_by character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    visit_hash character varying(64) NOT NULL,
    visit_until timestamp with time zone,
    customer_id bigint NOT NULL,
    shop_id bigint NOT NULL,
    request_id bigint
);

ALTER TABLE ONLY public.transparency_mydatalink FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_mydatalink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_mydatalink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_pageversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    facts jsonb NOT NULL,
    kept jsonb NOT NULL,
    words character varying(64) NOT NULL,
    changed_by character varying(120) NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT transparency_pageversion_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.transparency_pageversion FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_pageversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_pageversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_pagewords (
    id bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    words jsonb NOT NULL,
    first_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_pagewords FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_pagewords ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_pagewords_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_registernote (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    receipt character varying(80) NOT NULL,
    declared_on date,
    recipients character varying(300) NOT NULL,
    transfer character varying(300) NOT NULL,
    officer character varying(200) NOT NULL,
    changed_by character varying(60) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_registernote FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_registernote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_registernote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_retentionchoice (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    length smallint NOT NULL,
    changed_by character varying(60) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT transparency_retentionchoice_length_check CHECK ((length >= 0))
);

ALTER TABLE ONLY public.transparency_retentionchoice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_retentionchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_retentionchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_retentionrun (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    started_by character varying(60) NOT NULL,
    counts jsonb NOT NULL,
    lengths jsonb NOT NULL,
    failed jsonb NOT NULL,
    decision_uid uuid,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_retentionrun FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_retentionrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_retentionrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_rightsrequest (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    number integer NOT NULL,
    kind character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    door character varying(8) NOT NULL,
    personal bytea,
    language character varying(8) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    reminded_on date,
    closed_at timestamp with time zone,
    closed_by character varying(120) NOT NULL,
    why character varying(500) NOT NULL,
    done jsonb NOT NULL,
    decision_uid uuid,
    conversation_id bigint,
    customer_id bigint,
    shop_id bigint NOT NULL,
    CONSTRAINT rights_request_closed CHECK ((((closed_at IS NOT NULL) AND ((state)::text = ANY (ARRAY[('done'::character varying)::text, ('refused'::character varying)::text]))) OR ((NOT ((state)::text = ANY (ARRAY[('done'::character varying)::text, ('refused'::character varying)::text]))) AND (closed_at IS NULL)))),
    CONSTRAINT transparency_rightsrequest_number_check CHECK ((number >= 0))
);

ALTER TABLE ONLY public.transparency_rightsrequest FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_rightsrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_rightsrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_showntext (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    version integer NOT NULL,
    texts jsonb NOT NULL,
    sha256 character varying(64) NOT NULL,
    asks_again boolean NOT NULL,
    published_by character varying(120) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT transparency_showntext_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.transparency_showntext FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_showntext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_showntext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_textcheck (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    ref bigint NOT NULL,
    fingerprint character varying(64) NOT NULL,
    is_blocked boolean NOT NULL,
    findings integer NOT NULL,
    says_stock boolean NOT NULL,
    good_until date,
    checked_at timestamp with time zone NOT NULL,
    shop_id bigint NOT NULL,
    CONSTRAINT transparency_textcheck_findings_check CHECK ((findings >= 0))
);

ALTER TABLE ONLY public.transparency_textcheck FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_textcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_textcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_textfinding (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    kind character varying(10) NOT NULL,
    ref bigint NOT NULL,
    subject_uid uuid NOT NULL,
    title character varying(200) NOT NULL,
    field character varying(20) NOT NULL,
    rule character varying(40) NOT NULL,
    severity character varying(5) NOT NULL,
    words character varying(200) NOT NULL,
    around character varying(400) NOT NULL,
    "values" jsonb NOT NULL,
    mends jsonb NOT NULL,
    state character varying(10) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    gone_at timestamp with time zone,
    decision_uid uuid,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_textfinding FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_textfinding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_textfinding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_textoverride (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    why character varying(500) NOT NULL,
    signed_by character varying(120) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    until date NOT NULL,
    withdrawn_by character varying(120) NOT NULL,
    withdrawn_at timestamp with time zone,
    decision_uid uuid,
    finding_id bigint NOT NULL,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_textoverride FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_textoverride ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_textoverride_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transparency_textrule (
    id bigint NOT NULL,
    uid uuid DEFAULT gen_random_uuid() NOT NULL,
    code character varying(40) NOT NULL,
    title character varying(120) NOT NULL,
    severity character varying(5) NOT NULL,
    is_on boolean NOT NULL,
    is_own boolean NOT NULL,
    terms character varying(120)[] NOT NULL,
    excused character varying(120)[] NOT NULL,
    reason character varying(300) NOT NULL,
    instead character varying(120) NOT NULL,
    changed_by character varying(120) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    category_id bigint,
    shop_id bigint NOT NULL
);

ALTER TABLE ONLY public.transparency_textrule FORCE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_textrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transparency_textrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.attribution_alertbar
    ADD CONSTRAINT alert_bar_once UNIQUE (shop_id, figure, direction);

ALTER TABLE ONLY public.attribution_alertnight
    ADD CONSTRAINT alert_night_once UNIQUE (shop_id, day);

ALTER TABLE ONLY public.catalog_arrivalsign
    ADD CONSTRAINT arrival_sign_once UNIQUE (shop_id, occurred_at, event_id);

ALTER TABLE ONLY public.attribution_alertbar
    ADD CONSTRAINT attribution_alertbar_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_alertbar
    ADD CONSTRAINT attribution_alertbar_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_alertnight
    ADD CONSTRAINT attribution_alertnight_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_alertnight
    ADD CONSTRAINT attribution_alertnight_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_budgetadvice
    ADD CONSTRAINT attribution_budgetadvice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_budgetadvice
    ADD CONSTRAINT attribution_budgetadvice_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_budgetline
    ADD CONSTRAINT attribution_budgetline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_budgetline
    ADD CONSTRAINT attribution_budgetline_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_campaignplan
    ADD CONSTRAINT attribution_campaignplan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_campaignplan
    ADD CONSTRAINT attribution_campaignplan_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_channelrole
    ADD CONSTRAINT attribution_channelrole_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_channelrole
    ADD CONSTRAINT attribution_channelrole_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_creditentry
    ADD CONSTRAINT attribution_creditentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_creditentry
    ADD CONSTRAINT attribution_creditentry_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_creditmark
    ADD CONSTRAINT attribution_creditmark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_creditmark
    ADD CONSTRAINT attribution_creditmark_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_creditrun
    ADD CONSTRAINT attribution_creditrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_creditrun
    ADD CONSTRAINT attribution_creditrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_creditsettings
    ADD CONSTRAINT attribution_creditsettings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_creditsettings
    ADD CONSTRAINT attribution_creditsettings_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_creditshare
    ADD CONSTRAINT attribution_creditshare_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_creditshare
    ADD CONSTRAINT attribution_creditshare_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT attribution_customerrepurchase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT attribution_customerrepurchase_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_dailyacquisition
    ADD CONSTRAINT attribution_dailyacquisition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_dailyacquisition
    ADD CONSTRAINT attribution_dailyacquisition_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_dailykpi
    ADD CONSTRAINT attribution_dailykpi_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_dailykpi
    ADD CONSTRAINT attribution_dailykpi_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_dailykpiby
    ADD CONSTRAINT attribution_dailykpiby_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_dailykpiby
    ADD CONSTRAINT attribution_dailykpiby_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_daynote
    ADD CONSTRAINT attribution_daynote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_daynote
    ADD CONSTRAINT attribution_daynote_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_figurealert
    ADD CONSTRAINT attribution_figurealert_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_figurealert
    ADD CONSTRAINT attribution_figurealert_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_forecastline
    ADD CONSTRAINT attribution_forecastline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_forecastline
    ADD CONSTRAINT attribution_forecastline_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_forecastrun
    ADD CONSTRAINT attribution_forecastrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_forecastrun
    ADD CONSTRAINT attribution_forecastrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_journey
    ADD CONSTRAINT attribution_journey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_journey
    ADD CONSTRAINT attribution_journey_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_kpishift
    ADD CONSTRAINT attribution_kpishift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_kpishift
    ADD CONSTRAINT attribution_kpishift_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_kpitarget
    ADD CONSTRAINT attribution_kpitarget_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_kpitarget
    ADD CONSTRAINT attribution_kpitarget_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_letterchoice
    ADD CONSTRAINT attribution_letterchoice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_letterchoice
    ADD CONSTRAINT attribution_letterchoice_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_nightlyrun
    ADD CONSTRAINT attribution_nightlyrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_nightlyrun
    ADD CONSTRAINT attribution_nightlyrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_sentletter
    ADD CONSTRAINT attribution_sentletter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_sentletter
    ADD CONSTRAINT attribution_sentletter_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_valuegroup
    ADD CONSTRAINT attribution_valuegroup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_valuegroup
    ADD CONSTRAINT attribution_valuegroup_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_valuerun
    ADD CONSTRAINT attribution_valuerun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_valuerun
    ADD CONSTRAINT attribution_valuerun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_wilayatest
    ADD CONSTRAINT attribution_wilayatest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_wilayatest
    ADD CONSTRAINT attribution_wilayatest_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_auditanswer
    ADD CONSTRAINT audit_answer_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_auditresult
    ADD CONSTRAINT audit_result_once UNIQUE (shop_id, run_id, measure, "grouping");

ALTER TABLE ONLY public.transparency_auditresult
    ADD CONSTRAINT audit_result_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_auditrun
    ADD CONSTRAINT audit_run_once UNIQUE (shop_id, as_of);

ALTER TABLE ONLY public.transparency_auditrun
    ADD CONSTRAINT audit_run_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_automationswitch
    ADD CONSTRAINT automation_switch_once UNIQUE (shop_id, automation);

ALTER TABLE ONLY public.signals_backtestrow
    ADD CONSTRAINT backtest_row_once UNIQUE (shop_id, run_id, rank);

ALTER TABLE ONLY public.signals_backtestrun
    ADD CONSTRAINT backtest_run_once UNIQUE (shop_id, as_of);

ALTER TABLE ONLY public.transparency_benefitgrant
    ADD CONSTRAINT benefit_once_a_customer UNIQUE (shop_id, benefit_id, customer_id);

ALTER TABLE ONLY public.transparency_breach
    ADD CONSTRAINT breach_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.attribution_budgetadvice
    ADD CONSTRAINT budget_advice_once UNIQUE (shop_id, week);

ALTER TABLE ONLY public.attribution_budgetline
    ADD CONSTRAINT budget_line_once UNIQUE (shop_id, advice_id, channel);

ALTER TABLE ONLY public.catalog_campaignname
    ADD CONSTRAINT campaign_name_once UNIQUE (shop_id, plain);

ALTER TABLE ONLY public.attribution_campaignplan
    ADD CONSTRAINT campaign_plan_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_campaign
    ADD CONSTRAINT campaign_slug_once UNIQUE (shop_id, slug);

ALTER TABLE ONLY public.catalog_campaign
    ADD CONSTRAINT campaign_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_caseentry
    ADD CONSTRAINT case_entry_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_case
    ADD CONSTRAINT case_number_once UNIQUE (shop_id, number);

ALTER TABLE ONLY public.transparency_casesettings
    ADD CONSTRAINT case_settings_once UNIQUE (shop_id);

ALTER TABLE ONLY public.transparency_casetemplate
    ADD CONSTRAINT case_template_once UNIQUE (shop_id, code, language);

ALTER TABLE ONLY public.transparency_casetemplate
    ADD CONSTRAINT case_template_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_case
    ADD CONSTRAINT case_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_apikey
    ADD CONSTRAINT catalog_apikey_key_hash_key UNIQUE (key_hash);

ALTER TABLE ONLY public.catalog_apikey
    ADD CONSTRAINT catalog_apikey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_apikey
    ADD CONSTRAINT catalog_apikey_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_arrivalsign
    ADD CONSTRAINT catalog_arrivalsign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_arrivalsign
    ADD CONSTRAINT catalog_arrivalsign_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_campaign
    ADD CONSTRAINT catalog_campaign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_campaign
    ADD CONSTRAINT catalog_campaign_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_campaignname
    ADD CONSTRAINT catalog_campaignname_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_campaignname
    ADD CONSTRAINT catalog_campaignname_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_changemark
    ADD CONSTRAINT catalog_changemark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_changemark
    ADD CONSTRAINT catalog_changemark_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_channel
    ADD CONSTRAINT catalog_channel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_channel
    ADD CONSTRAINT catalog_channel_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_channelmove
    ADD CONSTRAINT catalog_channelmove_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_channelmove
    ADD CONSTRAINT catalog_channelmove_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_channelrule
    ADD CONSTRAINT catalog_channelrule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_channelrule
    ADD CONSTRAINT catalog_channelrule_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_channelrun
    ADD CONSTRAINT catalog_channelrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_channelrun
    ADD CONSTRAINT catalog_channelrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_channelsaid
    ADD CONSTRAINT catalog_channelsaid_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_channelsaid
    ADD CONSTRAINT catalog_channelsaid_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_codemark
    ADD CONSTRAINT catalog_codemark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_codemark
    ADD CONSTRAINT catalog_codemark_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_codeuse
    ADD CONSTRAINT catalog_codeuse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_codeuse
    ADD CONSTRAINT catalog_codeuse_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_contentmetric
    ADD CONSTRAINT catalog_contentmetric_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_contentmetric
    ADD CONSTRAINT catalog_contentmetric_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_contentpiece
    ADD CONSTRAINT catalog_contentpiece_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_contentpiece
    ADD CONSTRAINT catalog_contentpiece_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_contentproduct
    ADD CONSTRAINT catalog_contentproduct_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_contentproduct
    ADD CONSTRAINT catalog_contentproduct_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT catalog_conversation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT catalog_conversation_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_conversationchange
    ADD CONSTRAINT catalog_conversationchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_conversationchange
    ADD CONSTRAINT catalog_conversationchange_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_conversationmessage
    ADD CONSTRAINT catalog_conversationmessage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_conversationmessage
    ADD CONSTRAINT catalog_conversationmessage_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_conversationsettings
    ADD CONSTRAINT catalog_conversationsettings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_conversationsettings
    ADD CONSTRAINT catalog_conversationsettings_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_courierword
    ADD CONSTRAINT catalog_courierword_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_courierword
    ADD CONSTRAINT catalog_courierword_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_currencyrate
    ADD CONSTRAINT catalog_currencyrate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_currencyrate
    ADD CONSTRAINT catalog_currencyrate_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_customer
    ADD CONSTRAINT catalog_customer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_customer
    ADD CONSTRAINT catalog_customer_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_customeridentity
    ADD CONSTRAINT catalog_customeridentity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_customeridentity
    ADD CONSTRAINT catalog_customeridentity_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_guessbucket
    ADD CONSTRAINT catalog_guessbucket_key_key UNIQUE (key);

ALTER TABLE ONLY public.catalog_guessbucket
    ADD CONSTRAINT catalog_guessbucket_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_heardanswer
    ADD CONSTRAINT catalog_heardanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_heardanswer
    ADD CONSTRAINT catalog_heardanswer_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_heardsettings
    ADD CONSTRAINT catalog_heardsettings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_heardsettings
    ADD CONSTRAINT catalog_heardsettings_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_importbatch
    ADD CONSTRAINT catalog_importbatch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_importbatch
    ADD CONSTRAINT catalog_importbatch_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_importbefore
    ADD CONSTRAINT catalog_importbefore_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_importbefore
    ADD CONSTRAINT catalog_importbefore_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_importfile
    ADD CONSTRAINT catalog_importfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_importfile
    ADD CONSTRAINT catalog_importfile_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_importrowerror
    ADD CONSTRAINT catalog_importrowerror_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_importrowerror
    ADD CONSTRAINT catalog_importrowerror_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_invitation
    ADD CONSTRAINT catalog_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_invitation
    ADD CONSTRAINT catalog_invitation_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_invitation
    ADD CONSTRAINT catalog_invitation_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.catalog_landingitem
    ADD CONSTRAINT catalog_landingitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_landingitem
    ADD CONSTRAINT catalog_landingitem_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_landingpage
    ADD CONSTRAINT catalog_landingpage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_landingpage
    ADD CONSTRAINT catalog_landingpage_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_membership
    ADD CONSTRAINT catalog_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_membership
    ADD CONSTRAINT catalog_membership_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_occasionchange
    ADD CONSTRAINT catalog_occasionchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_occasionchange
    ADD CONSTRAINT catalog_occasionchange_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_order
    ADD CONSTRAINT catalog_order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_order
    ADD CONSTRAINT catalog_order_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_orderline
    ADD CONSTRAINT catalog_orderline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_orderline
    ADD CONSTRAINT catalog_orderline_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_outboxjob
    ADD CONSTRAINT catalog_outboxjob_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_outboxjob
    ADD CONSTRAINT catalog_outboxjob_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_packpart
    ADD CONSTRAINT catalog_packpart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_packpart
    ADD CONSTRAINT catalog_packpart_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_parcel
    ADD CONSTRAINT catalog_parcel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_parcel
    ADD CONSTRAINT catalog_parcel_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_parcelevent
    ADD CONSTRAINT catalog_parcelevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_parcelevent
    ADD CONSTRAINT catalog_parcelevent_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_playlist
    ADD CONSTRAINT catalog_playlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_playlist
    ADD CONSTRAINT catalog_playlist_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_playlistaddress
    ADD CONSTRAINT catalog_playlistaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_playlistaddress
    ADD CONSTRAINT catalog_playlistaddress_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_playlistchange
    ADD CONSTRAINT catalog_playlistchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_playlistchange
    ADD CONSTRAINT catalog_playlistchange_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_playlistcode
    ADD CONSTRAINT catalog_playlistcode_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_playlistcode
    ADD CONSTRAINT catalog_playlistcode_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_playlistitem
    ADD CONSTRAINT catalog_playlistitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_playlistitem
    ADD CONSTRAINT catalog_playlistitem_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_producthold
    ADD CONSTRAINT catalog_producthold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_producthold
    ADD CONSTRAINT catalog_producthold_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_publickey
    ADD CONSTRAINT catalog_publickey_key_key UNIQUE (key);

ALTER TABLE ONLY public.catalog_publickey
    ADD CONSTRAINT catalog_publickey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_publickey
    ADD CONSTRAINT catalog_publickey_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_ratewindow
    ADD CONSTRAINT catalog_ratewindow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_recordchange
    ADD CONSTRAINT catalog_recordchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_recordchange
    ADD CONSTRAINT catalog_recordchange_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_refund
    ADD CONSTRAINT catalog_refund_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_refund
    ADD CONSTRAINT catalog_refund_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_refundline
    ADD CONSTRAINT catalog_refundline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_refundline
    ADD CONSTRAINT catalog_refundline_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_reminderchoice
    ADD CONSTRAINT catalog_reminderchoice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_reminderchoice
    ADD CONSTRAINT catalog_reminderchoice_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_remittance
    ADD CONSTRAINT catalog_remittance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_remittance
    ADD CONSTRAINT catalog_remittance_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_replyscript
    ADD CONSTRAINT catalog_replyscript_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_replyscript
    ADD CONSTRAINT catalog_replyscript_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_savedmapping
    ADD CONSTRAINT catalog_savedmapping_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_savedmapping
    ADD CONSTRAINT catalog_savedmapping_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_securityevent
    ADD CONSTRAINT catalog_securityevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_sentreminder
    ADD CONSTRAINT catalog_sentreminder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_sentreminder
    ADD CONSTRAINT catalog_sentreminder_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_series
    ADD CONSTRAINT catalog_series_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_series
    ADD CONSTRAINT catalog_series_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_seriespost
    ADD CONSTRAINT catalog_seriespost_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_seriespost
    ADD CONSTRAINT catalog_seriespost_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_shop
    ADD CONSTRAINT catalog_shop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_shop
    ADD CONSTRAINT catalog_shop_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.catalog_shop
    ADD CONSTRAINT catalog_shop_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.catalog_spendchange
    ADD CONSTRAINT catalog_spendchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_spendchange
    ADD CONSTRAINT catalog_spendchange_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_spendday
    ADD CONSTRAINT catalog_spendday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_spendday
    ADD CONSTRAINT catalog_spendday_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_spendentry
    ADD CONSTRAINT catalog_spendentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_spendentry
    ADD CONSTRAINT catalog_spendentry_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_storedanswer
    ADD CONSTRAINT catalog_storedanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_storedanswer
    ADD CONSTRAINT catalog_storedanswer_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_user
    ADD CONSTRAINT catalog_user_email_key UNIQUE (email);

ALTER TABLE ONLY public.catalog_user
    ADD CONSTRAINT catalog_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT category_once UNIQUE (shop_id, name);

ALTER TABLE ONLY public.catalog_channelmove
    ADD CONSTRAINT channel_move_once UNIQUE (shop_id, run_id, kind, row_key);

ALTER TABLE ONLY public.attribution_channelrole
    ADD CONSTRAINT channel_role_once UNIQUE (shop_id, channel);

ALTER TABLE ONLY public.catalog_channelrule
    ADD CONSTRAINT channel_rule_once UNIQUE (shop_id, what, plain);

ALTER TABLE ONLY public.catalog_channelrule
    ADD CONSTRAINT channel_rule_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_channelrun
    ADD CONSTRAINT channel_run_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_channelsaid
    ADD CONSTRAINT channel_said_once UNIQUE (shop_id, kind, row_key);

ALTER TABLE ONLY public.catalog_channel
    ADD CONSTRAINT channel_slug_once UNIQUE (shop_id, slug);

ALTER TABLE ONLY public.catalog_channel
    ADD CONSTRAINT channel_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_playlistcode
    ADD CONSTRAINT code_link_once UNIQUE (link);

ALTER TABLE ONLY public.catalog_playlistcode
    ADD CONSTRAINT code_once UNIQUE (shop_id, normalised);

ALTER TABLE ONLY public.catalog_playlistcode
    ADD CONSTRAINT code_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_codeuse
    ADD CONSTRAINT code_use_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_consentbenefit
    ADD CONSTRAINT consent_benefit_once UNIQUE (shop_id, purpose);

ALTER TABLE ONLY public.catalog_contentmetric
    ADD CONSTRAINT content_metric_once UNIQUE (shop_id, content_id, name, measured_on);

ALTER TABLE ONLY public.catalog_contentproduct
    ADD CONSTRAINT content_product_once UNIQUE (shop_id, content_id, product_id);

ALTER TABLE ONLY public.signals_contentscore
    ADD CONSTRAINT content_score_once UNIQUE (shop_id, content_ref);

ALTER TABLE ONLY public.catalog_contentpiece
    ADD CONSTRAINT content_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_conversationmessage
    ADD CONSTRAINT conversation_message_once UNIQUE (shop_id, conversation_id, "position");

ALTER TABLE ONLY public.catalog_conversationsettings
    ADD CONSTRAINT conversation_settings_once UNIQUE (shop_id);

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT conversation_source_once UNIQUE (shop_id, source, external_id);

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT conversation_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_courierword
    ADD CONSTRAINT courier_word_once UNIQUE (shop_id, courier, plain);

ALTER TABLE ONLY public.attribution_creditrun
    ADD CONSTRAINT credit_run_once UNIQUE (shop_id);

ALTER TABLE ONLY public.attribution_creditsettings
    ADD CONSTRAINT credit_settings_once UNIQUE (shop_id);

ALTER TABLE ONLY public.attribution_creditshare
    ADD CONSTRAINT credit_share_once UNIQUE (shop_id, days, "window", rule, channel);

ALTER TABLE ONLY public.catalog_currencyrate
    ADD CONSTRAINT currency_rate_once UNIQUE (shop_id, currency, starts_on);

ALTER TABLE ONLY public.catalog_currencyrate
    ADD CONSTRAINT currency_rate_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_customeridentity
    ADD CONSTRAINT customer_identity_once UNIQUE (shop_id, channel, account, external_id);

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT customer_repurchase_once UNIQUE (shop_id, customer_id);

ALTER TABLE ONLY public.catalog_customer
    ADD CONSTRAINT customer_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.attribution_dailyacquisition
    ADD CONSTRAINT daily_acquisition_once UNIQUE (shop_id, day, channel, campaign, playlist, wilaya);

ALTER TABLE ONLY public.attribution_dailykpiby
    ADD CONSTRAINT daily_kpi_by_once UNIQUE (shop_id, dimension, day, key);

ALTER TABLE ONLY public.attribution_dailykpi
    ADD CONSTRAINT daily_kpi_once UNIQUE (shop_id, day, channel);

ALTER TABLE ONLY public.signals_dailymoment
    ADD CONSTRAINT daily_moment_once UNIQUE (shop_id, day, hour, type, device, language, wilaya);

ALTER TABLE ONLY public.signals_dailyproduct
    ADD CONSTRAINT daily_product_once UNIQUE (shop_id, day, product_ref);

ALTER TABLE ONLY public.signals_dailysearch
    ADD CONSTRAINT daily_search_once UNIQUE (shop_id, day, term, visitor);

ALTER TABLE ONLY public.signals_dailysession
    ADD CONSTRAINT daily_session_once UNIQUE (shop_id, day, channel, device);

ALTER TABLE ONLY public.signals_dailysignal
    ADD CONSTRAINT daily_signal_once UNIQUE (shop_id, day, type, product_ref, playlist_ref, content_ref, channel);

ALTER TABLE ONLY public.signals_dailyvisitor
    ADD CONSTRAINT daily_visitor_once UNIQUE (shop_id, day, channel, visitor);

ALTER TABLE ONLY public.attribution_daynote
    ADD CONSTRAINT day_note_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_decision
    ADD CONSTRAINT decision_sequence_once UNIQUE (shop_id, sequence);

ALTER TABLE ONLY public.signals_dismissal
    ADD CONSTRAINT dismissal_once UNIQUE (shop_id, visitor, product_id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.transparency_erasurerecord
    ADD CONSTRAINT erasure_of_customer_once UNIQUE (shop_id, customer_uid);

ALTER TABLE ONLY public.transparency_erasurerecord
    ADD CONSTRAINT erasure_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_excludedcategory
    ADD CONSTRAINT excluded_category_once UNIQUE (shop_id, category_id);

ALTER TABLE ONLY public.signals_exposureday
    ADD CONSTRAINT exposure_day_once UNIQUE (shop_id, kind, test_ref, day);

ALTER TABLE ONLY public.signals_exposurelook
    ADD CONSTRAINT exposure_look_once UNIQUE (shop_id, test_id, shown);

ALTER TABLE ONLY public.signals_exposuretest
    ADD CONSTRAINT exposure_test_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_feedbackday
    ADD CONSTRAINT feedback_day_once UNIQUE (shop_id, day, action, product_id);

ALTER TABLE ONLY public.attribution_figurealert
    ADD CONSTRAINT figure_alert_once UNIQUE (shop_id, day, figure);

ALTER TABLE ONLY public.attribution_figurealert
    ADD CONSTRAINT figure_alert_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.attribution_forecastline
    ADD CONSTRAINT forecast_line_once UNIQUE (shop_id, run_id, measure, scope, ref, key);

ALTER TABLE ONLY public.attribution_forecastrun
    ADD CONSTRAINT forecast_run_once UNIQUE (shop_id, week);

ALTER TABLE ONLY public.catalog_heardanswer
    ADD CONSTRAINT heard_answer_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_heardsettings
    ADD CONSTRAINT heard_settings_once UNIQUE (shop_id);

ALTER TABLE ONLY public.catalog_importbefore
    ADD CONSTRAINT import_before_once UNIQUE (shop_id, batch_id, "table", row_id);

ALTER TABLE ONLY public.signals_importedsessions
    ADD CONSTRAINT imported_sessions_once UNIQUE (shop_id, content_sha256, dimension, value);

ALTER TABLE ONLY public.signals_intakecount
    ADD CONSTRAINT intake_count_once UNIQUE (shop_id, hour, outcome);

ALTER TABLE ONLY public.transparency_integritycheck
    ADD CONSTRAINT integrity_check_once UNIQUE (shop_id, day);

ALTER TABLE ONLY public.attribution_journey
    ADD CONSTRAINT journey_once UNIQUE (shop_id, order_id);

ALTER TABLE ONLY public.attribution_kpitarget
    ADD CONSTRAINT kpi_target_once UNIQUE (shop_id, figure);

ALTER TABLE ONLY public.catalog_landingitem
    ADD CONSTRAINT landing_item_once UNIQUE (shop_id, landing_id, product_id);

ALTER TABLE ONLY public.catalog_landingpage
    ADD CONSTRAINT landing_of_code_once UNIQUE (shop_id, code_id);

ALTER TABLE ONLY public.catalog_landingpage
    ADD CONSTRAINT landing_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_ledgerfact
    ADD CONSTRAINT ledger_fact_once UNIQUE (shop_id, sha256);

ALTER TABLE ONLY public.transparency_ledgermonth
    ADD CONSTRAINT ledger_month_once UNIQUE (shop_id, month, automation, reason_code);

ALTER TABLE ONLY public.attribution_letterchoice
    ADD CONSTRAINT letter_choice_once UNIQUE (shop_id, membership_id);

ALTER TABLE ONLY public.transparency_lockedperson
    ADD CONSTRAINT locked_person_once UNIQUE (shop_id, customer_id);

ALTER TABLE ONLY public.catalog_membership
    ADD CONSTRAINT membership_once UNIQUE (shop_id, user_id);

ALTER TABLE ONLY public.signals_merchantchoice
    ADD CONSTRAINT merchant_choice_once UNIQUE (shop_id, product_id);

ALTER TABLE ONLY public.transparency_mydatalink
    ADD CONSTRAINT my_data_link_once UNIQUE (shop_id, token_hash);

ALTER TABLE ONLY public.attribution_nightlyrun
    ADD CONSTRAINT nightly_slot_once UNIQUE (shop_id, slot);

ALTER TABLE ONLY public.catalog_occasionchange
    ADD CONSTRAINT occasion_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_orderline
    ADD CONSTRAINT order_line_once UNIQUE (shop_id, order_id, "position");

ALTER TABLE ONLY public.catalog_order
    ADD CONSTRAINT order_source_once UNIQUE (shop_id, source, external_id);

ALTER TABLE ONLY public.catalog_order
    ADD CONSTRAINT order_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_outboxjob
    ADD CONSTRAINT outbox_job_once UNIQUE (shop_id, kind, unique_key);

ALTER TABLE ONLY public.catalog_packpart
    ADD CONSTRAINT pack_part_once UNIQUE (shop_id, pack_id, part_id);

ALTER TABLE ONLY public.transparency_pageversion
    ADD CONSTRAINT page_version_once UNIQUE (shop_id, number);

ALTER TABLE ONLY public.transparency_pagewords
    ADD CONSTRAINT page_words_once UNIQUE (shop_id, sha256);

ALTER TABLE ONLY public.catalog_parcelevent
    ADD CONSTRAINT parcel_event_once UNIQUE (shop_id, parcel_id, at, plain);

ALTER TABLE ONLY public.catalog_parcel
    ADD CONSTRAINT parcel_tracking_once UNIQUE (shop_id, courier, tracking);

ALTER TABLE ONLY public.catalog_parcel
    ADD CONSTRAINT parcel_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_playlistaddress
    ADD CONSTRAINT playlist_address_once UNIQUE (shop_id, slug);

ALTER TABLE ONLY public.catalog_playlistitem
    ADD CONSTRAINT playlist_item_once UNIQUE (shop_id, playlist_id, step, "position") DEFERRABLE;

ALTER TABLE ONLY public.catalog_playlistitem
    ADD CONSTRAINT playlist_item_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_playlistproposal
    ADD CONSTRAINT playlist_proposal_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_playlist
    ADD CONSTRAINT playlist_slug_once UNIQUE (shop_id, slug);

ALTER TABLE ONLY public.catalog_playlist
    ADD CONSTRAINT playlist_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_playlistvisitorder
    ADD CONSTRAINT playlist_visit_order_once UNIQUE (shop_id, order_id);

ALTER TABLE ONLY public.signals_playlistvisitor
    ADD CONSTRAINT playlist_visitor_once UNIQUE (shop_id, playlist_ref, day, visitor);

ALTER TABLE ONLY public.signals_preparedanswer
    ADD CONSTRAINT prepared_answer_once UNIQUE (shop_id, address);

ALTER TABLE ONLY public.signals_preparedproduct
    ADD CONSTRAINT prepared_product_once UNIQUE (shop_id, run_id, product_id);

ALTER TABLE ONLY public.signals_productcost
    ADD CONSTRAINT product_cost_once UNIQUE (shop_id, product_id);

ALTER TABLE ONLY public.catalog_producthold
    ADD CONSTRAINT product_hold_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_productscore
    ADD CONSTRAINT product_score_once UNIQUE (shop_id, product_id);

ALTER TABLE ONLY public.signals_productscoreweek
    ADD CONSTRAINT product_score_week_once UNIQUE (shop_id, product_id, week);

ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT product_sku_once UNIQUE (shop_id, sku);

ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT product_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_proposallesson
    ADD CONSTRAINT proposal_lesson_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_proposalplace
    ADD CONSTRAINT proposal_place_once UNIQUE (shop_id, proposal_id, "position");

ALTER TABLE ONLY public.signals_proposalplace
    ADD CONSTRAINT proposal_product_once UNIQUE (shop_id, proposal_id, product_id);

ALTER TABLE ONLY public.signals_proposalrun
    ADD CONSTRAINT proposal_run_once UNIQUE (shop_id);

ALTER TABLE ONLY public.catalog_ratewindow
    ADD CONSTRAINT rate_window_once UNIQUE (key, starts_at);

ALTER TABLE ONLY public.signals_recommendeditem
    ADD CONSTRAINT recommended_item_once UNIQUE (shop_id, run_id, slot, key, rank);

ALTER TABLE ONLY public.catalog_refundline
    ADD CONSTRAINT refund_line_once UNIQUE (shop_id, refund_id, "position");

ALTER TABLE ONLY public.catalog_refund
    ADD CONSTRAINT refund_source_once UNIQUE (shop_id, source, external_id);

ALTER TABLE ONLY public.transparency_registernote
    ADD CONSTRAINT register_note_once UNIQUE (shop_id, code);

ALTER TABLE ONLY public.catalog_reminderchoice
    ADD CONSTRAINT reminder_choice_once UNIQUE (shop_id, membership_id);

ALTER TABLE ONLY public.catalog_remittance
    ADD CONSTRAINT remittance_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_replyscript
    ADD CONSTRAINT reply_script_title_once UNIQUE (shop_id, title);

ALTER TABLE ONLY public.catalog_replyscript
    ADD CONSTRAINT reply_script_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_retentionchoice
    ADD CONSTRAINT retention_choice_once UNIQUE (shop_id, code);

ALTER TABLE ONLY public.signals_retention
    ADD CONSTRAINT retention_once UNIQUE (shop_id);

ALTER TABLE ONLY public.transparency_retentionrun
    ADD CONSTRAINT retention_run_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_rightsrequest
    ADD CONSTRAINT rights_request_number_once UNIQUE (shop_id, number);

ALTER TABLE ONLY public.transparency_rightsrequest
    ADD CONSTRAINT rights_request_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_savedmapping
    ADD CONSTRAINT saved_mapping_once UNIQUE (shop_id, header_signature);

ALTER TABLE ONLY public.signals_scorerun
    ADD CONSTRAINT score_run_once UNIQUE (shop_id, kind);

ALTER TABLE ONLY public.signals_scoresettings
    ADD CONSTRAINT score_settings_once UNIQUE (shop_id);

ALTER TABLE ONLY public.signals_segmentassignment
    ADD CONSTRAINT segment_assignment_once UNIQUE (shop_id, campaign_id, customer_id);

ALTER TABLE ONLY public.signals_segmentcampaign
    ADD CONSTRAINT segment_campaign_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_segmentmember
    ADD CONSTRAINT segment_member_once UNIQUE (shop_id, customer_id);

ALTER TABLE ONLY public.signals_segmentproposal
    ADD CONSTRAINT segment_proposal_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_segmentrun
    ADD CONSTRAINT segment_run_once UNIQUE (shop_id);

ALTER TABLE ONLY public.signals_segmentsettings
    ADD CONSTRAINT segment_settings_once UNIQUE (shop_id);

ALTER TABLE ONLY public.attribution_sentletter
    ADD CONSTRAINT sent_letter_once UNIQUE (shop_id, membership_id, kind, key);

ALTER TABLE ONLY public.catalog_sentreminder
    ADD CONSTRAINT sent_reminder_once UNIQUE (shop_id, membership_id, day);

ALTER TABLE ONLY public.catalog_seriespost
    ADD CONSTRAINT series_post_once UNIQUE (shop_id, series_id, "position") DEFERRABLE;

ALTER TABLE ONLY public.catalog_seriespost
    ADD CONSTRAINT series_post_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_series
    ADD CONSTRAINT series_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_servedlist
    ADD CONSTRAINT served_list_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_servedseal
    ADD CONSTRAINT served_seal_once UNIQUE (shop_id, decision_uid);

ALTER TABLE ONLY public.signals_session
    ADD CONSTRAINT session_once UNIQUE (shop_id, visitor, started_at, first_event);

ALTER TABLE ONLY public.transparency_showntext
    ADD CONSTRAINT shown_text_version_once UNIQUE (shop_id, kind, version);

ALTER TABLE ONLY public.signals_answerchange
    ADD CONSTRAINT signals_answerchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_answerchange
    ADD CONSTRAINT signals_answerchange_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_backtestrow
    ADD CONSTRAINT signals_backtestrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_backtestrow
    ADD CONSTRAINT signals_backtestrow_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_backtestrun
    ADD CONSTRAINT signals_backtestrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_backtestrun
    ADD CONSTRAINT signals_backtestrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_consent
    ADD CONSTRAINT signals_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_consent
    ADD CONSTRAINT signals_consent_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_contentscore
    ADD CONSTRAINT signals_contentscore_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_contentscore
    ADD CONSTRAINT signals_contentscore_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_dailymoment
    ADD CONSTRAINT signals_dailymoment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_dailymoment
    ADD CONSTRAINT signals_dailymoment_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_dailyproduct
    ADD CONSTRAINT signals_dailyproduct_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_dailyproduct
    ADD CONSTRAINT signals_dailyproduct_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_dailysearch
    ADD CONSTRAINT signals_dailysearch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_dailysearch
    ADD CONSTRAINT signals_dailysearch_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_dailysession
    ADD CONSTRAINT signals_dailysession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_dailysession
    ADD CONSTRAINT signals_dailysession_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_dailysignal
    ADD CONSTRAINT signals_dailysignal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_dailysignal
    ADD CONSTRAINT signals_dailysignal_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_dailyvisitor
    ADD CONSTRAINT signals_dailyvisitor_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_dailyvisitor
    ADD CONSTRAINT signals_dailyvisitor_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_dismissal
    ADD CONSTRAINT signals_dismissal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_dismissal
    ADD CONSTRAINT signals_dismissal_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_event
    ADD CONSTRAINT signals_event_pkey PRIMARY KEY (shop_id, occurred_at, event_id);

ALTER TABLE ONLY public.signals_excludedcategory
    ADD CONSTRAINT signals_excludedcategory_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_excludedcategory
    ADD CONSTRAINT signals_excludedcategory_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_exposureday
    ADD CONSTRAINT signals_exposureday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_exposureday
    ADD CONSTRAINT signals_exposureday_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_exposurelook
    ADD CONSTRAINT signals_exposurelook_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_exposurelook
    ADD CONSTRAINT signals_exposurelook_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_exposureplace
    ADD CONSTRAINT signals_exposureplace_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_exposureplace
    ADD CONSTRAINT signals_exposureplace_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_exposuretest
    ADD CONSTRAINT signals_exposuretest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_exposuretest
    ADD CONSTRAINT signals_exposuretest_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_feedbackday
    ADD CONSTRAINT signals_feedbackday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_feedbackday
    ADD CONSTRAINT signals_feedbackday_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_importedsessions
    ADD CONSTRAINT signals_importedsessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_importedsessions
    ADD CONSTRAINT signals_importedsessions_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_inboxevent
    ADD CONSTRAINT signals_inboxevent_pkey PRIMARY KEY (shop_id, event_id);

ALTER TABLE ONLY public.signals_intakecount
    ADD CONSTRAINT signals_intakecount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_intakecount
    ADD CONSTRAINT signals_intakecount_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_merchantchoice
    ADD CONSTRAINT signals_merchantchoice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_merchantchoice
    ADD CONSTRAINT signals_merchantchoice_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_playlistproposal
    ADD CONSTRAINT signals_playlistproposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_playlistproposal
    ADD CONSTRAINT signals_playlistproposal_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_playlistvisitor
    ADD CONSTRAINT signals_playlistvisitor_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_playlistvisitor
    ADD CONSTRAINT signals_playlistvisitor_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_playlistvisitorder
    ADD CONSTRAINT signals_playlistvisitorder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_playlistvisitorder
    ADD CONSTRAINT signals_playlistvisitorder_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_preparedanswer
    ADD CONSTRAINT signals_preparedanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_preparedanswer
    ADD CONSTRAINT signals_preparedanswer_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_preparedproduct
    ADD CONSTRAINT signals_preparedproduct_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_preparedproduct
    ADD CONSTRAINT signals_preparedproduct_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_productcost
    ADD CONSTRAINT signals_productcost_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_productcost
    ADD CONSTRAINT signals_productcost_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_productscore
    ADD CONSTRAINT signals_productscore_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_productscore
    ADD CONSTRAINT signals_productscore_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_productscoreweek
    ADD CONSTRAINT signals_productscoreweek_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_productscoreweek
    ADD CONSTRAINT signals_productscoreweek_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_proposallesson
    ADD CONSTRAINT signals_proposallesson_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_proposallesson
    ADD CONSTRAINT signals_proposallesson_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_proposalplace
    ADD CONSTRAINT signals_proposalplace_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_proposalplace
    ADD CONSTRAINT signals_proposalplace_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_proposalrun
    ADD CONSTRAINT signals_proposalrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_proposalrun
    ADD CONSTRAINT signals_proposalrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_recommendationrun
    ADD CONSTRAINT signals_recommendationrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_recommendationrun
    ADD CONSTRAINT signals_recommendationrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_recommendeditem
    ADD CONSTRAINT signals_recommendeditem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_recommendeditem
    ADD CONSTRAINT signals_recommendeditem_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_retention
    ADD CONSTRAINT signals_retention_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_retention
    ADD CONSTRAINT signals_retention_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_scorerun
    ADD CONSTRAINT signals_scorerun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_scorerun
    ADD CONSTRAINT signals_scorerun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_scoresettings
    ADD CONSTRAINT signals_scoresettings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_scoresettings
    ADD CONSTRAINT signals_scoresettings_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_segmentassignment
    ADD CONSTRAINT signals_segmentassignment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_segmentassignment
    ADD CONSTRAINT signals_segmentassignment_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_segmentcampaign
    ADD CONSTRAINT signals_segmentcampaign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_segmentcampaign
    ADD CONSTRAINT signals_segmentcampaign_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_segmentmember
    ADD CONSTRAINT signals_segmentmember_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_segmentmember
    ADD CONSTRAINT signals_segmentmember_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_segmentproposal
    ADD CONSTRAINT signals_segmentproposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_segmentproposal
    ADD CONSTRAINT signals_segmentproposal_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_segmentrun
    ADD CONSTRAINT signals_segmentrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_segmentrun
    ADD CONSTRAINT signals_segmentrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_segmentsettings
    ADD CONSTRAINT signals_segmentsettings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_segmentsettings
    ADD CONSTRAINT signals_segmentsettings_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_servedlist
    ADD CONSTRAINT signals_servedlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_servedlist
    ADD CONSTRAINT signals_servedlist_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_servedseal
    ADD CONSTRAINT signals_servedseal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_servedseal
    ADD CONSTRAINT signals_servedseal_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_session
    ADD CONSTRAINT signals_session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_session
    ADD CONSTRAINT signals_session_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_touchedvisitor
    ADD CONSTRAINT signals_touchedvisitor_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_touchedvisitor
    ADD CONSTRAINT signals_touchedvisitor_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_trenditem
    ADD CONSTRAINT signals_trenditem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_trenditem
    ADD CONSTRAINT signals_trenditem_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_trendrun
    ADD CONSTRAINT signals_trendrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_trendrun
    ADD CONSTRAINT signals_trendrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_visitorsalt
    ADD CONSTRAINT signals_visitorsalt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signals_visitorsalt
    ADD CONSTRAINT signals_visitorsalt_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_spendday
    ADD CONSTRAINT spend_day_once UNIQUE (shop_id, source, account, external_id, day);

ALTER TABLE ONLY public.catalog_spendentry
    ADD CONSTRAINT spend_entry_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_storedanswer
    ADD CONSTRAINT stored_answer_once UNIQUE (shop_id, api_key_id, key);

ALTER TABLE ONLY public.transparency_textcheck
    ADD CONSTRAINT text_check_once UNIQUE (shop_id, kind, ref);

ALTER TABLE ONLY public.transparency_textfinding
    ADD CONSTRAINT text_finding_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_textoverride
    ADD CONSTRAINT text_override_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.transparency_textrule
    ADD CONSTRAINT text_rule_once UNIQUE (shop_id, code);

ALTER TABLE ONLY public.transparency_textrule
    ADD CONSTRAINT text_rule_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.signals_touchedvisitor
    ADD CONSTRAINT touched_visitor_once UNIQUE (shop_id, visitor);

ALTER TABLE ONLY public.transparency_auditanswer
    ADD CONSTRAINT transparency_auditanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_auditanswer
    ADD CONSTRAINT transparency_auditanswer_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_auditresult
    ADD CONSTRAINT transparency_auditresult_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_auditresult
    ADD CONSTRAINT transparency_auditresult_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_auditrun
    ADD CONSTRAINT transparency_auditrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_auditrun
    ADD CONSTRAINT transparency_auditrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_automationswitch
    ADD CONSTRAINT transparency_automationswitch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_automationswitch
    ADD CONSTRAINT transparency_automationswitch_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_benefitgrant
    ADD CONSTRAINT transparency_benefitgrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_benefitgrant
    ADD CONSTRAINT transparency_benefitgrant_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_breach
    ADD CONSTRAINT transparency_breach_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_breach
    ADD CONSTRAINT transparency_breach_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_case
    ADD CONSTRAINT transparency_case_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_case
    ADD CONSTRAINT transparency_case_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_caseentry
    ADD CONSTRAINT transparency_caseentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_caseentry
    ADD CONSTRAINT transparency_caseentry_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_casesettings
    ADD CONSTRAINT transparency_casesettings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_casesettings
    ADD CONSTRAINT transparency_casesettings_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_casetemplate
    ADD CONSTRAINT transparency_casetemplate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_casetemplate
    ADD CONSTRAINT transparency_casetemplate_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_consentbenefit
    ADD CONSTRAINT transparency_consentbenefit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_consentbenefit
    ADD CONSTRAINT transparency_consentbenefit_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_decision
    ADD CONSTRAINT transparency_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_decision
    ADD CONSTRAINT transparency_decision_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_erasurerecord
    ADD CONSTRAINT transparency_erasurerecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_erasurerecord
    ADD CONSTRAINT transparency_erasurerecord_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_hold
    ADD CONSTRAINT transparency_hold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_hold
    ADD CONSTRAINT transparency_hold_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_integritycheck
    ADD CONSTRAINT transparency_integritycheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_integritycheck
    ADD CONSTRAINT transparency_integritycheck_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_ledgerfact
    ADD CONSTRAINT transparency_ledgerfact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_ledgerfact
    ADD CONSTRAINT transparency_ledgerfact_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_ledgermonth
    ADD CONSTRAINT transparency_ledgermonth_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_ledgermonth
    ADD CONSTRAINT transparency_ledgermonth_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_lockedperson
    ADD CONSTRAINT transparency_lockedperson_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_lockedperson
    ADD CONSTRAINT transparency_lockedperson_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_mydatalink
    ADD CONSTRAINT transparency_mydatalink_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_mydatalink
    ADD CONSTRAINT transparency_mydatalink_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_pageversion
    ADD CONSTRAINT transparency_pageversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_pageversion
    ADD CONSTRAINT transparency_pageversion_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_pagewords
    ADD CONSTRAINT transparency_pagewords_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_pagewords
    ADD CONSTRAINT transparency_pagewords_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_registernote
    ADD CONSTRAINT transparency_registernote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_registernote
    ADD CONSTRAINT transparency_registernote_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_retentionchoice
    ADD CONSTRAINT transparency_retentionchoice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_retentionchoice
    ADD CONSTRAINT transparency_retentionchoice_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_retentionrun
    ADD CONSTRAINT transparency_retentionrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_retentionrun
    ADD CONSTRAINT transparency_retentionrun_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_rightsrequest
    ADD CONSTRAINT transparency_rightsrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_rightsrequest
    ADD CONSTRAINT transparency_rightsrequest_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_showntext
    ADD CONSTRAINT transparency_showntext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_showntext
    ADD CONSTRAINT transparency_showntext_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_textcheck
    ADD CONSTRAINT transparency_textcheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_textcheck
    ADD CONSTRAINT transparency_textcheck_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_textfinding
    ADD CONSTRAINT transparency_textfinding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_textfinding
    ADD CONSTRAINT transparency_textfinding_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_textoverride
    ADD CONSTRAINT transparency_textoverride_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_textoverride
    ADD CONSTRAINT transparency_textoverride_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_textrule
    ADD CONSTRAINT transparency_textrule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_textrule
    ADD CONSTRAINT transparency_textrule_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_trenditem
    ADD CONSTRAINT trend_item_once UNIQUE (shop_id, run_id, rank);

ALTER TABLE ONLY public.signals_trendrun
    ADD CONSTRAINT trend_run_once UNIQUE (shop_id, measure, week);

ALTER TABLE ONLY public.attribution_valuegroup
    ADD CONSTRAINT value_group_once UNIQUE (shop_id, run_id, by, key);

ALTER TABLE ONLY public.attribution_valuerun
    ADD CONSTRAINT value_run_once UNIQUE (shop_id);

ALTER TABLE ONLY public.signals_visitorsalt
    ADD CONSTRAINT visitor_salt_once UNIQUE (shop_id, day);

ALTER TABLE ONLY public.attribution_wilayatest
    ADD CONSTRAINT wilaya_test_uid_once UNIQUE (shop_id, uid);

CREATE INDEX answer_change_open ON public.signals_answerchange USING btree (id) WHERE (NOT is_folded);

CREATE INDEX answer_change_sum ON public.signals_answerchange USING btree (shop_id) INCLUDE (amount);

CREATE INDEX audit_answer_of ON public.transparency_auditanswer USING btree (shop_id, result_id);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX benefit_by_time ON public.transparency_benefitgrant USING btree (shop_id, benefit_id, granted_at);

CREATE INDEX breach_by_time ON public.transparency_breach USING btree (shop_id, found_at DESC);

CREATE INDEX campaign_name_of ON public.catalog_campaignname USING btree (shop_id, campaign_id);

CREATE INDEX campaign_plan_by_day ON public.attribution_campaignplan USING btree (shop_id, starts_on DESC);

CREATE INDEX case_by_age ON public.transparency_case USING btree (shop_id, opened_at DESC);

CREATE INDEX case_by_due ON public.transparency_case USING btree (shop_id, state, due_at);

CREATE INDEX case_entry_in_order ON public.transparency_caseentry USING btree (shop_id, case_id, id);

CREATE INDEX case_of_conversation ON public.transparency_case USING btree (shop_id, conversation_id);

CREATE INDEX case_of_customer ON public.transparency_case USING btree (shop_id, customer_id);

CREATE INDEX case_of_order ON public.transparency_case USING btree (shop_id, order_id);

CREATE UNIQUE INDEX case_open_once_a_conversation ON public.transparency_case USING btree (shop_id, conversation_id) WHERE ((conversation_id IS NOT NULL) AND (NOT ((state)::text = 'closed'::text)));

CREATE INDEX catalog_apikey_created_by_id_abeb475a ON public.catalog_apikey USING btree (created_by_id);

CREATE INDEX catalog_apikey_key_hash_9dc57370_like ON public.catalog_apikey USING btree (key_hash varchar_pattern_ops);

CREATE INDEX catalog_campaign_slug_759fa3ea ON public.catalog_campaign USING btree (slug);

CREATE INDEX catalog_campaign_slug_759fa3ea_like ON public.catalog_campaign USING btree (slug varchar_pattern_ops);

CREATE INDEX catalog_guessbucket_key_97ef3423_like ON public.catalog_guessbucket USING btree (key varchar_pattern_ops);

CREATE INDEX catalog_importbatch_created_by_id_8b90e397 ON public.catalog_importbatch USING btree (created_by_id);

CREATE INDEX catalog_invitation_invited_by_id_054d6f3f ON public.catalog_invitation USING btree (invited_by_id);

CREATE INDEX catalog_invitation_token_hash_ac1ba4ee_like ON public.catalog_invitation USING btree (token_hash varchar_pattern_ops);

CREATE INDEX catalog_membership_user_id_05a906b3 ON public.catalog_membership USING btree (user_id);

CREATE INDEX catalog_playlist_slug_a67956df ON public.catalog_playlist USING btree (slug);

CREATE INDEX catalog_playlist_slug_a67956df_like ON public.catalog_playlist USING btree (slug varchar_pattern_ops);

CREATE INDEX catalog_playlistaddress_slug_788db940 ON public.catalog_playlistaddress USING btree (slug);

CREATE INDEX catalog_playlistaddress_slug_788db940_like ON public.catalog_playlistaddress USING btree (slug varchar_pattern_ops);

CREATE INDEX catalog_publickey_key_e81b7738_like ON public.catalog_publickey USING btree (key varchar_pattern_ops);

CREATE INDEX catalog_remittance_created_by_id_3eafb5f1 ON public.catalog_remittance USING btree (created_by_id);

CREATE INDEX catalog_securityevent_user_id_061b4dea ON public.catalog_securityevent USING btree (user_id);

CREATE INDEX catalog_shop_slug_86000ce1_like ON public.catalog_shop USING btree (slug varchar_pattern_ops);

CREATE INDEX catalog_user_email_75fab81a_like ON public.catalog_user USING btree (email varchar_pattern_ops);

CREATE INDEX change_mark_queue ON public.catalog_changemark USING btree (shop_id, id);

CREATE UNIQUE INDEX channel_run_one_at_a_time ON public.catalog_channelrun USING btree (shop_id) WHERE ((state)::text = ANY (ARRAY[('queued'::character varying)::text, ('running'::character varying)::text]));

CREATE INDEX code_by_playlist ON public.catalog_playlistcode USING btree (shop_id, playlist_id);

CREATE UNIQUE INDEX code_keyword_once ON public.catalog_playlistcode USING btree (shop_id, keyword_normalised) WHERE (NOT ((keyword_normalised)::text = ''::text));

CREATE INDEX code_mark_queue ON public.catalog_codemark USING btree (shop_id, id);

CREATE INDEX code_use_by_customer ON public.catalog_codeuse USING btree (shop_id, customer_id);

CREATE INDEX code_use_by_day ON public.catalog_codeuse USING btree (shop_id, used_on);

CREATE UNIQUE INDEX code_use_key_once ON public.catalog_codeuse USING btree (shop_id, code_id, idempotency_key) WHERE (NOT ((idempotency_key)::text = ''::text));

CREATE INDEX code_use_of_code ON public.catalog_codeuse USING btree (shop_id, code_id, used_at DESC);

CREATE UNIQUE INDEX code_use_of_order_once ON public.catalog_codeuse USING btree (shop_id, order_id) WHERE (order_id IS NOT NULL);

CREATE INDEX consent_purpose ON public.signals_consent USING btree (shop_id, purpose, given_at);

CREATE UNIQUE INDEX consent_standing ON public.signals_consent USING btree (shop_id, visitor, purpose) WHERE (withdrawn_at IS NULL);

CREATE INDEX content_by_date ON public.catalog_contentpiece USING btree (shop_id, published_at DESC);

CREATE INDEX content_by_playlist ON public.catalog_contentpiece USING btree (shop_id, playlist_id);

CREATE INDEX content_by_product ON public.catalog_contentproduct USING btree (shop_id, product_id);

CREATE UNIQUE INDEX content_external_once ON public.catalog_contentpiece USING btree (shop_id, channel, external_id) WHERE (NOT ((external_id)::text = ''::text));

CREATE INDEX content_score_best ON public.signals_contentscore USING btree (shop_id, key DESC);

CREATE INDEX conversation_by_day ON public.catalog_conversation USING btree (shop_id, started_on);

CREATE INDEX conversation_by_import ON public.catalog_conversation USING btree (shop_id, created_import_id);

CREATE INDEX conversation_change_last ON public.catalog_conversationchange USING btree (shop_id, conversation_id, id DESC);

CREATE INDEX conversation_of_contact ON public.catalog_conversation USING btree (shop_id, contact_index);

CREATE INDEX conversation_of_customer ON public.catalog_conversation USING btree (shop_id, customer_id);

CREATE INDEX conversation_of_order ON public.catalog_conversation USING btree (shop_id, order_id);

CREATE INDEX conversation_of_phone ON public.catalog_conversation USING btree (shop_id, phone_index) WHERE ((customer_id IS NULL) AND (NOT ((phone_index)::text = ''::text)));

CREATE INDEX conversation_with_text ON public.catalog_conversation USING btree (shop_id, last_message_at) WHERE (text_forgotten_at IS NULL);

CREATE INDEX credit_entry_by_day ON public.attribution_creditentry USING btree (shop_id, day);

CREATE INDEX credit_entry_of_order ON public.attribution_creditentry USING btree (shop_id, order_id);

CREATE INDEX credit_entry_of_refund ON public.attribution_creditentry USING btree (shop_id, refund_id);

CREATE INDEX credit_mark_queue ON public.attribution_creditmark USING btree (shop_id, id);

CREATE INDEX customer_by_email ON public.catalog_customer USING btree (shop_id, email_index);

CREATE INDEX customer_by_name ON public.catalog_customer USING gin (name_index);

CREATE INDEX customer_identity_of ON public.catalog_customeridentity USING btree (shop_id, customer_id);

CREATE UNIQUE INDEX customer_phone_once ON public.catalog_customer USING btree (shop_id, phone_index) WHERE (NOT ((phone_index)::text = ''::text));

CREATE INDEX customer_repurchase_cohort ON public.attribution_customerrepurchase USING btree (shop_id, first_on);

CREATE INDEX daily_product_days ON public.signals_dailyproduct USING btree (shop_id, product_ref, day);

CREATE INDEX daily_signal_content ON public.signals_dailysignal USING btree (shop_id, content_ref, day) WHERE (content_ref > 0);

CREATE INDEX day_note_by_day ON public.attribution_daynote USING btree (shop_id, starts_on);

CREATE INDEX decision_by_automation ON public.transparency_decision USING btree (shop_id, automation, sequence DESC);

CREATE INDEX decision_by_mention ON public.transparency_decision USING gin (mentions);

CREATE INDEX decision_by_time ON public.transparency_decision USING btree (shop_id, at);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX erasure_by_time ON public.transparency_erasurerecord USING btree (shop_id, asked_at DESC);

CREATE INDEX exposure_by_stage ON public.signals_exposuretest USING btree (shop_id, stage);

CREATE UNIQUE INDEX exposure_content_once ON public.signals_exposuretest USING btree (shop_id, content_id) WHERE is_current;

CREATE INDEX exposure_place_days ON public.signals_exposureplace USING btree (shop_id, test_id, day);

CREATE INDEX exposure_place_now ON public.signals_exposureplace USING btree (shop_id, place, from_share) WHERE is_current;

CREATE UNIQUE INDEX exposure_playlist_once ON public.signals_exposuretest USING btree (shop_id, playlist_id) WHERE is_current;

CREATE UNIQUE INDEX exposure_product_once ON public.signals_exposuretest USING btree (shop_id, product_id) WHERE is_current;

CREATE UNIQUE INDEX exposure_recommendation_once ON public.signals_exposuretest USING btree (shop_id, recommendation_id) WHERE (NOT ((recommendation_id)::text = ''::text));

CREATE INDEX forecast_line_of ON public.attribution_forecastline USING btree (shop_id, run_id, scope, rank);

CREATE INDEX guess_bucket_age ON public.catalog_guessbucket USING btree (next_at);

CREATE INDEX heard_answer_by_day ON public.catalog_heardanswer USING btree (shop_id, answered_on);

CREATE INDEX heard_answer_of_customer ON public.catalog_heardanswer USING btree (shop_id, customer_id);

CREATE INDEX heard_answer_of_talk ON public.catalog_heardanswer USING btree (shop_id, conversation_id);

CREATE UNIQUE INDEX heard_answer_once_a_number ON public.catalog_heardanswer USING btree (shop_id, order_number) WHERE ((order_id IS NULL) AND (NOT ((order_number)::text = ''::text)));

CREATE UNIQUE INDEX heard_answer_once_an_order ON public.catalog_heardanswer USING btree (shop_id, order_id) WHERE (order_id IS NOT NULL);

CREATE INDEX hold_of_case ON public.transparency_hold USING btree (shop_id, "case");

CREATE UNIQUE INDEX hold_once ON public.transparency_hold USING btree (shop_id, subject, "case") WHERE (released_at IS NULL);

CREATE INDEX import_by_date ON public.catalog_importbatch USING btree (shop_id, created_at DESC);

CREATE INDEX import_error_by_row ON public.catalog_importrowerror USING btree (shop_id, batch_id, "row");

CREATE INDEX inbox_expiry ON public.signals_inboxevent USING btree (received_at) WHERE is_folded;

CREATE INDEX inbox_waiting ON public.signals_inboxevent USING btree (received_at) WHERE (NOT is_folded);

CREATE INDEX journey_by_delivered ON public.attribution_journey USING btree (shop_id, delivered_on);

CREATE INDEX kpi_shift_by_night ON public.attribution_kpishift USING btree (shop_id, noted_at DESC);

CREATE INDEX locked_person_by_age ON public.transparency_lockedperson USING btree (shop_id, last_order_on);

CREATE INDEX my_data_link_of ON public.transparency_mydatalink USING btree (shop_id, customer_id);

CREATE UNIQUE INDEX my_data_visit_once ON public.transparency_mydatalink USING btree (shop_id, visit_hash) WHERE (NOT ((visit_hash)::text = ''::text));

CREATE INDEX nightly_by_date ON public.attribution_nightlyrun USING btree (shop_id, started_at DESC);

CREATE UNIQUE INDEX occasion_change_once ON public.catalog_occasionchange USING btree (shop_id, origin) WHERE (NOT ((origin)::text = ''::text));

CREATE INDEX order_by_code ON public.catalog_order USING btree (shop_id, code) WHERE (NOT ((code)::text = ''::text));

CREATE INDEX order_by_confirmed ON public.catalog_order USING btree (shop_id, confirmed_on) WHERE ((confirmed_on > placed_on) OR (confirmed_on < placed_on));

CREATE INDEX order_by_customer ON public.catalog_order USING btree (shop_id, customer_id, delivered_on);

CREATE INDEX order_by_delivered ON public.catalog_order USING btree (shop_id, delivered_on);

CREATE INDEX order_by_import ON public.catalog_order USING btree (shop_id, created_import_id);

CREATE INDEX order_by_number ON public.catalog_order USING btree (shop_id, number);

CREATE INDEX order_by_placed ON public.catalog_order USING btree (shop_id, placed_on);

CREATE INDEX order_by_received ON public.catalog_order USING btree (shop_id, received_on) WHERE (received_on IS NOT NULL);

CREATE INDEX order_by_shipped ON public.catalog_order USING btree (shop_id, shipped_on) WHERE ((shipped_on > placed_on) OR (shipped_on < placed_on));

CREATE INDEX order_line_by_product ON public.catalog_orderline USING btree (shop_id, product_id);

CREATE INDEX outbox_job_due ON public.catalog_outboxjob USING btree (next_at) WHERE ((done_at IS NULL) AND (parked_at IS NULL));

CREATE INDEX page_version_by_time ON public.transparency_pageversion USING btree (shop_id, at);

CREATE INDEX parcel_by_delivered ON public.catalog_parcel USING btree (shop_id, delivered_on);

CREATE INDEX parcel_by_state ON public.catalog_parcel USING btree (shop_id, state, state_at DESC);

CREATE INDEX parcel_by_tracking ON public.catalog_parcel USING btree (shop_id, tracking);

CREATE INDEX parcel_event_by_word ON public.catalog_parcelevent USING btree (shop_id, plain);

CREATE INDEX parcel_of_order ON public.catalog_parcel USING btree (shop_id, order_id);

CREATE INDEX parcel_of_remittance ON public.catalog_parcel USING btree (shop_id, remittance_id);

CREATE INDEX playlist_address_of ON public.catalog_playlistaddress USING btree (shop_id, playlist_id);

CREATE INDEX playlist_change_last ON public.catalog_playlistchange USING btree (shop_id, playlist_id, id DESC);

CREATE INDEX playlist_item_by_product ON public.catalog_playlistitem USING btree (shop_id, product_id);

CREATE INDEX playlist_proposal_best ON public.signals_playlistproposal USING btree (shop_id, state, score DESC);

CREATE INDEX playlist_visit_order_of ON public.signals_playlistvisitorder USING btree (shop_id, playlist_id);

CREATE INDEX product_by_title ON public.catalog_product USING btree (shop_id, title);

CREATE UNIQUE INDEX product_hold_once ON public.catalog_producthold USING btree (shop_id, product_id) WHERE (lifted_at IS NULL);

CREATE INDEX product_score_best ON public.signals_productscore USING btree (shop_id, percentile DESC);

CREATE INDEX product_variants ON public.catalog_product USING btree (shop_id, parent_id);

CREATE INDEX proposal_lesson_standing ON public.signals_proposallesson USING btree (shop_id, until);

CREATE INDEX rate_window_age ON public.catalog_ratewindow USING btree (starts_at);

CREATE UNIQUE INDEX recommendation_run_current ON public.signals_recommendationrun USING btree (shop_id) WHERE is_current;

CREATE INDEX record_change_of ON public.catalog_recordchange USING btree (shop_id, what, record, id);

CREATE INDEX record_change_of_price ON public.catalog_recordchange USING btree (shop_id, at) WHERE ((before ? 'price'::text) AND ((what)::text = 'product'::text));

CREATE INDEX refund_by_day ON public.catalog_refund USING btree (shop_id, refunded_on);

CREATE INDEX refund_by_import ON public.catalog_refund USING btree (shop_id, created_import_id);

CREATE INDEX refund_line_by_product ON public.catalog_refundline USING btree (shop_id, product_id);

CREATE INDEX refund_of_order ON public.catalog_refund USING btree (shop_id, order_id);

CREATE INDEX remittance_by_day ON public.catalog_remittance USING btree (shop_id, received_on DESC);

CREATE INDEX retention_run_by_time ON public.transparency_retentionrun USING btree (shop_id, began_at DESC);

CREATE INDEX rights_request_of ON public.transparency_rightsrequest USING btree (shop_id, customer_id);

CREATE INDEX rights_request_queue ON public.transparency_rightsrequest USING btree (shop_id, state, due_on);

CREATE INDEX security_event_user ON public.catalog_securityevent USING btree (user_id, at DESC);

CREATE INDEX segment_assignment_of ON public.signals_segmentassignment USING btree (shop_id, customer_id);

CREATE INDEX segment_campaign_by_kind ON public.signals_segmentcampaign USING btree (shop_id, kind, state);

CREATE INDEX segment_member_by_segment ON public.signals_segmentmember USING btree (shop_id, segment, was);

CREATE UNIQUE INDEX segment_proposal_current ON public.signals_segmentproposal USING btree (shop_id, segment, slot) WHERE is_current;

CREATE INDEX segment_proposal_memory ON public.signals_segmentproposal USING btree (shop_id, kind, state);

CREATE INDEX sent_letter_by_day ON public.attribution_sentletter USING btree (shop_id, key DESC);

CREATE INDEX series_by_playlist ON public.catalog_series USING btree (shop_id, playlist_id);

CREATE INDEX series_post_due ON public.catalog_seriespost USING btree (shop_id, state, due_on);

CREATE INDEX served_list_by_time ON public.signals_servedlist USING btree (shop_id, at);

CREATE INDEX served_list_open ON public.signals_servedlist USING btree (shop_id, id) WHERE (seal_id IS NULL);

CREATE INDEX session_day ON public.signals_session USING btree (shop_id, day);

CREATE INDEX session_draw ON public.signals_session USING btree (shop_id, "left"(md5((visitor)::text), 2), day);

CREATE INDEX signals_event_placed ON ONLY public.signals_event USING btree (shop_id, day) WHERE (((recommendation_id)::text <> ''::text) OR (playlist_id IS NOT NULL) OR (content_ref IS NOT NULL));

CREATE INDEX signals_event_searched ON ONLY public.signals_event USING btree (shop_id, day) WHERE (((type)::text = 'search'::text) AND ((query)::text <> ''::text));

CREATE INDEX signals_event_time ON ONLY public.signals_event USING brin (occurred_at);

CREATE INDEX signals_event_visitor ON ONLY public.signals_event USING btree (shop_id, visitor, occurred_at);

CREATE INDEX spend_change_last ON public.catalog_spendchange USING btree (shop_id, entry_id, id DESC);

CREATE INDEX spend_day_by_day ON public.catalog_spendday USING btree (shop_id, day);

CREATE INDEX spend_day_of_entry ON public.catalog_spendday USING btree (shop_id, entry_id);

CREATE INDEX spend_entry_by_date ON public.catalog_spendentry USING btree (shop_id, starts_on DESC);

CREATE INDEX spend_entry_by_import ON public.catalog_spendentry USING btree (shop_id, created_import_id);

CREATE UNIQUE INDEX spend_entry_once ON public.catalog_spendentry USING btree (shop_id, source, account, external_id, starts_on, ends_on) WHERE (removed_at IS NULL);

CREATE INDEX stored_answer_age ON public.catalog_storedanswer USING btree (created_at);

CREATE INDEX text_finding_by_state ON public.transparency_textfinding USING btree (shop_id, state, severity);

CREATE UNIQUE INDEX text_finding_once ON public.transparency_textfinding USING btree (shop_id, kind, ref, field, rule, words) WHERE (NOT ((state)::text = 'gone'::text));

CREATE UNIQUE INDEX text_override_once ON public.transparency_textoverride USING btree (shop_id, finding_id) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX user_email_once ON public.catalog_user USING btree (lower((email)::text));

CREATE INDEX wilaya_test_by_state ON public.attribution_wilayatest USING btree (shop_id, state);

CREATE TRIGGER conversation_first_touch BEFORE UPDATE OF code, keyword, ad_id, referral ON public.catalog_conversation FOR EACH ROW EXECUTE FUNCTION public.catalog_keep_first_touch();

CREATE TRIGGER customer_stays_erased BEFORE UPDATE ON public.catalog_customer FOR EACH ROW WHEN (((old.erased_at IS NOT NULL) AND (old.personal IS NULL))) EXECUTE FUNCTION public.transparency_keep_customer_erased();

CREATE TRIGGER decision_append_only BEFORE DELETE OR UPDATE ON public.transparency_decision FOR EACH ROW EXECUTE FUNCTION public.transparency_guard_decision();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_category REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_category();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_contentpiece REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_content();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_landingitem REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_landing_item();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_landingpage REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_landing();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_order REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_order();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_orderline REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_order_line();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_packpart REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_pack_part();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_playlist REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_playlist();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_playlistcode REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_code();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_playlistitem REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_playlist_item();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_product REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_product();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_refund REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_refund();

CREATE TRIGGER keep_delete AFTER DELETE ON public.catalog_replyscript REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_script();

CREATE TRIGGER keep_insert AFTER INSERT ON public.catalog_landingitem REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_landing_item();

CREATE TRIGGER keep_insert AFTER INSERT ON public.catalog_orderline REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_order_line();

CREATE TRIGGER keep_insert AFTER INSERT ON public.catalog_packpart REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_pack_part();

CREATE TRIGGER keep_insert AFTER INSERT ON public.catalog_playlistitem REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_playlist_item();

CREATE TRIGGER keep_public_page AFTER UPDATE OF name, language, timezone, public_profile ON public.catalog_shop FOR EACH ROW WHEN ((((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.language)::text IS DISTINCT FROM (new.language)::text) OR ((old.timezone)::text IS DISTINCT FROM (new.timezone)::text) OR (old.public_profile IS DISTINCT FROM new.public_profile))) EXECUTE FUNCTION public.transparency_shop_changed();

CREATE TRIGGER keep_public_page AFTER INSERT OR UPDATE ON public.transparency_automationswitch FOR EACH ROW EXECUTE FUNCTION public.transparency_switch_changed();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_category REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_category();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_contentpiece REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_content();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_landingitem REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_landing_item();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_landingpage REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_landing();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_order REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_order();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_orderline REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_order_line();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_packpart REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_pack_part();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_playlist REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_playlist();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_playlistcode REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_code();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_playlistitem REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_playlist_item();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_product REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_product();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_refund REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_refund();

CREATE TRIGGER keep_update AFTER UPDATE ON public.catalog_replyscript REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_keep_script();

CREATE TRIGGER ledger_fact_append_only BEFORE DELETE OR UPDATE ON public.transparency_ledgerfact FOR EACH ROW EXECUTE FUNCTION public.catalog_refuse_change();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.catalog_packpart REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.catalog_playlist REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.catalog_playlistitem REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.catalog_product REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.catalog_producthold REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.signals_excludedcategory REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.signals_exposureplace REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.signals_exposuretest REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.signals_merchantchoice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.signals_recommendationrun REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_delete AFTER DELETE ON public.transparency_automationswitch REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.catalog_packpart REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.catalog_playlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.catalog_playlistitem REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.catalog_product REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_products();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.catalog_producthold REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.signals_excludedcategory REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.signals_exposureplace REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.signals_exposuretest REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.signals_merchantchoice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.signals_recommendationrun REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_insert AFTER INSERT ON public.transparency_automationswitch REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.catalog_packpart REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.catalog_playlist REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.catalog_playlistitem REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.catalog_product REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_products();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.catalog_producthold REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.catalog_shop REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_shop();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.signals_excludedcategory REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.signals_exposureplace REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.signals_exposuretest REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_tests();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.signals_merchantchoice REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.signals_recommendationrun REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_answers_update AFTER UPDATE ON public.transparency_automationswitch REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_mark_answers();

CREATE TRIGGER mark_code_insert AFTER INSERT ON public.catalog_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_code_orders();

CREATE TRIGGER mark_code_update AFTER UPDATE ON public.catalog_order REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_code_orders();

CREATE TRIGGER mark_delete AFTER DELETE ON public.catalog_order REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_order_days();

CREATE TRIGGER mark_delete AFTER DELETE ON public.catalog_refund REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_refund_days();

CREATE TRIGGER mark_insert AFTER INSERT ON public.catalog_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_order_days();

CREATE TRIGGER mark_insert AFTER INSERT ON public.catalog_refund REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_refund_days();

CREATE TRIGGER mark_update AFTER UPDATE ON public.catalog_order REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_order_days();

CREATE TRIGGER mark_update AFTER UPDATE ON public.catalog_refund REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_refund_days();

CREATE TRIGGER order_stays_erased BEFORE UPDATE OF personal, customer_id ON public.catalog_order FOR EACH ROW WHEN (((old.personal IS NULL) AND (old.customer_id IS NOT NULL) AND ((new.personal IS NOT NULL) OR (new.customer_id IS DISTINCT FROM old.customer_id)))) EXECUTE FUNCTION public.transparency_keep_order_erased();

CREATE TRIGGER page_version_append_only BEFORE DELETE OR UPDATE ON public.transparency_pageversion FOR EACH ROW EXECUTE FUNCTION public.catalog_refuse_change();

CREATE TRIGGER page_words_append_only BEFORE DELETE OR UPDATE ON public.transparency_pagewords FOR EACH ROW EXECUTE FUNCTION public.catalog_refuse_change();

CREATE TRIGGER record_change_append_only BEFORE DELETE OR UPDATE ON public.catalog_recordchange FOR EACH ROW EXECUTE FUNCTION public.catalog_keep_past();

CREATE TRIGGER security_event_append_only BEFORE DELETE OR UPDATE ON public.catalog_securityevent FOR EACH ROW WHEN ((pg_trigger_depth() = 0)) EXECUTE FUNCTION public.catalog_refuse_change();

CREATE TRIGGER served_list_append_only BEFORE DELETE OR UPDATE ON public.signals_servedlist FOR EACH ROW EXECUTE FUNCTION public.signals_keep_served_list();

CREATE TRIGGER served_seal_append_only BEFORE UPDATE ON public.signals_servedseal FOR EACH ROW EXECUTE FUNCTION public.catalog_refuse_change();

CREATE TRIGGER shown_text_append_only BEFORE DELETE OR UPDATE ON public.transparency_showntext FOR EACH ROW EXECUTE FUNCTION public.catalog_refuse_change();

CREATE TRIGGER sum_products_delete AFTER DELETE ON public.signals_dailysignal REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_sum_products();

CREATE TRIGGER sum_products_insert AFTER INSERT ON public.signals_dailysignal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_sum_products();

CREATE TRIGGER sum_products_update AFTER UPDATE ON public.signals_dailysignal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.signals_sum_products();

ALTER TABLE ONLY public.attribution_alertbar
    ADD CONSTRAINT attribution_alertbar_shop_id_e4e78261_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_alertnight
    ADD CONSTRAINT attribution_alertnight_shop_id_49de4c3d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_budgetadvice
    ADD CONSTRAINT attribution_budgetadvice_shop_id_a82cb758_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_budgetline
    ADD CONSTRAINT attribution_budgetline_advice_id_same_shop FOREIGN KEY (shop_id, advice_id) REFERENCES public.attribution_budgetadvice(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.attribution_budgetline
    ADD CONSTRAINT attribution_budgetline_shop_id_b6cc79b6_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_campaignplan
    ADD CONSTRAINT attribution_campaignplan_shop_id_6f1e932d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_channelrole
    ADD CONSTRAINT attribution_channelrole_shop_id_71a2c698_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_creditentry
    ADD CONSTRAINT attribution_creditentry_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.attribution_creditentry
    ADD CONSTRAINT attribution_creditentry_refund_id_same_shop FOREIGN KEY (shop_id, refund_id) REFERENCES public.catalog_refund(shop_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.attribution_creditentry
    ADD CONSTRAINT attribution_creditentry_shop_id_32eebef5_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_creditmark
    ADD CONSTRAINT attribution_creditmark_shop_id_a6d0187c_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_creditrun
    ADD CONSTRAINT attribution_creditrun_shop_id_862b0c52_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_creditsettings
    ADD CONSTRAINT attribution_creditsettings_shop_id_51e443e4_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_creditshare
    ADD CONSTRAINT attribution_creditshare_shop_id_4f815592_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT attribution_customer_shop_id_dcfb74cb_fk_catalog_s FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT attribution_customerrepurchase_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.attribution_dailyacquisition
    ADD CONSTRAINT attribution_dailyacq_shop_id_3dbe07da_fk_catalog_s FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_dailykpi
    ADD CONSTRAINT attribution_dailykpi_shop_id_4433cbe5_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_dailykpiby
    ADD CONSTRAINT attribution_dailykpiby_shop_id_6c289fba_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_daynote
    ADD CONSTRAINT attribution_daynote_shop_id_2117491a_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_figurealert
    ADD CONSTRAINT attribution_figurealert_shop_id_b4ab35b7_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_forecastline
    ADD CONSTRAINT attribution_forecastline_run_id_same_shop FOREIGN KEY (shop_id, run_id) REFERENCES public.attribution_forecastrun(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.attribution_forecastline
    ADD CONSTRAINT attribution_forecastline_shop_id_6cad305b_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_forecastrun
    ADD CONSTRAINT attribution_forecastrun_shop_id_3fb3a215_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_journey
    ADD CONSTRAINT attribution_journey_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.attribution_journey
    ADD CONSTRAINT attribution_journey_shop_id_a1f4735c_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_kpishift
    ADD CONSTRAINT attribution_kpishift_shop_id_274ad356_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_kpitarget
    ADD CONSTRAINT attribution_kpitarget_shop_id_0b36a177_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_letterchoice
    ADD CONSTRAINT attribution_letterchoice_membership_id_same_shop FOREIGN KEY (shop_id, membership_id) REFERENCES public.catalog_membership(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.attribution_letterchoice
    ADD CONSTRAINT attribution_letterchoice_shop_id_aaa3df49_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_nightlyrun
    ADD CONSTRAINT attribution_nightlyrun_shop_id_7ed9eb6a_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_sentletter
    ADD CONSTRAINT attribution_sentletter_membership_id_same_shop FOREIGN KEY (shop_id, membership_id) REFERENCES public.catalog_membership(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.attribution_sentletter
    ADD CONSTRAINT attribution_sentletter_shop_id_64d080ca_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_valuegroup
    ADD CONSTRAINT attribution_valuegroup_run_id_same_shop FOREIGN KEY (shop_id, run_id) REFERENCES public.attribution_valuerun(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.attribution_valuegroup
    ADD CONSTRAINT attribution_valuegroup_shop_id_10fd2cef_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_valuerun
    ADD CONSTRAINT attribution_valuerun_shop_id_59e4006d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_wilayatest
    ADD CONSTRAINT attribution_wilayatest_shop_id_b5c62d1d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_apikey
    ADD CONSTRAINT catalog_apikey_created_by_id_abeb475a_fk_catalog_user_id FOREIGN KEY (created_by_id) REFERENCES public.catalog_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_apikey
    ADD CONSTRAINT catalog_apikey_shop_id_ef41854f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_arrivalsign
    ADD CONSTRAINT catalog_arrivalsign_shop_id_6ff16520_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_campaign
    ADD CONSTRAINT catalog_campaign_shop_id_a3117276_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_campaignname
    ADD CONSTRAINT catalog_campaignname_campaign_id_same_shop FOREIGN KEY (shop_id, campaign_id) REFERENCES public.catalog_campaign(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_campaignname
    ADD CONSTRAINT catalog_campaignname_shop_id_ed9f290d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_parent_id_same_shop FOREIGN KEY (shop_id, parent_id) REFERENCES public.catalog_category(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_shop_id_fc540d8c_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_changemark
    ADD CONSTRAINT catalog_changemark_shop_id_a57404b2_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_channel
    ADD CONSTRAINT catalog_channel_shop_id_c9f002e8_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_channelmove
    ADD CONSTRAINT catalog_channelmove_run_id_same_shop FOREIGN KEY (shop_id, run_id) REFERENCES public.catalog_channelrun(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_channelmove
    ADD CONSTRAINT catalog_channelmove_shop_id_48caef98_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_channelrule
    ADD CONSTRAINT catalog_channelrule_campaign_id_same_shop FOREIGN KEY (shop_id, campaign_id) REFERENCES public.catalog_campaign(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_channelrule
    ADD CONSTRAINT catalog_channelrule_shop_id_f502f7d5_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_channelrun
    ADD CONSTRAINT catalog_channelrun_shop_id_140e7fd8_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_channelsaid
    ADD CONSTRAINT catalog_channelsaid_shop_id_ed0124c3_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_codemark
    ADD CONSTRAINT catalog_codemark_shop_id_fcdc4859_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_codeuse
    ADD CONSTRAINT catalog_codeuse_code_id_same_shop FOREIGN KEY (shop_id, code_id) REFERENCES public.catalog_playlistcode(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_codeuse
    ADD CONSTRAINT catalog_codeuse_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_codeuse
    ADD CONSTRAINT catalog_codeuse_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_codeuse
    ADD CONSTRAINT catalog_codeuse_shop_id_ca1e8033_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_contentmetric
    ADD CONSTRAINT catalog_contentmetric_content_id_same_shop FOREIGN KEY (shop_id, content_id) REFERENCES public.catalog_contentpiece(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_contentmetric
    ADD CONSTRAINT catalog_contentmetric_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_contentmetric
    ADD CONSTRAINT catalog_contentmetric_shop_id_251edd98_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_contentpiece
    ADD CONSTRAINT catalog_contentpiece_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_contentpiece
    ADD CONSTRAINT catalog_contentpiece_playlist_id_same_shop FOREIGN KEY (shop_id, playlist_id) REFERENCES public.catalog_playlist(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_contentpiece
    ADD CONSTRAINT catalog_contentpiece_shop_id_29d53fb3_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_contentproduct
    ADD CONSTRAINT catalog_contentproduct_content_id_same_shop FOREIGN KEY (shop_id, content_id) REFERENCES public.catalog_contentpiece(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_contentproduct
    ADD CONSTRAINT catalog_contentproduct_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_contentproduct
    ADD CONSTRAINT catalog_contentproduct_shop_id_e2ef2e94_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT catalog_conversation_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT catalog_conversation_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT catalog_conversation_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT catalog_conversation_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT catalog_conversation_script_id_same_shop FOREIGN KEY (shop_id, script_id) REFERENCES public.catalog_replyscript(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_conversation
    ADD CONSTRAINT catalog_conversation_shop_id_55b01b71_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_conversationsettings
    ADD CONSTRAINT catalog_conversation_shop_id_8392c417_fk_catalog_s FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_conversationchange
    ADD CONSTRAINT catalog_conversationchange_conversation_id_same_shop FOREIGN KEY (shop_id, conversation_id) REFERENCES public.catalog_conversation(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_conversationchange
    ADD CONSTRAINT catalog_conversationchange_shop_id_2e312f14_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_conversationmessage
    ADD CONSTRAINT catalog_conversationmessage_conversation_id_same_shop FOREIGN KEY (shop_id, conversation_id) REFERENCES public.catalog_conversation(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_conversationmessage
    ADD CONSTRAINT catalog_conversationmessage_shop_id_05ccbe00_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_courierword
    ADD CONSTRAINT catalog_courierword_shop_id_9778364c_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_currencyrate
    ADD CONSTRAINT catalog_currencyrate_shop_id_7bcb52f1_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_customer
    ADD CONSTRAINT catalog_customer_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_customer
    ADD CONSTRAINT catalog_customer_shop_id_6e00dcfa_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_customeridentity
    ADD CONSTRAINT catalog_customeridentity_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_customeridentity
    ADD CONSTRAINT catalog_customeridentity_shop_id_64b5854e_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_heardanswer
    ADD CONSTRAINT catalog_heardanswer_conversation_id_same_shop FOREIGN KEY (shop_id, conversation_id) REFERENCES public.catalog_conversation(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_heardanswer
    ADD CONSTRAINT catalog_heardanswer_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_heardanswer
    ADD CONSTRAINT catalog_heardanswer_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_heardanswer
    ADD CONSTRAINT catalog_heardanswer_shop_id_1d3ca493_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_heardsettings
    ADD CONSTRAINT catalog_heardsettings_shop_id_355b9654_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_importbatch
    ADD CONSTRAINT catalog_importbatch_created_by_id_8b90e397_fk_catalog_user_id FOREIGN KEY (created_by_id) REFERENCES public.catalog_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_importbatch
    ADD CONSTRAINT catalog_importbatch_shop_id_a82ea76d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_importbefore
    ADD CONSTRAINT catalog_importbefore_batch_id_same_shop FOREIGN KEY (shop_id, batch_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_importbefore
    ADD CONSTRAINT catalog_importbefore_shop_id_97f19642_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_importfile
    ADD CONSTRAINT catalog_importfile_batch_id_same_shop FOREIGN KEY (shop_id, batch_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_importfile
    ADD CONSTRAINT catalog_importfile_shop_id_7d63b19c_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_importrowerror
    ADD CONSTRAINT catalog_importrowerror_batch_id_same_shop FOREIGN KEY (shop_id, batch_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_importrowerror
    ADD CONSTRAINT catalog_importrowerror_shop_id_646bdb4d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_invitation
    ADD CONSTRAINT catalog_invitation_invited_by_id_054d6f3f_fk_catalog_user_id FOREIGN KEY (invited_by_id) REFERENCES public.catalog_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_invitation
    ADD CONSTRAINT catalog_invitation_shop_id_21fab6ab_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_landingitem
    ADD CONSTRAINT catalog_landingitem_landing_id_same_shop FOREIGN KEY (shop_id, landing_id) REFERENCES public.catalog_landingpage(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_landingitem
    ADD CONSTRAINT catalog_landingitem_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_landingitem
    ADD CONSTRAINT catalog_landingitem_shop_id_1d5af0b6_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_landingpage
    ADD CONSTRAINT catalog_landingpage_code_id_same_shop FOREIGN KEY (shop_id, code_id) REFERENCES public.catalog_playlistcode(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_landingpage
    ADD CONSTRAINT catalog_landingpage_shop_id_191cb8ae_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_membership
    ADD CONSTRAINT catalog_membership_shop_id_ccc55214_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_membership
    ADD CONSTRAINT catalog_membership_user_id_05a906b3_fk_catalog_user_id FOREIGN KEY (user_id) REFERENCES public.catalog_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_occasionchange
    ADD CONSTRAINT catalog_occasionchange_shop_id_50699b10_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_order
    ADD CONSTRAINT catalog_order_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_order
    ADD CONSTRAINT catalog_order_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_order
    ADD CONSTRAINT catalog_order_shop_id_25b1de59_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_orderline
    ADD CONSTRAINT catalog_orderline_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_orderline
    ADD CONSTRAINT catalog_orderline_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_orderline
    ADD CONSTRAINT catalog_orderline_shop_id_690fd46f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_outboxjob
    ADD CONSTRAINT catalog_outboxjob_shop_id_3744893b_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_packpart
    ADD CONSTRAINT catalog_packpart_pack_id_same_shop FOREIGN KEY (shop_id, pack_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_packpart
    ADD CONSTRAINT catalog_packpart_part_id_same_shop FOREIGN KEY (shop_id, part_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_packpart
    ADD CONSTRAINT catalog_packpart_shop_id_d66c8625_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_parcel
    ADD CONSTRAINT catalog_parcel_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_parcel
    ADD CONSTRAINT catalog_parcel_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) ON DELETE SET NULL (order_id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_parcel
    ADD CONSTRAINT catalog_parcel_remittance_id_same_shop FOREIGN KEY (shop_id, remittance_id) REFERENCES public.catalog_remittance(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_parcel
    ADD CONSTRAINT catalog_parcel_shop_id_8e831678_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_parcelevent
    ADD CONSTRAINT catalog_parcelevent_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_parcelevent
    ADD CONSTRAINT catalog_parcelevent_parcel_id_same_shop FOREIGN KEY (shop_id, parcel_id) REFERENCES public.catalog_parcel(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_parcelevent
    ADD CONSTRAINT catalog_parcelevent_shop_id_9b2a8480_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_playlist
    ADD CONSTRAINT catalog_playlist_pack_id_same_shop FOREIGN KEY (shop_id, pack_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_playlist
    ADD CONSTRAINT catalog_playlist_shop_id_474da8dd_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_playlistaddress
    ADD CONSTRAINT catalog_playlistaddress_playlist_id_same_shop FOREIGN KEY (shop_id, playlist_id) REFERENCES public.catalog_playlist(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_playlistaddress
    ADD CONSTRAINT catalog_playlistaddress_shop_id_4623d5a2_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_playlistchange
    ADD CONSTRAINT catalog_playlistchange_playlist_id_same_shop FOREIGN KEY (shop_id, playlist_id) REFERENCES public.catalog_playlist(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_playlistchange
    ADD CONSTRAINT catalog_playlistchange_shop_id_67d86f5f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_playlistcode
    ADD CONSTRAINT catalog_playlistcode_playlist_id_same_shop FOREIGN KEY (shop_id, playlist_id) REFERENCES public.catalog_playlist(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_playlistcode
    ADD CONSTRAINT catalog_playlistcode_shop_id_50b534d9_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_playlistitem
    ADD CONSTRAINT catalog_playlistitem_playlist_id_same_shop FOREIGN KEY (shop_id, playlist_id) REFERENCES public.catalog_playlist(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_playlistitem
    ADD CONSTRAINT catalog_playlistitem_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_playlistitem
    ADD CONSTRAINT catalog_playlistitem_shop_id_a52a0d7f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_category_id_same_shop FOREIGN KEY (shop_id, category_id) REFERENCES public.catalog_category(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_parent_id_same_shop FOREIGN KEY (shop_id, parent_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_product
    ADD CONSTRAINT catalog_product_shop_id_8ebb3f92_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_producthold
    ADD CONSTRAINT catalog_producthold_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_producthold
    ADD CONSTRAINT catalog_producthold_shop_id_6f977545_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_publickey
    ADD CONSTRAINT catalog_publickey_shop_id_8d36b377_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_recordchange
    ADD CONSTRAINT catalog_recordchange_shop_id_a590aa9f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_refund
    ADD CONSTRAINT catalog_refund_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_refund
    ADD CONSTRAINT catalog_refund_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_refund
    ADD CONSTRAINT catalog_refund_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_refund
    ADD CONSTRAINT catalog_refund_shop_id_5ececf60_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_refundline
    ADD CONSTRAINT catalog_refundline_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_refundline
    ADD CONSTRAINT catalog_refundline_refund_id_same_shop FOREIGN KEY (shop_id, refund_id) REFERENCES public.catalog_refund(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_refundline
    ADD CONSTRAINT catalog_refundline_shop_id_141adc1d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_reminderchoice
    ADD CONSTRAINT catalog_reminderchoice_membership_id_same_shop FOREIGN KEY (shop_id, membership_id) REFERENCES public.catalog_membership(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_reminderchoice
    ADD CONSTRAINT catalog_reminderchoice_shop_id_0c5edc99_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_remittance
    ADD CONSTRAINT catalog_remittance_created_by_id_3eafb5f1_fk_catalog_user_id FOREIGN KEY (created_by_id) REFERENCES public.catalog_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_remittance
    ADD CONSTRAINT catalog_remittance_shop_id_52bed414_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_replyscript
    ADD CONSTRAINT catalog_replyscript_shop_id_c9f98ff3_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_savedmapping
    ADD CONSTRAINT catalog_savedmapping_shop_id_8e092144_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_securityevent
    ADD CONSTRAINT catalog_securityevent_user_id_061b4dea_fk_catalog_user_id FOREIGN KEY (user_id) REFERENCES public.catalog_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_sentreminder
    ADD CONSTRAINT catalog_sentreminder_membership_id_same_shop FOREIGN KEY (shop_id, membership_id) REFERENCES public.catalog_membership(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_sentreminder
    ADD CONSTRAINT catalog_sentreminder_shop_id_0849b449_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_series
    ADD CONSTRAINT catalog_series_playlist_id_same_shop FOREIGN KEY (shop_id, playlist_id) REFERENCES public.catalog_playlist(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_series
    ADD CONSTRAINT catalog_series_shop_id_22cae3aa_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_seriespost
    ADD CONSTRAINT catalog_seriespost_content_id_same_shop FOREIGN KEY (shop_id, content_id) REFERENCES public.catalog_contentpiece(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_seriespost
    ADD CONSTRAINT catalog_seriespost_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_seriespost
    ADD CONSTRAINT catalog_seriespost_series_id_same_shop FOREIGN KEY (shop_id, series_id) REFERENCES public.catalog_series(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_seriespost
    ADD CONSTRAINT catalog_seriespost_shop_id_6d6260a4_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_spendchange
    ADD CONSTRAINT catalog_spendchange_entry_id_same_shop FOREIGN KEY (shop_id, entry_id) REFERENCES public.catalog_spendentry(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_spendchange
    ADD CONSTRAINT catalog_spendchange_shop_id_fad9bfb4_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_spendday
    ADD CONSTRAINT catalog_spendday_entry_id_same_shop FOREIGN KEY (shop_id, entry_id) REFERENCES public.catalog_spendentry(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_spendday
    ADD CONSTRAINT catalog_spendday_shop_id_4b97e056_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_spendentry
    ADD CONSTRAINT catalog_spendentry_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_spendentry
    ADD CONSTRAINT catalog_spendentry_shop_id_05596803_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_storedanswer
    ADD CONSTRAINT catalog_storedanswer_api_key_id_same_shop FOREIGN KEY (shop_id, api_key_id) REFERENCES public.catalog_apikey(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_storedanswer
    ADD CONSTRAINT catalog_storedanswer_shop_id_cb5a07ed_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_answerchange
    ADD CONSTRAINT signals_answerchange_shop_id_187af8f2_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_backtestrow
    ADD CONSTRAINT signals_backtestrow_run_id_same_shop FOREIGN KEY (shop_id, run_id) REFERENCES public.signals_backtestrun(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_backtestrow
    ADD CONSTRAINT signals_backtestrow_shop_id_dd2bc0fa_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_backtestrun
    ADD CONSTRAINT signals_backtestrun_shop_id_bf8b833e_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_consent
    ADD CONSTRAINT signals_consent_shop_id_09730082_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_contentscore
    ADD CONSTRAINT signals_contentscore_shop_id_7826d4ab_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_dailymoment
    ADD CONSTRAINT signals_dailymoment_shop_id_b54c8810_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_dailyproduct
    ADD CONSTRAINT signals_dailyproduct_shop_id_d69f7f21_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_dailysearch
    ADD CONSTRAINT signals_dailysearch_shop_id_9bb16f0a_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_dailysession
    ADD CONSTRAINT signals_dailysession_shop_id_e6b078af_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_dailysignal
    ADD CONSTRAINT signals_dailysignal_shop_id_76bc4316_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_dailyvisitor
    ADD CONSTRAINT signals_dailyvisitor_shop_id_0279587f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_dismissal
    ADD CONSTRAINT signals_dismissal_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_dismissal
    ADD CONSTRAINT signals_dismissal_shop_id_b8a8d2b8_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_excludedcategory
    ADD CONSTRAINT signals_excludedcategory_category_id_same_shop FOREIGN KEY (shop_id, category_id) REFERENCES public.catalog_category(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_excludedcategory
    ADD CONSTRAINT signals_excludedcategory_shop_id_ebaf32aa_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_exposureday
    ADD CONSTRAINT signals_exposureday_shop_id_3c7e9813_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_exposurelook
    ADD CONSTRAINT signals_exposurelook_shop_id_5c1d5e8d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_exposurelook
    ADD CONSTRAINT signals_exposurelook_test_id_same_shop FOREIGN KEY (shop_id, test_id) REFERENCES public.signals_exposuretest(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_exposureplace
    ADD CONSTRAINT signals_exposureplace_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_exposureplace
    ADD CONSTRAINT signals_exposureplace_shop_id_341c22de_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_exposureplace
    ADD CONSTRAINT signals_exposureplace_test_id_same_shop FOREIGN KEY (shop_id, test_id) REFERENCES public.signals_exposuretest(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_exposuretest
    ADD CONSTRAINT signals_exposuretest_content_id_same_shop FOREIGN KEY (shop_id, content_id) REFERENCES public.catalog_contentpiece(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_exposuretest
    ADD CONSTRAINT signals_exposuretest_playlist_id_same_shop FOREIGN KEY (shop_id, playlist_id) REFERENCES public.catalog_playlist(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_exposuretest
    ADD CONSTRAINT signals_exposuretest_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_exposuretest
    ADD CONSTRAINT signals_exposuretest_shop_id_0d7d7a16_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_feedbackday
    ADD CONSTRAINT signals_feedbackday_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_feedbackday
    ADD CONSTRAINT signals_feedbackday_shop_id_a4565892_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_importedsessions
    ADD CONSTRAINT signals_importedsessions_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_importedsessions
    ADD CONSTRAINT signals_importedsessions_shop_id_4e57f5da_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_intakecount
    ADD CONSTRAINT signals_intakecount_shop_id_b2cd3b4d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_merchantchoice
    ADD CONSTRAINT signals_merchantchoice_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_merchantchoice
    ADD CONSTRAINT signals_merchantchoice_shop_id_d8f8a7d8_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_playlistproposal
    ADD CONSTRAINT signals_playlistproposal_playlist_id_same_shop FOREIGN KEY (shop_id, playlist_id) REFERENCES public.catalog_playlist(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_playlistproposal
    ADD CONSTRAINT signals_playlistproposal_shop_id_69a756fc_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_playlistvisitor
    ADD CONSTRAINT signals_playlistvisitor_shop_id_c818ff27_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_playlistvisitorder
    ADD CONSTRAINT signals_playlistvisitorder_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_playlistvisitorder
    ADD CONSTRAINT signals_playlistvisitorder_playlist_id_same_shop FOREIGN KEY (shop_id, playlist_id) REFERENCES public.catalog_playlist(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_playlistvisitorder
    ADD CONSTRAINT signals_playlistvisitorder_shop_id_5999f189_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_preparedanswer
    ADD CONSTRAINT signals_preparedanswer_shop_id_be6fcf69_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_preparedproduct
    ADD CONSTRAINT signals_preparedproduct_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_preparedproduct
    ADD CONSTRAINT signals_preparedproduct_run_id_same_shop FOREIGN KEY (shop_id, run_id) REFERENCES public.signals_recommendationrun(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_preparedproduct
    ADD CONSTRAINT signals_preparedproduct_shop_id_87e0c901_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_productcost
    ADD CONSTRAINT signals_productcost_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_productcost
    ADD CONSTRAINT signals_productcost_shop_id_a7e4600a_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_productscore
    ADD CONSTRAINT signals_productscore_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_productscore
    ADD CONSTRAINT signals_productscore_shop_id_ea9b6b91_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_productscoreweek
    ADD CONSTRAINT signals_productscoreweek_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_productscoreweek
    ADD CONSTRAINT signals_productscoreweek_shop_id_49042df0_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_proposallesson
    ADD CONSTRAINT signals_proposallesson_proposal_id_same_shop FOREIGN KEY (shop_id, proposal_id) REFERENCES public.signals_playlistproposal(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_proposallesson
    ADD CONSTRAINT signals_proposallesson_shop_id_f0d599f5_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_proposalplace
    ADD CONSTRAINT signals_proposalplace_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_proposalplace
    ADD CONSTRAINT signals_proposalplace_proposal_id_same_shop FOREIGN KEY (shop_id, proposal_id) REFERENCES public.signals_playlistproposal(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_proposalplace
    ADD CONSTRAINT signals_proposalplace_shop_id_e50c550a_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_proposalrun
    ADD CONSTRAINT signals_proposalrun_shop_id_c63225f4_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_recommendationrun
    ADD CONSTRAINT signals_recommendationrun_shop_id_cfa00020_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_recommendeditem
    ADD CONSTRAINT signals_recommendeditem_product_id_same_shop FOREIGN KEY (shop_id, product_id) REFERENCES public.catalog_product(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_recommendeditem
    ADD CONSTRAINT signals_recommendeditem_run_id_same_shop FOREIGN KEY (shop_id, run_id) REFERENCES public.signals_recommendationrun(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_recommendeditem
    ADD CONSTRAINT signals_recommendeditem_shop_id_0a082236_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_retention
    ADD CONSTRAINT signals_retention_shop_id_b68e8329_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_scorerun
    ADD CONSTRAINT signals_scorerun_shop_id_25ba239e_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_scoresettings
    ADD CONSTRAINT signals_scoresettings_shop_id_2797168f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_segmentassignment
    ADD CONSTRAINT signals_segmentassignment_campaign_id_same_shop FOREIGN KEY (shop_id, campaign_id) REFERENCES public.signals_segmentcampaign(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_segmentassignment
    ADD CONSTRAINT signals_segmentassignment_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.signals_segmentassignment
    ADD CONSTRAINT signals_segmentassignment_shop_id_1013f1a0_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_segmentcampaign
    ADD CONSTRAINT signals_segmentcampaign_shop_id_4e9aa192_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_segmentmember
    ADD CONSTRAINT signals_segmentmember_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.signals_segmentmember
    ADD CONSTRAINT signals_segmentmember_shop_id_9deef759_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_segmentproposal
    ADD CONSTRAINT signals_segmentproposal_shop_id_e1b4b4e1_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_segmentrun
    ADD CONSTRAINT signals_segmentrun_shop_id_ae9a81b9_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_segmentsettings
    ADD CONSTRAINT signals_segmentsettings_shop_id_2ef4b567_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_servedlist
    ADD CONSTRAINT signals_servedlist_seal_id_same_shop FOREIGN KEY (shop_id, seal_id) REFERENCES public.signals_servedseal(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_servedlist
    ADD CONSTRAINT signals_servedlist_shop_id_44b39e1d_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_servedseal
    ADD CONSTRAINT signals_servedseal_shop_id_6fae1f44_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_session
    ADD CONSTRAINT signals_session_shop_id_8d9de3aa_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_touchedvisitor
    ADD CONSTRAINT signals_touchedvisitor_shop_id_263f3683_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_trenditem
    ADD CONSTRAINT signals_trenditem_run_id_same_shop FOREIGN KEY (shop_id, run_id) REFERENCES public.signals_trendrun(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.signals_trenditem
    ADD CONSTRAINT signals_trenditem_shop_id_eb0e3d4f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_trendrun
    ADD CONSTRAINT signals_trendrun_shop_id_cc55f655_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.signals_visitorsalt
    ADD CONSTRAINT signals_visitorsalt_shop_id_ebb6e5b0_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_auditanswer
    ADD CONSTRAINT transparency_auditanswer_result_id_same_shop FOREIGN KEY (shop_id, result_id) REFERENCES public.transparency_auditresult(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_auditanswer
    ADD CONSTRAINT transparency_auditanswer_shop_id_68ae7a46_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_auditresult
    ADD CONSTRAINT transparency_auditresult_run_id_same_shop FOREIGN KEY (shop_id, run_id) REFERENCES public.transparency_auditrun(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_auditresult
    ADD CONSTRAINT transparency_auditresult_shop_id_11f0ee5c_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_auditrun
    ADD CONSTRAINT transparency_auditrun_shop_id_9137332f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_automationswitch
    ADD CONSTRAINT transparency_automat_shop_id_7ced3049_fk_catalog_s FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_benefitgrant
    ADD CONSTRAINT transparency_benefitgrant_benefit_id_same_shop FOREIGN KEY (shop_id, benefit_id) REFERENCES public.transparency_consentbenefit(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_benefitgrant
    ADD CONSTRAINT transparency_benefitgrant_code_id_same_shop FOREIGN KEY (shop_id, code_id) REFERENCES public.catalog_playlistcode(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_benefitgrant
    ADD CONSTRAINT transparency_benefitgrant_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_benefitgrant
    ADD CONSTRAINT transparency_benefitgrant_shop_id_8c883a03_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_breach
    ADD CONSTRAINT transparency_breach_shop_id_395c95a1_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_case
    ADD CONSTRAINT transparency_case_assignee_id_same_shop FOREIGN KEY (shop_id, assignee_id) REFERENCES public.catalog_membership(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_case
    ADD CONSTRAINT transparency_case_conversation_id_same_shop FOREIGN KEY (shop_id, conversation_id) REFERENCES public.catalog_conversation(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_case
    ADD CONSTRAINT transparency_case_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_case
    ADD CONSTRAINT transparency_case_order_id_same_shop FOREIGN KEY (shop_id, order_id) REFERENCES public.catalog_order(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_case
    ADD CONSTRAINT transparency_case_shop_id_5905a399_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_caseentry
    ADD CONSTRAINT transparency_caseentry_case_id_same_shop FOREIGN KEY (shop_id, case_id) REFERENCES public.transparency_case(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_caseentry
    ADD CONSTRAINT transparency_caseentry_shop_id_3f38eb87_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_casesettings
    ADD CONSTRAINT transparency_casesettings_assignee_id_same_shop FOREIGN KEY (shop_id, assignee_id) REFERENCES public.catalog_membership(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_casesettings
    ADD CONSTRAINT transparency_casesettings_shop_id_55d4e513_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_casetemplate
    ADD CONSTRAINT transparency_casetemplate_shop_id_deed4ceb_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_consentbenefit
    ADD CONSTRAINT transparency_consentbenefit_shop_id_b62cab9a_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_decision
    ADD CONSTRAINT transparency_decision_shop_id_d5de4328_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_erasurerecord
    ADD CONSTRAINT transparency_erasurerecord_shop_id_22b07b64_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_hold
    ADD CONSTRAINT transparency_hold_shop_id_12b4c00c_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_integritycheck
    ADD CONSTRAINT transparency_integritycheck_shop_id_e34da4df_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_ledgerfact
    ADD CONSTRAINT transparency_ledgerfact_shop_id_be639444_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_ledgermonth
    ADD CONSTRAINT transparency_ledgermonth_shop_id_a7f011d3_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_lockedperson
    ADD CONSTRAINT transparency_lockedperson_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_lockedperson
    ADD CONSTRAINT transparency_lockedperson_shop_id_33dde378_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_mydatalink
    ADD CONSTRAINT transparency_mydatalink_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_mydatalink
    ADD CONSTRAINT transparency_mydatalink_request_id_same_shop FOREIGN KEY (shop_id, request_id) REFERENCES public.transparency_rightsrequest(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_mydatalink
    ADD CONSTRAINT transparency_mydatalink_shop_id_7d184b20_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_pageversion
    ADD CONSTRAINT transparency_pageversion_shop_id_06b8a345_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_pagewords
    ADD CONSTRAINT transparency_pagewords_shop_id_0993a448_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_registernote
    ADD CONSTRAINT transparency_registernote_shop_id_fc5d2c5f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_retentionchoice
    ADD CONSTRAINT transparency_retenti_shop_id_1be3969c_fk_catalog_s FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_retentionrun
    ADD CONSTRAINT transparency_retentionrun_shop_id_b518d6de_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_rightsrequest
    ADD CONSTRAINT transparency_rightsrequest_conversation_id_same_shop FOREIGN KEY (shop_id, conversation_id) REFERENCES public.catalog_conversation(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_rightsrequest
    ADD CONSTRAINT transparency_rightsrequest_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_rightsrequest
    ADD CONSTRAINT transparency_rightsrequest_shop_id_67340b9f_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_showntext
    ADD CONSTRAINT transparency_showntext_shop_id_cc28d099_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_textcheck
    ADD CONSTRAINT transparency_textcheck_shop_id_b83ee8ae_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_textfinding
    ADD CONSTRAINT transparency_textfinding_shop_id_be433cbd_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_textoverride
    ADD CONSTRAINT transparency_textoverride_finding_id_same_shop FOREIGN KEY (shop_id, finding_id) REFERENCES public.transparency_textfinding(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_textoverride
    ADD CONSTRAINT transparency_textoverride_shop_id_e7d32ec2_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_textrule
    ADD CONSTRAINT transparency_textrule_category_id_same_shop FOREIGN KEY (shop_id, category_id) REFERENCES public.catalog_category(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.transparency_textrule
    ADD CONSTRAINT transparency_textrule_shop_id_1d5002e7_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE public.attribution_alertbar ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_alertnight ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_budgetadvice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_budgetline ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_campaignplan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_channelrole ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditentry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditmark ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditsettings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_creditshare ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_customerrepurchase ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_dailyacquisition ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_dailykpi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_dailykpiby ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_daynote ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_figurealert ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_forecastline ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_forecastrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_journey ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_kpishift ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_kpitarget ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_letterchoice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_nightlyrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_sentletter ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_valuegroup ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_valuerun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_wilayatest ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_apikey ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_arrivalsign ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_campaign ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_campaignname ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_category ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_changemark ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channel ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channelmove ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channelrule ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channelrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_channelsaid ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_codemark ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_codeuse ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_contentmetric ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_contentpiece ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_contentproduct ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_conversation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_conversationchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_conversationmessage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_conversationsettings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_courierword ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_currencyrate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_customer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_customeridentity ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_heardanswer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_heardsettings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importbatch ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importbefore ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importfile ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importrowerror ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_invitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_landingitem ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_landingpage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_membership ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_occasionchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_order ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_orderline ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_outboxjob ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_packpart ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_parcel ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_parcelevent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlist ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistaddress ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistcode ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistitem ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_product ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_producthold ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_publickey ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_recordchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_refund ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_refundline ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_reminderchoice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_remittance ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_replyscript ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_savedmapping ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_sentreminder ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_series ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_seriespost ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_shop ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_spendchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_spendday ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_spendentry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_storedanswer ENABLE ROW LEVEL SECURITY;

CREATE POLICY shop_delete ON public.attribution_alertbar FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_alertnight FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_budgetadvice FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_budgetline FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_campaignplan FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_channelrole FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_creditentry FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_creditmark FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_creditrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_creditsettings FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_creditshare FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_customerrepurchase FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_dailyacquisition FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_dailykpi FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_dailykpiby FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_daynote FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_figurealert FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_forecastline FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_forecastrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_journey FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_kpishift FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_kpitarget FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_letterchoice FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_nightlyrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_sentletter FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_valuegroup FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_valuerun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_wilayatest FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_apikey FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_arrivalsign FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_campaign FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_campaignname FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_category FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_changemark FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_channel FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_channelmove FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_channelrule FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_channelrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_channelsaid FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_codemark FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_codeuse FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_contentmetric FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_contentpiece FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_contentproduct FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_conversation FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_conversationchange FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_conversationmessage FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_conversationsettings FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_courierword FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_currencyrate FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_customer FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_customeridentity FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_heardanswer FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_heardsettings FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_importbatch FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_importbefore FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_importfile FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_importrowerror FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_invitation FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_landingitem FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_landingpage FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_membership FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_occasionchange FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_order FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_orderline FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_outboxjob FOR DELETE USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'outbox'::text)));

CREATE POLICY shop_delete ON public.catalog_packpart FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_parcel FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_parcelevent FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_playlist FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_playlistaddress FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_playlistchange FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_playlistcode FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_playlistitem FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_product FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_producthold FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_publickey FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_recordchange FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_refund FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_refundline FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_reminderchoice FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_remittance FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_replyscript FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_savedmapping FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_sentreminder FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_series FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_seriespost FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_shop FOR DELETE USING ((id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_spendchange FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_spendday FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_spendentry FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_storedanswer FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_answerchange FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_backtestrow FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_backtestrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_consent FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_contentscore FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_dailymoment FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_dailyproduct FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_dailysearch FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_dailysession FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_dailysignal FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_dailyvisitor FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_dismissal FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_event FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_excludedcategory FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_exposureday FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_exposurelook FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_exposureplace FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_exposuretest FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_feedbackday FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_importedsessions FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_inboxevent FOR DELETE USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'drain'::text)));

CREATE POLICY shop_delete ON public.signals_intakecount FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_merchantchoice FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_playlistproposal FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_playlistvisitor FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_playlistvisitorder FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_preparedanswer FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_preparedproduct FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_productcost FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_productscore FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_productscoreweek FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_proposallesson FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_proposalplace FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_proposalrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_recommendationrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_recommendeditem FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_retention FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_scorerun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_scoresettings FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_segmentassignment FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_segmentcampaign FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_segmentmember FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_segmentproposal FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_segmentrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_segmentsettings FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_servedlist FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_servedseal FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_session FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_touchedvisitor FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_trenditem FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_trendrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_visitorsalt FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_auditanswer FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_auditresult FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_auditrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_automationswitch FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_benefitgrant FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_breach FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_case FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_caseentry FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_casesettings FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_casetemplate FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_consentbenefit FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_decision FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_erasurerecord FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_hold FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_integritycheck FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_ledgerfact FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_ledgermonth FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_lockedperson FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_mydatalink FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_pageversion FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_pagewords FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_registernote FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_retentionchoice FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_retentionrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_rightsrequest FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_showntext FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_textcheck FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_textfinding FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_textoverride FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_textrule FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_alertbar FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_alertnight FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_budgetadvice FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_budgetline FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_campaignplan FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_channelrole FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_creditentry FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_creditmark FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_creditrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_creditsettings FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_creditshare FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_customerrepurchase FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_dailyacquisition FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_dailykpi FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_dailykpiby FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_daynote FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_figurealert FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_forecastline FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_forecastrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_journey FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_kpishift FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_kpitarget FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_letterchoice FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_nightlyrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_sentletter FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_valuegroup FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_valuerun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_wilayatest FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_apikey FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_arrivalsign FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_campaign FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_campaignname FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_category FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_changemark FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_channel FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_channelmove FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_channelrule FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_channelrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_channelsaid FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_codemark FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_codeuse FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_contentmetric FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_contentpiece FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_contentproduct FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_conversation FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_conversationchange FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_conversationmessage FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_conversationsettings FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_courierword FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_currencyrate FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_customer FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_customeridentity FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_heardanswer FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_heardsettings FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_importbatch FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_importbefore FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_importfile FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_importrowerror FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_invitation FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_landingitem FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_landingpage FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_membership FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_occasionchange FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_order FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_orderline FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_outboxjob FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_packpart FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_parcel FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_parcelevent FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_playlist FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_playlistaddress FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_playlistchange FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_playlistcode FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_playlistitem FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_product FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_producthold FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_publickey FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_recordchange FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_refund FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_refundline FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_reminderchoice FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_remittance FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_replyscript FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_savedmapping FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_sentreminder FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_series FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_seriespost FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_shop FOR INSERT WITH CHECK ((current_setting('app.purpose'::text, true) = 'directory'::text));

CREATE POLICY shop_insert ON public.catalog_spendchange FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_spendday FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_spendentry FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_storedanswer FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_answerchange FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_backtestrow FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_backtestrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_consent FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_contentscore FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_dailymoment FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_dailyproduct FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_dailysearch FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_dailysession FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_dailysignal FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_dailyvisitor FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_dismissal FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_event FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_excludedcategory FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_exposureday FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_exposurelook FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_exposureplace FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_exposuretest FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_feedbackday FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_importedsessions FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_inboxevent FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_intakecount FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_merchantchoice FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_playlistproposal FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_playlistvisitor FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_playlistvisitorder FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_preparedanswer FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_preparedproduct FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_productcost FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_productscore FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_productscoreweek FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_proposallesson FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_proposalplace FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_proposalrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_recommendationrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_recommendeditem FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_retention FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_scorerun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_scoresettings FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_segmentassignment FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_segmentcampaign FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_segmentmember FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_segmentproposal FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_segmentrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_segmentsettings FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_servedlist FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_servedseal FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_session FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_touchedvisitor FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_trenditem FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_trendrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_visitorsalt FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_auditanswer FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_auditresult FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_auditrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_automationswitch FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_benefitgrant FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_breach FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_case FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_caseentry FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_casesettings FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_casetemplate FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_consentbenefit FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_decision FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_erasurerecord FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_hold FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_integritycheck FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_ledgerfact FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_ledgermonth FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_lockedperson FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_mydatalink FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_pageversion FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_pagewords FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_registernote FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_retentionchoice FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_retentionrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_rightsrequest FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_showntext FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_textcheck FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_textfinding FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_textoverride FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_textrule FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_alertbar FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_alertnight FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_budgetadvice FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_budgetline FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_campaignplan FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_channelrole FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_creditentry FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_creditmark FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_creditrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_creditsettings FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_creditshare FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_customerrepurchase FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_dailyacquisition FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_dailykpi FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_dailykpiby FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_daynote FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_figurealert FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_forecastline FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_forecastrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_journey FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_kpishift FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_kpitarget FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_letterchoice FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_nightlyrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_sentletter FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_valuegroup FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_valuerun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_wilayatest FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_apikey FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR ((key_hash)::text = NULLIF(current_setting('app.lookup'::text, true), ''::text))));

CREATE POLICY shop_select ON public.catalog_arrivalsign FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_campaign FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_campaignname FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_category FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_changemark FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_channel FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_channelmove FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_channelrule FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_channelrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_channelsaid FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_codemark FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_codeuse FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_contentmetric FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_contentpiece FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_contentproduct FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_conversation FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_conversationchange FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_conversationmessage FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_conversationsettings FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_courierword FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_currencyrate FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_customer FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_customeridentity FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_heardanswer FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_heardsettings FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_importbatch FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_importbefore FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_importfile FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_importrowerror FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_invitation FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR ((token_hash)::text = NULLIF(current_setting('app.lookup'::text, true), ''::text))));

CREATE POLICY shop_select ON public.catalog_landingitem FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_landingpage FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_membership FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (user_id = (NULLIF(current_setting('app.user'::text, true), ''::text))::bigint)));

CREATE POLICY shop_select ON public.catalog_occasionchange FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_order FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_orderline FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_outboxjob FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'outbox'::text)));

CREATE POLICY shop_select ON public.catalog_packpart FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_parcel FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_parcelevent FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_playlist FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_playlistaddress FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_playlistchange FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_playlistcode FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR ((link)::text = NULLIF(current_setting('app.lookup'::text, true), ''::text))));

CREATE POLICY shop_select ON public.catalog_playlistitem FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_product FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_producthold FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_publickey FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR ((key)::text = NULLIF(current_setting('app.lookup'::text, true), ''::text))));

CREATE POLICY shop_select ON public.catalog_recordchange FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_refund FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_refundline FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_reminderchoice FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_remittance FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_replyscript FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_savedmapping FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_sentreminder FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_series FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_seriespost FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_shop FOR SELECT USING (((id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR ((slug)::text = NULLIF(current_setting('app.lookup'::text, true), ''::text)) OR (current_setting('app.purpose'::text, true) = 'directory'::text) OR (EXISTS ( SELECT 1
   FROM public.catalog_membership m
  WHERE ((m.shop_id = catalog_shop.id) AND (m.user_id = (NULLIF(current_setting('app.user'::text, true), ''::text))::bigint))))));

CREATE POLICY shop_select ON public.catalog_spendchange FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_spendday FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_spendentry FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_storedanswer FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_answerchange FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'answers'::text)));

CREATE POLICY shop_select ON public.signals_backtestrow FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_backtestrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_consent FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_contentscore FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_dailymoment FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_dailyproduct FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_dailysearch FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_dailysession FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_dailysignal FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_dailyvisitor FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_dismissal FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_event FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_excludedcategory FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_exposureday FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_exposurelook FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_exposureplace FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_exposuretest FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_feedbackday FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_importedsessions FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_inboxevent FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'drain'::text)));

CREATE POLICY shop_select ON public.signals_intakecount FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_merchantchoice FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_playlistproposal FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_playlistvisitor FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_playlistvisitorder FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_preparedanswer FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_preparedproduct FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_productcost FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_productscore FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_productscoreweek FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_proposallesson FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_proposalplace FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_proposalrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_recommendationrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_recommendeditem FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_retention FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_scorerun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_scoresettings FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_segmentassignment FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_segmentcampaign FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_segmentmember FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_segmentproposal FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_segmentrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_segmentsettings FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_servedlist FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_servedseal FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_session FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_touchedvisitor FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'drain'::text)));

CREATE POLICY shop_select ON public.signals_trenditem FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_trendrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_visitorsalt FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_auditanswer FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_auditresult FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_auditrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_automationswitch FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_benefitgrant FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_breach FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_case FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_caseentry FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_casesettings FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_casetemplate FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_consentbenefit FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_decision FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_erasurerecord FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_hold FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_integritycheck FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_ledgerfact FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_ledgermonth FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_lockedperson FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_mydatalink FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_pageversion FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_pagewords FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_registernote FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_retentionchoice FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_retentionrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_rightsrequest FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_showntext FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_textcheck FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_textfinding FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_textoverride FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_textrule FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_alertbar FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_alertnight FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_budgetadvice FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_budgetline FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_campaignplan FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_channelrole FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_creditentry FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_creditmark FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_creditrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_creditsettings FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_creditshare FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_customerrepurchase FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_dailyacquisition FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_dailykpi FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_dailykpiby FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_daynote FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_figurealert FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_forecastline FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_forecastrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_journey FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_kpishift FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_kpitarget FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_letterchoice FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_nightlyrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_sentletter FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_valuegroup FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_valuerun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_wilayatest FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_apikey FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_arrivalsign FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_campaign FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_campaignname FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_category FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_changemark FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_channel FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_channelmove FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_channelrule FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_channelrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_channelsaid FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_codemark FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_codeuse FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_contentmetric FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_contentpiece FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_contentproduct FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_conversation FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_conversationchange FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_conversationmessage FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_conversationsettings FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_courierword FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_currencyrate FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_customer FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_customeridentity FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_heardanswer FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_heardsettings FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_importbatch FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_importbefore FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_importfile FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_importrowerror FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_invitation FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_landingitem FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_landingpage FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_membership FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_occasionchange FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_order FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_orderline FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_outboxjob FOR UPDATE USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'outbox'::text))) WITH CHECK (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'outbox'::text)));

CREATE POLICY shop_update ON public.catalog_packpart FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_parcel FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_parcelevent FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_playlist FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_playlistaddress FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_playlistchange FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_playlistcode FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_playlistitem FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_product FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_producthold FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_publickey FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_recordchange FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_refund FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_refundline FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_reminderchoice FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_remittance FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_replyscript FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_savedmapping FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_sentreminder FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_series FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_seriespost FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_shop FOR UPDATE USING ((id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_spendchange FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_spendday FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_spendentry FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_storedanswer FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_answerchange FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_backtestrow FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_backtestrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_consent FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_contentscore FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_dailymoment FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_dailyproduct FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_dailysearch FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_dailysession FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_dailysignal FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_dailyvisitor FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_dismissal FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_event FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_excludedcategory FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_exposureday FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_exposurelook FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_exposureplace FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_exposuretest FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_feedbackday FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_importedsessions FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_inboxevent FOR UPDATE USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'drain'::text))) WITH CHECK (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'drain'::text)));

CREATE POLICY shop_update ON public.signals_intakecount FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_merchantchoice FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_playlistproposal FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_playlistvisitor FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_playlistvisitorder FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_preparedanswer FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_preparedproduct FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_productcost FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_productscore FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_productscoreweek FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_proposallesson FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_proposalplace FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_proposalrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_recommendationrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_recommendeditem FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_retention FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_scorerun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_scoresettings FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_segmentassignment FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_segmentcampaign FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_segmentmember FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_segmentproposal FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_segmentrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_segmentsettings FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_servedlist FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_servedseal FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_session FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_touchedvisitor FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_trenditem FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_trendrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_visitorsalt FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_auditanswer FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_auditresult FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_auditrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_automationswitch FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_benefitgrant FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_breach FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_case FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_caseentry FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_casesettings FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_casetemplate FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_consentbenefit FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_decision FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_erasurerecord FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_hold FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_integritycheck FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_ledgerfact FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_ledgermonth FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_lockedperson FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_mydatalink FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_pageversion FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_pagewords FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_registernote FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_retentionchoice FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_retentionrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_rightsrequest FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_showntext FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_textcheck FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_textfinding FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_textoverride FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_textrule FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

ALTER TABLE public.signals_answerchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_backtestrow ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_backtestrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_contentscore ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailymoment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailyproduct ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailysearch ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailysession ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailysignal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailyvisitor ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dismissal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_event ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_excludedcategory ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_exposureday ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_exposurelook ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_exposureplace ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_exposuretest ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_feedbackday ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_importedsessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_inboxevent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_intakecount ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_merchantchoice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_playlistproposal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_playlistvisitor ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_playlistvisitorder ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_preparedanswer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_preparedproduct ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_productcost ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_productscore ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_productscoreweek ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_proposallesson ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_proposalplace ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_proposalrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_recommendationrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_recommendeditem ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_retention ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_scorerun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_scoresettings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentassignment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentcampaign ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentmember ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentproposal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_segmentsettings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_servedlist ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_servedseal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_session ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_touchedvisitor ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_trenditem ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_trendrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_visitorsalt ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_auditanswer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_auditresult ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_auditrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_automationswitch ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_benefitgrant ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_breach ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_case ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_caseentry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_casesettings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_casetemplate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_consentbenefit ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_decision ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_erasurerecord ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_hold ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_integritycheck ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_ledgerfact ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_ledgermonth ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_lockedperson ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_mydatalink ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_pageversion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_pagewords ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_registernote ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_retentionchoice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_retentionrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_rightsrequest ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_showntext ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_textcheck ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_textfinding ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_textoverride ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_textrule ENABLE ROW LEVEL SECURITY;

INSERT INTO public.django_migrations (app, name, applied) VALUES
    ('attribution', '0001_initial', now()),
    ('attribution', '0002_security', now()),
    ('attribution', '0003_other_currency', now()),
    ('attribution', '0004_credit', now()),
    ('attribution', '0005_kpis_by', now()),
    ('attribution', '0006_advice', now()),
    ('attribution', '0007_reports', now()),
    ('auth', '0001_initial', now()),
    ('auth', '0002_alter_permission_name_max_length', now()),
    ('auth', '0003_alter_user_email_max_length', now()),
    ('auth', '0004_alter_user_username_opts', now()),
    ('auth', '0005_alter_user_last_login_null', now()),
    ('auth', '0006_require_contenttypes_0002', now()),
    ('auth', '0007_alter_validators_add_error_messages', now()),
    ('auth', '0008_alter_user_username_max_length', now()),
    ('auth', '0009_alter_user_last_name_max_length', now()),
    ('auth', '0010_alter_group_name_max_length', now()),
    ('auth', '0011_update_proxy_permissions', now()),
    ('auth', '0012_alter_user_first_name_max_length', now()),
    ('catalog', '0001_initial', now()),
    ('catalog', '0002_security', now()),
    ('catalog', '0003_guesses', now()),
    ('catalog', '0004_changed_dates', now()),
    ('catalog', '0005_fresh_statistics', now()),
    ('catalog', '0006_public_ids', now()),
    ('catalog', '0007_content', now()),
    ('catalog', '0008_occasions', now()),
    ('catalog', '0009_shops_of_person', now()),
    ('catalog', '0010_playlists', now()),
    ('catalog', '0011_product_holds', now()),
    ('catalog', '0012_channels', now()),
    ('catalog', '0013_codes', now()),
    ('catalog', '0014_conversations', now()),
    ('catalog', '0015_spend', now()),
    ('catalog', '0016_parcels', now()),
    ('catalog', '0017_history', now()),
    ('catalog', '0018_series_reminders', now()),
    ('contenttypes', '0001_initial', now()),
    ('contenttypes', '0002_remove_content_type_name', now()),
    ('sessions', '0001_initial', now()),
    ('signals', '0001_initial', now()),
    ('signals', '0002_security', now()),
    ('signals', '0003_intake', now()),
    ('signals', '0004_event_security', now()),
    ('signals', '0005_inbox_without_shop_check', now()),
    ('signals', '0006_context', now()),
    ('signals', '0007_scores', now()),
    ('signals', '0008_exposure', now()),
    ('signals', '0009_trends', now()),
    ('signals', '0010_imported_sessions', now()),
    ('signals', '0011_touched_visitors', now()),
    ('signals', '0012_backtest', now()),
    ('signals', '0013_recommend', now()),
    ('signals', '0014_segments', now()),
    ('signals', '0015_proposals', now()),
    ('signals', '0016_prepared_answers', now()),
    ('signals', '0017_product_days', now()),
    ('signals', '0018_personal_answers', now()),
    ('signals', '0019_event_indexes', now()),
    ('transparency', '0001_initial', now()),
    ('transparency', '0002_security', now()),
    ('transparency', '0003_rules', now()),
    ('transparency', '0004_audit', now()),
    ('transparency', '0005_integrity', now()),
    ('transparency', '0006_public_page', now()),
    ('transparency', '0007_cases', now()),
    ('transparency', '0008_rights', now()),
    ('transparency', '0009_erasure', now()),
    ('transparency', '0010_ledger', now());
