"""Who is told, what waits, and what was told."""
