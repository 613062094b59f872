"""PDF files, set by typst."""
