"""The rows of the improvement stage, by noun."""
