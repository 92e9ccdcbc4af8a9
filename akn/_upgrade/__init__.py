"""The parts of `akn.upgrade`: what published files do to running text, and to metadata."""
