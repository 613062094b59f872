"""What rows of the assessment stage say, as values of the domain."""
