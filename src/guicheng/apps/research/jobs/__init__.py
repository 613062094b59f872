"""Work of the research stage that nobody waits for."""
