"""The access guide: what is known about getting to a room, into it and using it."""
