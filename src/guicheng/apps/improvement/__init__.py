"""Stage VI: what is mended after a promise was broken, and when a standard is looked at again."""
