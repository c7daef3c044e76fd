"""Pictures of venues and rooms: only those we know of, as what they are."""

from __future__ import annotations

import mimetypes

from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from venues.models import Picture
from venues.rights import venue_to_see

MONTH = 30 * 24 * 3600


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    file = f"pictures/{name}"
    known = Picture.objects.filter(Q(image=file) | Q(small=file) | Q(large=file)).select_related("venue").first()
    if known is None or not default_storage.exists(file):
        raise Http404
    venue = venue_to_see(request.user, known.venue.slug)
    kind = mimetypes.guess_type(name)[0]
    response = FileResponse(default_storage.open(file), content_type=kind)
    response["Cache-Control"] = f"{'public' if venue.published else 'private'}, max-age={MONTH}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
