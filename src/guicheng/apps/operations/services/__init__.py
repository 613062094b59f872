"""What is written of the operations stage: rights, one transaction, the audit row."""
