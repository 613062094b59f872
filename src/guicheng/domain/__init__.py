"""Floor 0: pure Python. No framework, database, network, clock or log."""
