"""What the library claims, shown on a folder of real files: numbers are printed, and every exception is named."""
