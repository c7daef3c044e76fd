"""What people and halls write to each other: before a booking, and about one."""
