#!/bin/sh
# First start of the database container: the roles and rights of the embedded instance, with passwords.
set -eu
sql=${SQL_DIR:-/sql}
as_admin() {
    psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" "$@"
}
as_admin -f "$sql/roles.sql"
as_admin -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" -v backup="$BACKUP_PASSWORD" -v name="$POSTGRES_DB" <<'SQL'
ALTER ROLE shop_ai_owner PASSWORD :'owner';
ALTER ROLE shop_ai_app PASSWORD :'app';
ALTER ROLE shop_ai_backup PASSWORD :'backup';
ALTER DATABASE :"name" OWNER TO shop_ai_owner;
SQL
as_admin -f "$sql/database.sql"
