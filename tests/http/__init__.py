"""The site as it is served: many at once, killed in the middle, and asked for the oddest things."""
