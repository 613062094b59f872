"""Word files: package, styles, lists, page edges, body."""
