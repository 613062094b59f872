"""Stage V: what became of the promises, as figures that open into their sentences and their occurrences."""
