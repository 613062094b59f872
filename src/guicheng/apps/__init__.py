"""Floor 2: what the company keeps, one Django app a stage; a later stage imports earlier ones only."""
