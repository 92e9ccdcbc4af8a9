"""Recognisers: passes over one text that find what it speaks of and mark it.  None of them edits the text."""
