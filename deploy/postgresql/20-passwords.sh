#!/bin/sh
# Gives the roles the passwords that stand in /run/secrets; run once, when the database is made.
set -eu
for role in owner app backup; do
    # The password is read from the input, so that no list of processes shows it.
    psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" <<SQL
ALTER ROLE alliance_$role PASSWORD '$(cat "/run/secrets/${role}_password")';
SQL
done
