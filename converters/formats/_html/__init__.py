"""The parts of the HTML format: its style sheet, the writer, the reader."""
