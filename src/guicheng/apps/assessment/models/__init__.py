"""The rows of the assessment stage, by noun."""
