"""A paper diary against what a hall knows: whose rows these are, what clashes, and what would be booked."""
