"""The parts of the Markdown format: the writer, the reader."""
