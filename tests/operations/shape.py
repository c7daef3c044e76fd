"""What a database is made of, whichever way it came there: tables, columns, and all that stands round them."""

from __future__ import annotations

import re

from django.db import connection

COLUMNS = """
    SELECT table_name, string_agg(concat_ws(' ', column_name, data_type, character_maximum_length,
        numeric_precision, column_default, is_nullable, is_identity), ', ' ORDER BY column_name)
    FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name
"""
CONSTRAINTS = """
    SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
"""
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
TRIGGERS = "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
FUNCTIONS = """
    SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = oid AND deptype = 'e')
"""
EXTENSIONS = "SELECT extname, '' FROM pg_extension"
KINDS = """
    SELECT app_label || '.' || model || '.' || codename, name FROM auth_permission
    JOIN django_content_type ON content_type_id = django_content_type.id
"""
ASKED = {
    "postgresql": [COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, FUNCTIONS, EXTENSIONS, KINDS],
    "sqlite": ["SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'", KINDS],
}


def shape() -> dict[str, str]:
    """By its name, what each part of this database says of itself."""
    with connection.cursor() as cursor:
        found: dict[str, str] = {}
        for question in ASKED[connection.vendor]:
            cursor.execute(question)
            found |= {name: _in_one_form(told) for name, told in cursor.fetchall()}
    return found


def _in_one_form(told: str) -> str:
    """SQLite tells columns in the order in which they came; a dump of PostgreSQL writes casts in another place."""
    begin, bracket, columns = told.partition(" (")
    if begin.startswith("CREATE TABLE"):
        return begin + bracket + ", ".join(sorted(re.split(r', (?="|CONSTRAINT)', columns.removesuffix(")"))))
    return re.sub(r"::[a-z ]+(\[\])?|[()]", "", told) if "INDEX" in begin else told
