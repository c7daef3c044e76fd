"""Indices of deprivation that a site has brought in: public knowledge about areas, about no person."""

from __future__ import annotations

from django.db import models


class DeprivationIndex(models.Model):
    """One version of one nation's index; older versions stay, as older reports name them."""

    code = models.SlugField(primary_key=True)  # of its mapping file in accounts/areas/indices
    nation = models.CharField(max_length=3)
    name = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    published = models.DateField()
    source = models.URLField(max_length=300)

    class Meta:
        ordering = ["nation", "-published"]
        verbose_name_plural = "deprivation indices"

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class RankedArea(models.Model):
    """Where an area stands in an index; its middle is that of its postcodes, where the site knows them."""

    index = models.ForeignKey(DeprivationIndex, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=9)
    rank = models.PositiveIntegerField()  # 1 is the most deprived, as is fifth 1
    fifth = models.PositiveSmallIntegerField()
    residents = models.PositiveIntegerField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "code"], name="an_area_stands_once_in_an_index")]
        indexes = [models.Index(fields=["index", "latitude", "longitude"], name="areas_of_an_index_by_place")]

    def __str__(self) -> str:
        return f"{self.code}, fifth {self.fifth}"
