"""Invented resolutions, and short programs that show one thing each."""
