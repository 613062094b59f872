"""What can be disputed, and everything that is kept of it, read for a pack."""
