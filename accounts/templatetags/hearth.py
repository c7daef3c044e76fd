"""What every page needs to say: days and times in house style, our icons, links of the frame."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts import clock
from accounts.browsers import browser_words
from accounts.icons import ICONS
from accounts.plain_text import sentence

register = template.Library()


class Stretch(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> datetime: ...

    @property
    def end(self) -> datetime: ...


@register.filter
def day(moment: date, zone: ZoneInfo | str | None = None) -> str:
    """Tuesday 3 March 2026, the local day where a moment is given."""
    return clock.day_words(_local(moment, zone).date() if isinstance(moment, datetime) else moment)


@register.filter
def clock_time(moment: datetime, zone: ZoneInfo | str) -> str:
    """7pm."""
    return clock.time_words(_local(moment, zone).time())


@register.simple_tag
def when(period: Stretch, zone: ZoneInfo | str) -> str:
    """Tuesday 3 March 2026, 7pm to 9pm."""
    return clock.span_words(period.start, period.end, _zone(zone))


@register.simple_tag
def hours(period: Stretch, zone: ZoneInfo | str) -> str:
    """7pm to 9pm."""
    return clock.hours_words(period.start, period.end, _zone(zone))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing that says nothing aloud: words always stand beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', ICONS[name]
    )


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, words: str, *args: object, then: str = "", part: str = "") -> SafeString:
    """A list item with a link, the current page marked; nothing where this site has no such page.

    `then` is the address that somebody who has to sign in first is on the way to, `part` where on the page to begin.
    """
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return SafeString("")

    here = getattr(context.get("request"), "path", "")
    if here == url:
        current = SafeString(' aria-current="page"')
    elif url != "/" and here.startswith(url):
        current = SafeString(' aria-current="true"')
    else:
        current = SafeString("")
    onward = f"?{urlencode({'next': then})}" if then else ""
    onward += f"#{part}" if part else ""
    return format_html('<li><a href="{}{}"{}>{}</a></li>', url, onward, current, words)


@register.filter
def may_break(address: str) -> SafeString:
    """An e-mail address that may go on in the next line after its @, rather than inside a word."""
    return format_html_join(SafeString("@<wbr>"), "{}", ((part,) for part in address.split("@")))


@register.filter(name="sentence")
def as_sentence(words: str) -> str:
    """What somebody typed, with its full stop."""
    return sentence(words)


@register.filter
def under(cells: Iterable[Any], heads: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    """Each cell of a row with the head of its column, as a card says it on a narrow screen."""
    return zip(heads, cells, strict=True)


@register.filter
def browser(agent: str) -> str:
    """Firefox on Windows."""
    return browser_words(agent)


@register.filter
def first_input(field: BoundField) -> str:
    """The id of the field's first input, to which the error summary leads."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_optional(field: BoundField) -> bool:
    """True where the label should say so.

    A form that may be left blank throughout sets `all_optional`, a field among others like it `is_unmarked`.
    """
    required: Any = field.field.required
    unmarked = getattr(field.form, "all_optional", False) or getattr(field.field, "is_unmarked", False)
    return not required and not unmarked


def _local(moment: datetime, zone: ZoneInfo | str | None) -> datetime:
    return moment.astimezone(_zone(zone)) if zone else moment


def _zone(zone: ZoneInfo | str) -> ZoneInfo:
    return ZoneInfo(zone) if isinstance(zone, str) else zone
