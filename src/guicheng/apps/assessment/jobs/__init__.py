"""Work of assessment that nobody waits for."""
