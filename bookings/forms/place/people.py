"""Who is asked to which post, who takes one over, and until when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.addresses import must_be_sendable
from bookings.forms.fields import DayField
from venues.models import Post, Venue


def _address(label: Any) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        validators=[must_be_sendable],
        error_messages={"required": gettext_lazy("Type the address that the letter should go to.")},
    )


class PostInvitationForm(forms.Form):
    email = _address(gettext_lazy("E-mail address of the person"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Which post?"),
        choices=Post.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the post.")},
    )
    until = DayField(
        label=gettext_lazy("Last day of the post"),
        required=False,
        help_text=gettext_lazy("A funder’s post always ends. For the others, leave it empty if it has no end."),
    )

    def __init__(self, *args: Any, venue: Venue, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.venue, self.today = venue, today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, until, email = cleaned.get("kind"), cleaned.get("until"), cleaned.get("email")
        if until and until < self.today:
            self.add_error("until", _("This day is past. Give one to come."))
        if kind == Post.Kind.FUNDER and not until and "until" not in self.errors:
            self.add_error("until", _("Say on which day the funder’s post ends."))
        if kind == Post.Kind.MANAGER and until:
            self.add_error("until", _("A manager’s post has no last day. Leave it empty."))
        if kind and email and _holds(self.venue, email, kind, self.today):
            self.add_error("email", _("This person holds this post already."))
        return cleaned


class OwnPostForm(forms.Form):
    """Which of one's own posts it is about; not asked of those who hold but one."""

    post = forms.ChoiceField(
        label=gettext_lazy("Which post?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the post."),
            "invalid_choice": gettext_lazy("Choose one of your posts."),
        },
    )

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, str(post.get_kind_display())) for pk, post in self.posts.items()]
        if len(posts) == 1:
            del self.fields["post"]

    @property
    def chosen(self) -> Post | None:
        """None while it is still to be said."""
        if len(self.posts) == 1:
            return next(iter(self.posts.values()))
        return self.posts.get(self.cleaned_data.get("post", ""))


class HandOverForm(OwnPostForm):
    email = _address(gettext_lazy("E-mail address of the person who takes over"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        post, email = self.chosen, cleaned.get("email")
        if post is None or not email:
            return cleaned
        if post.ending_asked_by_id is not None:
            self.add_error("email", _("Another manager asked that this post end. Keep it first."))
        if email.lower() == post.user.email.lower():
            self.add_error("email", _("This is your own address. Type that of the person who takes over."))
        return cleaned


class AwayForm(forms.Form):
    all_optional = True
    until = DayField(
        label=gettext_lazy("Your last day away"),
        required=False,
        help_text=gettext_lazy("Leave it empty when you are back."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until < self.today:
            raise forms.ValidationError(_("This day is past. Give one to come, or leave it empty."))
        return until


class LastDayForm(forms.Form):
    until = DayField(label=gettext_lazy("Last day of the post"), required=False)

    def __init__(self, *args: Any, post: Post, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until"].initial = post.until
        self.fields["until"].required = post.kind == Post.Kind.FUNDER
        if post.kind != Post.Kind.FUNDER:
            self.fields["until"].help_text = _("Leave it empty if the post has no end.")

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until < self.today:
            raise forms.ValidationError(_("This day is past. To end the post now, use “End this post”."))
        return until


def _holds(venue: Venue, email: str, kind: str, today: date) -> bool:
    held = Post.objects.filter(venue=venue, kind=kind, user__email__iexact=email, ending_asked_by=None)
    return held.held_on(today).exists()
