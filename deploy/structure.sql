SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE FUNCTION public.catalog_mark_order_days() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, d.day, coalesce(r.customer_id, 0)
        FROM new_rows r, LATERAL (VALUES (r.placed_on), (r.confirmed_on), (r.shipped_on), (r.delivered_on)) d(day)
        WHERE d.day IS NOT NULL;
    END IF;
    IF TG_OP IN ('DELETE', 'UPDATE') THEN
        INSERT INTO catalog_changemark (shop_id, day, customer_ref)
        SELECT DISTINCT r.shop_id, d.day, coalesce(r.customer_id, 0)
        FROM old_rows r, LATERAL (VALUES (r.placed_on), (r.confirmed_on), (r.shipped_on), (r.delivered_on)) d(day)
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

SET default_tablespace = '';

SET default_table_access_method = heap;

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
    CONSTRAINT attribution_dailykpi_adjustments_check CHECK ((adjustments >= 0)),
    CONSTRAINT attribution_dailykpi_cancelled_check CHECK ((cancelled >= 0)),
    CONSTRAINT attribution_dailykpi_confirmed_check CHECK ((confirmed >= 0)),
    CONSTRAINT attribution_dailykpi_credit_notes_check CHECK ((credit_notes >= 0)),
    CONSTRAINT attribution_dailykpi_delivered_check CHECK ((delivered >= 0)),
    CONSTRAINT attribution_dailykpi_other_currency_check CHECK ((other_currency >= 0)),
    CONSTRAINT attribution_dailykpi_placed_check CHECK ((placed >= 0)),
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
    shop_id bigint NOT NULL
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

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT attribution_customerrepurchase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT attribution_customerrepurchase_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_dailykpi
    ADD CONSTRAINT attribution_dailykpi_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_dailykpi
    ADD CONSTRAINT attribution_dailykpi_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.attribution_nightlyrun
    ADD CONSTRAINT attribution_nightlyrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attribution_nightlyrun
    ADD CONSTRAINT attribution_nightlyrun_shop_id_id UNIQUE (shop_id, id);

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

ALTER TABLE ONLY public.catalog_apikey
    ADD CONSTRAINT catalog_apikey_key_hash_key UNIQUE (key_hash);

ALTER TABLE ONLY public.catalog_apikey
    ADD CONSTRAINT catalog_apikey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_apikey
    ADD CONSTRAINT catalog_apikey_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_changemark
    ADD CONSTRAINT catalog_changemark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_changemark
    ADD CONSTRAINT catalog_changemark_shop_id_id UNIQUE (shop_id, id);

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

ALTER TABLE ONLY public.catalog_refund
    ADD CONSTRAINT catalog_refund_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_refund
    ADD CONSTRAINT catalog_refund_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_refundline
    ADD CONSTRAINT catalog_refundline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_refundline
    ADD CONSTRAINT catalog_refundline_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_savedmapping
    ADD CONSTRAINT catalog_savedmapping_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_savedmapping
    ADD CONSTRAINT catalog_savedmapping_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.catalog_securityevent
    ADD CONSTRAINT catalog_securityevent_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY public.catalog_contentmetric
    ADD CONSTRAINT content_metric_once UNIQUE (shop_id, content_id, name, measured_on);

ALTER TABLE ONLY public.catalog_contentproduct
    ADD CONSTRAINT content_product_once UNIQUE (shop_id, content_id, product_id);

ALTER TABLE ONLY public.signals_contentscore
    ADD CONSTRAINT content_score_once UNIQUE (shop_id, content_ref);

ALTER TABLE ONLY public.catalog_contentpiece
    ADD CONSTRAINT content_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.catalog_customeridentity
    ADD CONSTRAINT customer_identity_once UNIQUE (shop_id, channel, account, external_id);

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT customer_repurchase_once UNIQUE (shop_id, customer_id);

ALTER TABLE ONLY public.catalog_customer
    ADD CONSTRAINT customer_uid_once UNIQUE (shop_id, uid);

ALTER TABLE ONLY public.attribution_dailykpi
    ADD CONSTRAINT daily_kpi_once UNIQUE (shop_id, day, channel);

ALTER TABLE ONLY public.signals_dailymoment
    ADD CONSTRAINT daily_moment_once UNIQUE (shop_id, day, hour, type, device, language, wilaya);

ALTER TABLE ONLY public.signals_dailysearch
    ADD CONSTRAINT daily_search_once UNIQUE (shop_id, day, term, visitor);

ALTER TABLE ONLY public.signals_dailysession
    ADD CONSTRAINT daily_session_once UNIQUE (shop_id, day, channel, device);

ALTER TABLE ONLY public.signals_dailysignal
    ADD CONSTRAINT daily_signal_once UNIQUE (shop_id, day, type, product_ref, playlist_ref, content_ref, channel);

ALTER TABLE ONLY public.signals_dailyvisitor
    ADD CONSTRAINT daily_visitor_once UNIQUE (shop_id, day, channel, visitor);

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

ALTER TABLE ONLY public.catalog_importbefore
    ADD CONSTRAINT import_before_once UNIQUE (shop_id, batch_id, "table", row_id);

ALTER TABLE ONLY public.signals_importedsessions
    ADD CONSTRAINT imported_sessions_once UNIQUE (shop_id, content_sha256, dimension, value);

ALTER TABLE ONLY public.signals_intakecount
    ADD CONSTRAINT intake_count_once UNIQUE (shop_id, hour, outcome);

ALTER TABLE ONLY public.catalog_membership
    ADD CONSTRAINT membership_once UNIQUE (shop_id, user_id);

ALTER TABLE ONLY public.signals_merchantchoice
    ADD CONSTRAINT merchant_choice_once UNIQUE (shop_id, product_id);

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

ALTER TABLE ONLY public.signals_retention
    ADD CONSTRAINT retention_once UNIQUE (shop_id);

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

ALTER TABLE ONLY public.catalog_storedanswer
    ADD CONSTRAINT stored_answer_once UNIQUE (shop_id, api_key_id, key);

ALTER TABLE ONLY public.signals_touchedvisitor
    ADD CONSTRAINT touched_visitor_once UNIQUE (shop_id, visitor);

ALTER TABLE ONLY public.transparency_automationswitch
    ADD CONSTRAINT transparency_automationswitch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_automationswitch
    ADD CONSTRAINT transparency_automationswitch_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.transparency_decision
    ADD CONSTRAINT transparency_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transparency_decision
    ADD CONSTRAINT transparency_decision_shop_id_id UNIQUE (shop_id, id);

ALTER TABLE ONLY public.signals_trenditem
    ADD CONSTRAINT trend_item_once UNIQUE (shop_id, run_id, rank);

ALTER TABLE ONLY public.signals_trendrun
    ADD CONSTRAINT trend_run_once UNIQUE (shop_id, measure, week);

ALTER TABLE ONLY public.signals_visitorsalt
    ADD CONSTRAINT visitor_salt_once UNIQUE (shop_id, day);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX catalog_apikey_created_by_id_abeb475a ON public.catalog_apikey USING btree (created_by_id);

CREATE INDEX catalog_apikey_key_hash_9dc57370_like ON public.catalog_apikey USING btree (key_hash varchar_pattern_ops);

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

CREATE INDEX catalog_securityevent_user_id_061b4dea ON public.catalog_securityevent USING btree (user_id);

CREATE INDEX catalog_shop_slug_86000ce1_like ON public.catalog_shop USING btree (slug varchar_pattern_ops);

CREATE INDEX catalog_user_email_75fab81a_like ON public.catalog_user USING btree (email varchar_pattern_ops);

CREATE INDEX change_mark_queue ON public.catalog_changemark USING btree (shop_id, id);

CREATE INDEX consent_purpose ON public.signals_consent USING btree (shop_id, purpose, given_at);

CREATE UNIQUE INDEX consent_standing ON public.signals_consent USING btree (shop_id, visitor, purpose) WHERE (withdrawn_at IS NULL);

CREATE INDEX content_by_date ON public.catalog_contentpiece USING btree (shop_id, published_at DESC);

CREATE INDEX content_by_playlist ON public.catalog_contentpiece USING btree (shop_id, playlist_id);

CREATE INDEX content_by_product ON public.catalog_contentproduct USING btree (shop_id, product_id);

CREATE UNIQUE INDEX content_external_once ON public.catalog_contentpiece USING btree (shop_id, channel, external_id) WHERE (NOT ((external_id)::text = ''::text));

CREATE INDEX content_score_best ON public.signals_contentscore USING btree (shop_id, key DESC);

CREATE INDEX customer_by_email ON public.catalog_customer USING btree (shop_id, email_index);

CREATE INDEX customer_by_name ON public.catalog_customer USING gin (name_index);

CREATE INDEX customer_identity_of ON public.catalog_customeridentity USING btree (shop_id, customer_id);

CREATE UNIQUE INDEX customer_phone_once ON public.catalog_customer USING btree (shop_id, phone_index) WHERE (NOT ((phone_index)::text = ''::text));

CREATE INDEX customer_repurchase_cohort ON public.attribution_customerrepurchase USING btree (shop_id, first_on);

CREATE INDEX daily_signal_content ON public.signals_dailysignal USING btree (shop_id, content_ref, day) WHERE (content_ref > 0);

CREATE INDEX daily_signal_product ON public.signals_dailysignal USING btree (shop_id, product_ref, day);

CREATE INDEX decision_by_automation ON public.transparency_decision USING btree (shop_id, automation, sequence DESC);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX exposure_by_stage ON public.signals_exposuretest USING btree (shop_id, stage);

CREATE UNIQUE INDEX exposure_content_once ON public.signals_exposuretest USING btree (shop_id, content_id) WHERE is_current;

CREATE INDEX exposure_place_days ON public.signals_exposureplace USING btree (shop_id, test_id, day);

CREATE INDEX exposure_place_now ON public.signals_exposureplace USING btree (shop_id, place, from_share) WHERE is_current;

CREATE UNIQUE INDEX exposure_playlist_once ON public.signals_exposuretest USING btree (shop_id, playlist_id) WHERE is_current;

CREATE UNIQUE INDEX exposure_product_once ON public.signals_exposuretest USING btree (shop_id, product_id) WHERE is_current;

CREATE UNIQUE INDEX exposure_recommendation_once ON public.signals_exposuretest USING btree (shop_id, recommendation_id) WHERE (NOT ((recommendation_id)::text = ''::text));

CREATE INDEX guess_bucket_age ON public.catalog_guessbucket USING btree (next_at);

CREATE INDEX import_by_date ON public.catalog_importbatch USING btree (shop_id, created_at DESC);

CREATE INDEX import_error_by_row ON public.catalog_importrowerror USING btree (shop_id, batch_id, "row");

CREATE INDEX inbox_expiry ON public.signals_inboxevent USING btree (received_at) WHERE is_folded;

CREATE INDEX inbox_waiting ON public.signals_inboxevent USING btree (received_at) WHERE (NOT is_folded);

CREATE INDEX nightly_by_date ON public.attribution_nightlyrun USING btree (shop_id, started_at DESC);

CREATE UNIQUE INDEX occasion_change_once ON public.catalog_occasionchange USING btree (shop_id, origin) WHERE (NOT ((origin)::text = ''::text));

CREATE INDEX order_by_confirmed ON public.catalog_order USING btree (shop_id, confirmed_on) WHERE ((confirmed_on > placed_on) OR (confirmed_on < placed_on));

CREATE INDEX order_by_customer ON public.catalog_order USING btree (shop_id, customer_id, delivered_on);

CREATE INDEX order_by_delivered ON public.catalog_order USING btree (shop_id, delivered_on);

CREATE INDEX order_by_import ON public.catalog_order USING btree (shop_id, created_import_id);

CREATE INDEX order_by_number ON public.catalog_order USING btree (shop_id, number);

CREATE INDEX order_by_placed ON public.catalog_order USING btree (shop_id, placed_on);

CREATE INDEX order_by_shipped ON public.catalog_order USING btree (shop_id, shipped_on) WHERE ((shipped_on > placed_on) OR (shipped_on < placed_on));

CREATE INDEX order_line_by_product ON public.catalog_orderline USING btree (shop_id, product_id);

CREATE INDEX outbox_job_due ON public.catalog_outboxjob USING btree (next_at) WHERE ((done_at IS NULL) AND (parked_at IS NULL));

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

CREATE INDEX refund_by_day ON public.catalog_refund USING btree (shop_id, refunded_on);

CREATE INDEX refund_by_import ON public.catalog_refund USING btree (shop_id, created_import_id);

CREATE INDEX refund_line_by_product ON public.catalog_refundline USING btree (shop_id, product_id);

CREATE INDEX refund_of_order ON public.catalog_refund USING btree (shop_id, order_id);

CREATE INDEX security_event_user ON public.catalog_securityevent USING btree (user_id, at DESC);

CREATE INDEX segment_assignment_of ON public.signals_segmentassignment USING btree (shop_id, customer_id);

CREATE INDEX segment_campaign_by_kind ON public.signals_segmentcampaign USING btree (shop_id, kind, state);

CREATE INDEX segment_member_by_segment ON public.signals_segmentmember USING btree (shop_id, segment, was);

CREATE UNIQUE INDEX segment_proposal_current ON public.signals_segmentproposal USING btree (shop_id, segment, slot) WHERE is_current;

CREATE INDEX segment_proposal_memory ON public.signals_segmentproposal USING btree (shop_id, kind, state);

CREATE INDEX series_by_playlist ON public.catalog_series USING btree (shop_id, playlist_id);

CREATE INDEX series_post_due ON public.catalog_seriespost USING btree (shop_id, state, due_on);

CREATE INDEX served_list_by_time ON public.signals_servedlist USING btree (shop_id, at);

CREATE INDEX served_list_open ON public.signals_servedlist USING btree (shop_id, id) WHERE (seal_id IS NULL);

CREATE INDEX session_day ON public.signals_session USING btree (shop_id, day);

CREATE INDEX signals_event_time ON ONLY public.signals_event USING brin (occurred_at);

CREATE INDEX signals_event_visitor ON ONLY public.signals_event USING btree (shop_id, visitor, occurred_at);

CREATE INDEX stored_answer_age ON public.catalog_storedanswer USING btree (created_at);

CREATE UNIQUE INDEX user_email_once ON public.catalog_user USING btree (lower((email)::text));

CREATE TRIGGER decision_append_only BEFORE DELETE OR UPDATE ON public.transparency_decision FOR EACH ROW EXECUTE FUNCTION public.catalog_refuse_change();

CREATE TRIGGER mark_delete AFTER DELETE ON public.catalog_order REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_order_days();

CREATE TRIGGER mark_delete AFTER DELETE ON public.catalog_refund REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_refund_days();

CREATE TRIGGER mark_insert AFTER INSERT ON public.catalog_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_order_days();

CREATE TRIGGER mark_insert AFTER INSERT ON public.catalog_refund REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_refund_days();

CREATE TRIGGER mark_update AFTER UPDATE ON public.catalog_order REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_order_days();

CREATE TRIGGER mark_update AFTER UPDATE ON public.catalog_refund REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.catalog_mark_refund_days();

CREATE TRIGGER security_event_append_only BEFORE DELETE OR UPDATE ON public.catalog_securityevent FOR EACH ROW WHEN ((pg_trigger_depth() = 0)) EXECUTE FUNCTION public.catalog_refuse_change();

CREATE TRIGGER served_list_append_only BEFORE DELETE OR UPDATE ON public.signals_servedlist FOR EACH ROW EXECUTE FUNCTION public.signals_keep_served_list();

CREATE TRIGGER served_seal_append_only BEFORE UPDATE ON public.signals_servedseal FOR EACH ROW EXECUTE FUNCTION public.catalog_refuse_change();

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT attribution_customer_shop_id_dcfb74cb_fk_catalog_s FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_customerrepurchase
    ADD CONSTRAINT attribution_customerrepurchase_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) ON DELETE CASCADE DEFERRABLE;

ALTER TABLE ONLY public.attribution_dailykpi
    ADD CONSTRAINT attribution_dailykpi_shop_id_4433cbe5_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attribution_nightlyrun
    ADD CONSTRAINT attribution_nightlyrun_shop_id_7ed9eb6a_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_parent_id_same_shop FOREIGN KEY (shop_id, parent_id) REFERENCES public.catalog_category(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_category
    ADD CONSTRAINT catalog_category_shop_id_fc540d8c_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_changemark
    ADD CONSTRAINT catalog_changemark_shop_id_a57404b2_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.catalog_customer
    ADD CONSTRAINT catalog_customer_created_import_id_same_shop FOREIGN KEY (shop_id, created_import_id) REFERENCES public.catalog_importbatch(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_customer
    ADD CONSTRAINT catalog_customer_shop_id_6e00dcfa_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_customeridentity
    ADD CONSTRAINT catalog_customeridentity_customer_id_same_shop FOREIGN KEY (shop_id, customer_id) REFERENCES public.catalog_customer(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_customeridentity
    ADD CONSTRAINT catalog_customeridentity_shop_id_64b5854e_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.catalog_savedmapping
    ADD CONSTRAINT catalog_savedmapping_shop_id_8e092144_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_securityevent
    ADD CONSTRAINT catalog_securityevent_user_id_061b4dea_fk_catalog_user_id FOREIGN KEY (user_id) REFERENCES public.catalog_user(id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.catalog_storedanswer
    ADD CONSTRAINT catalog_storedanswer_api_key_id_same_shop FOREIGN KEY (shop_id, api_key_id) REFERENCES public.catalog_apikey(shop_id, id) DEFERRABLE;

ALTER TABLE ONLY public.catalog_storedanswer
    ADD CONSTRAINT catalog_storedanswer_shop_id_cb5a07ed_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.transparency_automationswitch
    ADD CONSTRAINT transparency_automat_shop_id_7ced3049_fk_catalog_s FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transparency_decision
    ADD CONSTRAINT transparency_decision_shop_id_d5de4328_fk_catalog_shop_id FOREIGN KEY (shop_id) REFERENCES public.catalog_shop(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE public.attribution_customerrepurchase ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_dailykpi ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attribution_nightlyrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_apikey ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_category ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_changemark ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_contentmetric ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_contentpiece ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_contentproduct ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_customer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_customeridentity ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importbatch ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importbefore ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importfile ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_importrowerror ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_invitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_membership ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_occasionchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_order ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_orderline ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_outboxjob ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_packpart ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlist ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistaddress ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistchange ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_playlistitem ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_product ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_producthold ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_publickey ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_refund ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_refundline ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_savedmapping ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_series ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_seriespost ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_shop ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_storedanswer ENABLE ROW LEVEL SECURITY;

CREATE POLICY shop_delete ON public.attribution_customerrepurchase FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_dailykpi FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.attribution_nightlyrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_apikey FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_category FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_changemark FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_contentmetric FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_contentpiece FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_contentproduct FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_customer FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_customeridentity FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_importbatch FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_importbefore FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_importfile FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_importrowerror FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_invitation FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_membership FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_occasionchange FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_order FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_orderline FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_outboxjob FOR DELETE USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'outbox'::text)));

CREATE POLICY shop_delete ON public.catalog_packpart FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_playlist FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_playlistaddress FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_playlistchange FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_playlistitem FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_product FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_producthold FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_publickey FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_refund FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_refundline FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_savedmapping FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_series FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_seriespost FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_shop FOR DELETE USING ((id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.catalog_storedanswer FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_backtestrow FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_backtestrun FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_consent FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_contentscore FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.signals_dailymoment FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

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

CREATE POLICY shop_delete ON public.transparency_automationswitch FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_delete ON public.transparency_decision FOR DELETE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_customerrepurchase FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_dailykpi FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.attribution_nightlyrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_apikey FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_category FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_changemark FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_contentmetric FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_contentpiece FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_contentproduct FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_customer FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_customeridentity FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_importbatch FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_importbefore FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_importfile FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_importrowerror FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_invitation FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_membership FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_occasionchange FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_order FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_orderline FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_outboxjob FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_packpart FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_playlist FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_playlistaddress FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_playlistchange FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_playlistitem FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_product FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_producthold FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_publickey FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_refund FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_refundline FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_savedmapping FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_series FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_seriespost FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.catalog_shop FOR INSERT WITH CHECK ((current_setting('app.purpose'::text, true) = 'directory'::text));

CREATE POLICY shop_insert ON public.catalog_storedanswer FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_backtestrow FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_backtestrun FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_consent FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_contentscore FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.signals_dailymoment FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

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

CREATE POLICY shop_insert ON public.transparency_automationswitch FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_insert ON public.transparency_decision FOR INSERT WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_customerrepurchase FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_dailykpi FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.attribution_nightlyrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_apikey FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR ((key_hash)::text = NULLIF(current_setting('app.lookup'::text, true), ''::text))));

CREATE POLICY shop_select ON public.catalog_category FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_changemark FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_contentmetric FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_contentpiece FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_contentproduct FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_customer FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_customeridentity FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_importbatch FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_importbefore FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_importfile FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_importrowerror FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_invitation FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR ((token_hash)::text = NULLIF(current_setting('app.lookup'::text, true), ''::text))));

CREATE POLICY shop_select ON public.catalog_membership FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (user_id = (NULLIF(current_setting('app.user'::text, true), ''::text))::bigint)));

CREATE POLICY shop_select ON public.catalog_occasionchange FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_order FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_orderline FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_outboxjob FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'outbox'::text)));

CREATE POLICY shop_select ON public.catalog_packpart FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_playlist FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_playlistaddress FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_playlistchange FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_playlistitem FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_product FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_producthold FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_publickey FOR SELECT USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR ((key)::text = NULLIF(current_setting('app.lookup'::text, true), ''::text))));

CREATE POLICY shop_select ON public.catalog_refund FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_refundline FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_savedmapping FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_series FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_seriespost FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.catalog_shop FOR SELECT USING (((id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR ((slug)::text = NULLIF(current_setting('app.lookup'::text, true), ''::text)) OR (current_setting('app.purpose'::text, true) = 'directory'::text) OR (EXISTS ( SELECT 1
   FROM public.catalog_membership m
  WHERE ((m.shop_id = catalog_shop.id) AND (m.user_id = (NULLIF(current_setting('app.user'::text, true), ''::text))::bigint))))));

CREATE POLICY shop_select ON public.catalog_storedanswer FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_backtestrow FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_backtestrun FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_consent FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_contentscore FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.signals_dailymoment FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

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

CREATE POLICY shop_select ON public.transparency_automationswitch FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_select ON public.transparency_decision FOR SELECT USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_customerrepurchase FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_dailykpi FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.attribution_nightlyrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_apikey FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_category FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_changemark FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_contentmetric FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_contentpiece FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_contentproduct FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_customer FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_customeridentity FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_importbatch FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_importbefore FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_importfile FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_importrowerror FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_invitation FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_membership FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_occasionchange FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_order FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_orderline FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_outboxjob FOR UPDATE USING (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'outbox'::text))) WITH CHECK (((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint) OR (current_setting('app.purpose'::text, true) = 'outbox'::text)));

CREATE POLICY shop_update ON public.catalog_packpart FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_playlist FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_playlistaddress FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_playlistchange FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_playlistitem FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_product FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_producthold FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_publickey FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_refund FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_refundline FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_savedmapping FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_series FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_seriespost FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_shop FOR UPDATE USING ((id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.catalog_storedanswer FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_backtestrow FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_backtestrun FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_consent FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_contentscore FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.signals_dailymoment FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

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

CREATE POLICY shop_update ON public.transparency_automationswitch FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

CREATE POLICY shop_update ON public.transparency_decision FOR UPDATE USING ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint)) WITH CHECK ((shop_id = (NULLIF(current_setting('app.shop'::text, true), ''::text))::bigint));

ALTER TABLE public.signals_backtestrow ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_backtestrun ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_contentscore ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signals_dailymoment ENABLE ROW LEVEL SECURITY;

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

ALTER TABLE public.transparency_automationswitch ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transparency_decision ENABLE ROW LEVEL SECURITY;

INSERT INTO public.django_migrations (app, name, applied) VALUES
    ('attribution', '0001_initial', now()),
    ('attribution', '0002_security', now()),
    ('attribution', '0003_other_currency', now()),
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
    ('transparency', '0001_initial', now()),
    ('transparency', '0002_security', now());
