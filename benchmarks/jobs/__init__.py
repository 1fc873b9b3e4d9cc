"""One script a row of the table: `product` answers from the shop, the peers the same question from the raw table.

A script names its peers in PEERS, and in REACH the share of a peer's processor time that the product may take.
`product` and every peer return a few numbers that must be equal, so that nobody is fast by answering something else.
"""

NAMES = ("cohort_matrix", "cohort_matrix_of_orders", "customer_summary", "rfm", "second_order", "lifecycle")
"""Scripts of this folder that ask a large shop."""
