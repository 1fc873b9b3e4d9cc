"""A made-up shop with known truths in it: see README.md in this folder."""
