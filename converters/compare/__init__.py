"""Comparisons as people read them: lines for a terminal, a page, a Word file with revision marks, marked-up AKN."""
