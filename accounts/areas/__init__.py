"""Where a postcode lies, by a table that the site keeps: nobody outside is asked about anybody's postcode."""

from accounts.areas.points import EARTH_MILES, Point, middle, miles_between
from accounts.areas.written import district_of, full_postcode, is_district

__all__ = ["EARTH_MILES", "Point", "district_of", "full_postcode", "is_district", "middle", "miles_between"]
