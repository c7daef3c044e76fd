"""A form with a picture that is drawn anew before anybody keeps it: nothing of its file is left but what one sees."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from venues.papers import paper_of
from venues.pictures import MOST_BYTES, BadPicture


class WithPicture(forms.Form):
    """`file` is the field; `picture` what was drawn of it, a JPEG, or None where nothing was sent."""

    picture: bytes | None = None

    def clean_file(self) -> UploadedFile | None:
        """Hands the picture over as `picture`, drawn anew."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > MOST_BYTES:
            words = _("The picture is larger than %(most)s MB. Choose a smaller size on your phone.")
            raise forms.ValidationError(words % {"most": MOST_BYTES // 1_000_000})
        try:
            self.picture = paper_of(file.read())
        except BadPicture as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file
