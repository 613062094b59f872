"""Checklists of estates and the rounds over them: who sees which, and how far they are."""
