"""Retention analytics for online shops: do customers come back, who leaves, and who is worth winning back?"""

__version__ = "0.1.0"
