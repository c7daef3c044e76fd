"""Pictures once they hang: say otherwise what they show, put them in order, take them away."""

from __future__ import annotations

from django.core.files.storage import Storage
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import Picture, Room, Venue
from venues.pictures import CHANGED


class PictureGone(Exception):
    """It has been taken away meanwhile; the text is for the person."""

    def __init__(self) -> None:
        super().__init__(_("This picture has been taken away."))


@whole
def describe_picture(picture: Picture, *, alt: str, room: Room | None, by: User) -> None:
    """What it shows, and of which room it is; of none, it stands for the whole place. Raises PictureGone."""
    picture = _locked(picture)
    picture.alt, picture.room = alt, room
    picture.save(update_fields=["alt", "room"])
    journal.record(by, CHANGED, picture.venue, why=_("Changed the words of a picture: %(alt)s") % {"alt": alt})


@whole
def move_picture(picture: Picture, steps: int, *, by: User) -> None:
    """Further up (-1) or down (1) among those of its venue. Raises PictureGone."""
    picture = _locked(picture)
    pictures = list(picture.venue.pictures.all())
    place = pictures.index(picture)
    pictures.insert(max(place + steps, 0), pictures.pop(place))
    for position, each in enumerate(pictures):
        each.position = position
    Picture.objects.bulk_update(pictures, ["position"])
    journal.record(by, CHANGED, picture.venue, why=_("Put the pictures in another order."))


@whole
def take_picture_away(picture: Picture, *, by: User) -> None:
    """The row now, its files once that is certain. Raises PictureGone."""
    picture = _locked(picture)
    journal.record(by, CHANGED, picture.venue, why=_("Took a picture away: %(alt)s") % {"alt": picture.alt})
    names = [(file.storage, str(file)) for file in picture.files]
    picture.delete()
    transaction.on_commit(lambda: _delete(names))


def _locked(picture: Picture) -> Picture:
    """As it hangs now; whoever else would change those of this venue waits."""
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=picture.venue_id)
    found = Picture.objects.select_related("venue", "room").filter(pk=picture.pk).first()
    if found is None:
        raise PictureGone
    return found


def _delete(names: list[tuple[Storage, str]]) -> None:
    for storage, name in names:
        storage.delete(name)
