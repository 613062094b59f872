"""The rows of the research stage, by noun."""
