"""Speed and memory, measured in one run: ``make bench``. Reads best as ratios; see bench/run.py."""
