"""Inspections of quality: sheets that add up, scores that say where points went, samples that anybody can draw again."""
