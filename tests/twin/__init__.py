"""The slow twin: every metric again, in plain Python, straight from the written definitions.

It shares no code with the product, so the two can only agree when both read the definitions alike.
"""
