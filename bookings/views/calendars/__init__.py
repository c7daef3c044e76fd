"""The calendar of a whole venue by day, week and month: for the public, and with names for its own desk."""
