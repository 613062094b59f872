"""Reads a folder of standards: the files, the company's parameters and terms, the signed deviations."""
