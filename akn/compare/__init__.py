"""Two documents side by side: which unit answers to which, and what changed between them."""
