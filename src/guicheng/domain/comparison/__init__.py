"""Promises set beside one another: verdicts with a witness, consistency of a library, tailoring of levels."""
