"""Where postcodes lie: public knowledge that a site brings in for itself, about no person."""

from __future__ import annotations

from django.db import models

from accounts.areas import Point


class Postcode(models.Model):
    code = models.CharField(primary_key=True, max_length=8)  # as `full_postcode` writes it
    latitude = models.FloatField()
    longitude = models.FloatField()
    district = models.CharField(max_length=4, db_index=True)  # its first half
    area = models.CharField(max_length=9, blank=True, db_index=True)  # its LSOA of 2021, or Scottish data zone of 2011

    def __str__(self) -> str:
        return self.code

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)
