"""Content shipped as data: lexicon, samples, and later norms, standards, processes."""
