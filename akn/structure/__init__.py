"""The passes of parse that find structure: blocks in, the parts of a document out.

None of these modules holds a word of a language, a font name or a style id: words come from `akn.languages`, looks and
styles come with the blocks.
"""
