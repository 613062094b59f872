"""What every stage stands on: jobs that are tried again, and receipts of work that must happen once."""
