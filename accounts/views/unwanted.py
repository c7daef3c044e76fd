"""The page behind the link at the foot of a letter that nobody has to get."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.unwanted import is_unwanted, read_link, stop, want_again


@csrf_exempt  # mail programs press the button too, and what counts is the signed link, not who is signed in
@require_http_methods(["GET", "HEAD", "POST"])
def unwanted(request: HttpRequest, said: str) -> HttpResponse:
    """Whoever has the letter has the link: to look changes nothing, a button stops the letters or brings them back."""
    kind = read_link(said)
    if request.method == "POST" and request.POST.get("List-Unsubscribe") == "One-Click":  # RFC 8058
        stop(kind)
        return HttpResponse(_("You get no more of them."), content_type="text/plain; charset=utf-8")
    if request.method == "POST":
        if request.POST.get("want") == "again":
            want_again(kind)
            messages.success(request, _("You get them again."))
        else:
            stop(kind)
            messages.success(request, _("You get no more of them."))
        return redirect(request.path)
    return render(request, "accounts/unwanted.html", {"kind": kind, "is_unwanted": is_unwanted(kind)})
