"""The parts of `akn.read`: running text, blocks, structure, metadata."""
