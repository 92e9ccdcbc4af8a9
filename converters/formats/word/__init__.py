"""Word files: the passes behind `converters.formats.docx`.

    open      package       the zip, its parts and relationships, with every safety check
    read      reading       the parts of a file, their stories, what was noticed (`tally`)
              looks         what properties say; `styles`: what styles add to them
              numbering     the labels that Word computes (`counting`: the forms of numbers)
              runs          the content of a paragraph (`fields`, `drawings`, `symbols`) to one Text (`line`)
              notes         footnotes and endnotes, their markers
              story         paragraphs and tables (`tables`) in reading order
              mastheads     the first-page header; running headers and footers as furniture
              properties    the properties of the file, as hints
    write     writing       blocks to the parts of a file
              spelling      a Text as runs; `gridding`: a table on its grid
              template      the styles and the fixed parts of our own template; `page`: masthead, headers, section
              packing       the parts to a zip, always the same bytes

The reader says what it sees and guesses no structure; python-docx is used by the tests as a second opinion on what is
written (see `package` for why it does not open the files).
"""
