"""Statements and safe text that the tests make quickly are word for word Django's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql import compiler
from django.db.models.sql.compiler import SQLCompiler
from django.utils import html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from tests import statements

pytestmark = pytest.mark.django_db


def questions() -> Iterator[QuerySet]:
    """Of each model its rows with whose they are, in an order by which they are looked for, and counted."""
    for model in apps.get_models(include_auto_created=True):
        rows = model._base_manager.all()
        yield rows.order_by("-pk", *(field.name for field in model._meta.concrete_fields[:3]))
        yield rows.select_related().order_by("pk")
        yield rows.order_by("pk").values_list("pk").distinct()
        yield rows.select_related().defer(model._meta.concrete_fields[-1].name).filter(pk__in=rows.values("pk"))


def told(rows: QuerySet) -> tuple[object, ...]:
    """The statement, and by whom each of its columns is read."""
    made = rows.query.get_compiler(connection=connection)
    statement = made.as_sql()
    columns = [column for column, *_rest in made.select]
    readers = {
        place: [getattr(reader, "__qualname__", reader) for reader in found]
        for place, (found, _) in made.get_converters(columns).items()
    }
    return statement, readers, made.klass_info["model"] if made.klass_info else None


def test_they_are_word_for_word_what_django_makes():
    quickly = [told(rows) for rows in questions()]
    assert SQLCompiler.compile is statements.compiled
    with pytest.MonkeyPatch.context() as patch:
        statements.make_as_django_does(patch)
        assert compiler.PositionRef is not statements.place_of
        assert [told(rows) for rows in questions()] == quickly


def made_safe() -> list[tuple[type, str]]:
    texts = ["<a href='x'>\"Tea\" & cake</a>", mark_safe("<b>&</b>"), gettext_lazy("<i>"), 5, None, ""]
    return [(type(made), str(made)) for made in map(html.escape, texts)]


def test_text_is_made_safe_as_django_does():
    quickly = made_safe()
    assert quickly[0] == (SafeString, "&lt;a href=&#x27;x&#x27;&gt;&quot;Tea&quot; &amp; cake&lt;/a&gt;")
    with pytest.MonkeyPatch.context() as patch:
        statements.make_as_django_does(patch)
        assert html.escape is not statements.escaped
        assert made_safe() == quickly
