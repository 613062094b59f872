"""What is written of the research stage: rights, one transaction, the audit row."""
