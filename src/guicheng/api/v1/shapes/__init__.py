"""The shapes that version 1 takes and returns, by noun."""
