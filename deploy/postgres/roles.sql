-- The three plain roles of the product. Safe to run again.
--   shop_ai_owner   owns the database and its tables, runs the migrations
--   shop_ai_app     what web and worker log in as: owns nothing, so row-level security binds it
--   shop_ai_backup  reads everything, for pg_dump; row-level security would stop any other role
DO $$
DECLARE
    plain text := 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION LOGIN';
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop_ai_owner') THEN
        CREATE ROLE shop_ai_owner;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop_ai_app') THEN
        CREATE ROLE shop_ai_app;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop_ai_backup') THEN
        CREATE ROLE shop_ai_backup;
    END IF;
    EXECUTE 'ALTER ROLE shop_ai_owner NOBYPASSRLS ' || plain;
    EXECUTE 'ALTER ROLE shop_ai_app NOBYPASSRLS ' || plain;
    EXECUTE 'ALTER ROLE shop_ai_backup BYPASSRLS ' || plain;
END
$$;
GRANT pg_read_all_data TO shop_ai_backup;
