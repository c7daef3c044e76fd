"""A venue as one file that people can read, keep and edit: read, check, write."""

from venues.files.checking import warnings
from venues.files.contents import VenueFile
from venues.files.faults import Fault, VenueFileFaults
from venues.files.reading import read, read_with_cases
from venues.files.stored import access_row, current_claims, from_database
from venues.files.writing import write

__all__ = [
    "Fault",
    "VenueFile",
    "VenueFileFaults",
    "access_row",
    "current_claims",
    "from_database",
    "read",
    "read_with_cases",
    "warnings",
    "write",
]
