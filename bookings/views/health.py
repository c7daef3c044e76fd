"""Whether the site is well, for machines that watch it: no details, the same few questions each time."""

from __future__ import annotations

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and has every migration, else 503."""
    try:
        well = _is_migrated()
    except Error:
        well = False
    words, status = ("ok", 200) if well else ("unwell", 503)
    return HttpResponse(words, content_type="text/plain", status=status)


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
