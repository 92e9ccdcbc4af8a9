"""The parts of `akn.emit`: escaping and inline markup, metadata."""
