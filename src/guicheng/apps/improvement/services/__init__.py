"""What is written of mending and reviews: rights, one transaction, the audit row."""
