"""Akoma Ntoso as XML: names, identifiers, addresses, nesting, and the parts of the emitter and the reader."""
