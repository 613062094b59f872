"""What rows of the assessment stage say, as the domain reads it."""
