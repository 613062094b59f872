"""The catalogue stage: which services there are, and which of them an estate has in scope."""
