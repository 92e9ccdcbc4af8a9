"""Word files: the passes behind `converters.formats.docx`.

open      package       the zip, its parts and relationships, with every safety check
read      styles        what a paragraph style or a character style amounts to
          numbering     the labels that Word computes (`counting`: the number formats)
          runs          one paragraph to one Text (`fields`, `revisions`, `symbols`)
          notes         footnotes and endnotes, their markers
          story         paragraphs and tables in reading order
          mastheads     the first-page header; running headers and footers as furniture
          properties    the document properties, as hints
write     template      styles, settings and page of our own Word template
          writing       blocks to the parts of a document
          packing       the parts to a zip, always the same bytes
"""
