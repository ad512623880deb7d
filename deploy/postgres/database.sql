-- Rights inside one database, which shop_ai_owner owns. Safe to run again.
-- Tables are made later, by the migrations; the default privileges hand them to the plain role.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO shop_ai_app;
ALTER DEFAULT PRIVILEGES FOR ROLE shop_ai_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO shop_ai_app;
ALTER DEFAULT PRIVILEGES FOR ROLE shop_ai_owner IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO shop_ai_app;
ALTER DEFAULT PRIVILEGES FOR ROLE shop_ai_owner IN SCHEMA public
    GRANT EXECUTE ON FUNCTIONS TO shop_ai_app;
