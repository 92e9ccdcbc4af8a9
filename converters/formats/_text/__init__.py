"""The passes of the text format, in the order in which `converters.formats.text` runs them.

lines        characters → pages of lines
furniture    pages → pages without running headers, page numbers and job numbers
paragraphs   pages of lines → paragraphs, hard line wraps undone
             (shapes: how lines are set; flowing: texts without wraps; weighing: whether a line goes on)
notes        paragraphs → which of them are note bodies, and where their calls stand
             (bodies: forms of notes; candidates: likely calls; pairing: which call belongs to which note)
looks        **bold** and *italic* → marks
blocks       paragraphs → blocks
printing     blocks → text
"""
