"""What is kept of whom and for how long, what goes when, and what somebody may have or take out of it."""
