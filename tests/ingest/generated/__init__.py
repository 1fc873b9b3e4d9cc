"""Made-up months of orders and visits with known answers, written the way shops' systems write them."""
