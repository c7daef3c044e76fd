"""Sums of money as pages print them."""

from __future__ import annotations

from django import template

from venues.money import Money

register = template.Library()


@register.filter
def money(pence: int, currency: str = "GBP") -> str:
    """£8.50."""
    return str(Money(pence, currency))
