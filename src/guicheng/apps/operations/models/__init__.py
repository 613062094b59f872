"""The rows of the operations stage, by noun."""
