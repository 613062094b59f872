"""What the assessment stage makes of its rows, without asking the database."""
