"""One file a rule; the docstring of a rule is its help page."""
