"""The reading view: a resolution as a page of HTML that anybody can read, follow and check.

A page is one file: style and script stand in it, nothing is loaded from anywhere, and all of the text is there without
the script.  The folder `house/` holds the templates and the style of all pages that the library writes.
"""
