"""The passes of the text format, in the order in which `converters.formats.text` runs them.

lines        characters → pages of lines
furniture    pages → pages without running headers, page numbers and job numbers
paragraphs   pages of lines → paragraphs, hard line wraps undone
notes        paragraphs → which of them are note bodies, and where their calls stand
looks        **bold** and *italic* → marks
blocks       paragraphs → blocks
printing     blocks → text
"""
