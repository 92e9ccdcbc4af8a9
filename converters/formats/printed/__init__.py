"""What holds of printed pages, be they columns of characters or boxes: lines, and where paragraphs end."""
