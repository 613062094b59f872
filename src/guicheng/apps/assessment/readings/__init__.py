"""Rows of the database as values, worked on without it."""
