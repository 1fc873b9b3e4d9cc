"""Golden tables: what the metrics must print for the open data sets, and the product beside them."""
