"""Attainment from files: events and facts in, figures out."""
