"""Concordances as people and their tools read them: lines for a terminal, a page, TMX, XLIFF, a table."""
