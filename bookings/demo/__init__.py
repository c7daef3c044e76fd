"""The demo: an imagined district with its halls, its people, and two years of what they did there."""
