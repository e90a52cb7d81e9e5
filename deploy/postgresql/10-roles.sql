-- Three roles on one database: who owns it and migrates, who works in it, who copies it.
-- Run it as a superuser in that database: once before the first migration, and again after each
-- upgrade, which may bring tables. It may be run any number of times.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['alliance_owner', 'alliance_app', 'alliance_backup'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format(
                'CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', name);
        END IF;
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), name);
    END LOOP;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO alliance_owner;
GRANT USAGE ON SCHEMA public TO alliance_app, alliance_backup;

-- What the next migration makes can be worked with at once.
ALTER DEFAULT PRIVILEGES FOR ROLE alliance_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO alliance_app;
ALTER DEFAULT PRIVILEGES FOR ROLE alliance_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO alliance_app;
ALTER DEFAULT PRIVILEGES FOR ROLE alliance_owner IN SCHEMA public
    GRANT SELECT ON TABLES TO alliance_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE alliance_owner IN SCHEMA public
    GRANT SELECT ON SEQUENCES TO alliance_backup;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO alliance_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO alliance_backup;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO alliance_backup;

DO $$
DECLARE
    -- What was done and published: added to, and never changed or deleted.
    history CONSTANT text[] := ARRAY['audit_entries'];
    -- Changed, never deleted: people lose their name, and stay accounted for.
    lasting CONSTANT text[] := ARRAY['flow_revisions', 'live_revisions', 'people', 'teams'];
    -- Deleted with an alliance that is erased, as triggers see to it; never changed.
    frozen CONSTANT text[] := ARRAY['answers', 'charter_revisions', 'run_events'];
    name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('REVOKE ALL ON %I FROM alliance_app', name);
        EXECUTE format('GRANT SELECT ON %I TO alliance_app', name);
        CONTINUE WHEN name = 'alembic_version';
        EXECUTE format('GRANT INSERT ON %I TO alliance_app', name);
        IF NOT name = ANY (history || frozen) THEN
            EXECUTE format('GRANT UPDATE ON %I TO alliance_app', name);
        END IF;
        IF NOT name = ANY (history || lasting) THEN
            EXECUTE format('GRANT DELETE ON %I TO alliance_app', name);
        END IF;
    END LOOP;
END $$;
