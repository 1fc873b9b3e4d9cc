"""What takes how long, beside the best peer in the same run. Never part of the tests: only ratios carry over."""
