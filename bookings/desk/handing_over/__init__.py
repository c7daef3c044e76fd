"""The handover of a place: all that whoever comes next must know, as one page and one download."""
