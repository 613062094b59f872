"""Inspections of quality: sheets that add up, scores that say where points went, samples drawn by a kept seed."""
