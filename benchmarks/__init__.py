"""Speed, measured as ratios in one run, on resolutions that are made up by code.  `python -m benchmarks --help`."""
