"""What the kinds of files are called, and what their columns are called, for the screen and for sentences."""

from __future__ import annotations

from retention.captions import N_

NAMES: dict[str, str] = {
    "orders": N_("Orders"),
    "sessions": N_("Visits"),
    "customers": N_("Customers"),
    "products": N_("Products"),
    "spend": N_("Marketing spend"),
    "feedback": N_("Feedback"),
    "checkouts": N_("Abandoned checkouts"),
    "wishlist": N_("Wishlists"),
    "suppression": N_("Do not contact"),
}
"""What a file holds, on the screen."""

IN_SENTENCES: dict[str, str] = {
    "orders": N_("orders"),
    "sessions": N_("visits to the site"),
    "customers": N_("a customer list"),
    "products": N_("a product list"),
    "spend": N_("marketing spend"),
    "feedback": N_("customer feedback"),
    "checkouts": N_("abandoned checkouts"),
    "wishlist": N_("wishlists"),
    "suppression": N_("a list of people who must not be contacted"),
}
"""What a file holds, inside a sentence."""

NEEDED_WORDS: dict[str, str] = {
    "customer_id": N_("the customer number, e-mail or phone"),
    "checkout_id": N_("the checkout number, e-mail or phone"),
    "sku": N_("the SKU or the product name"),
    "product": N_("the product"),
    "category": N_("the category, cost, price or stock"),
    "spent_on": N_("the month or the day"),
    "amount": N_("the amount"),
    "channel": N_("the channel or the campaign"),
    "abandoned_at": N_("the date of the checkout"),
    "given_at": N_("the date of the answer"),
    "score": N_("the score, the reason or the comment"),
    "added_at": N_("the date it was put aside"),
}
"""What a needed column is called in a sentence, by the first field of its group."""

FIELDS: dict[str, str] = {
    "customer_number": N_("Customer number in the list"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "birthday": N_("Birthday"),
    "consent": N_("May be contacted (yes or no)"),
    "first_order_at": N_("First order"),
    "registered_at": N_("Registered"),
    "points": N_("Loyalty points"),
    "points_expire_on": N_("Points expire on"),
    "handle": N_("Product address"),
    "option_one": N_("First option"),
    "option_two": N_("Second option"),
    "option_three": N_("Third option"),
    "category_path": N_("Path of categories"),
    "categories": N_("Several categories"),
    "cost": N_("Cost of one piece"),
    "price": N_("Price"),
    "stock": N_("In stock"),
    "spent_on": N_("Month or day"),
    "amount": N_("Amount"),
    "reason": N_("Reason"),
    "suppressed_at": N_("Left out since"),
    "given_at": N_("Date of the answer"),
    "score": N_("Score"),
    "comment": N_("Comment"),
    "survey": N_("Survey"),
    "checkout_id": N_("Checkout number"),
    "abandoned_at": N_("Checkout left on"),
    "recovered": N_("Recovered (yes or no)"),
    "recovered_at": N_("Recovered on"),
    "added_at": N_("Put aside on"),
}
"""Names of the fields that only these kinds have, on the mapping screen."""

REASONS: dict[str, str] = {
    "flag": N_("the word means neither yes nor no"),
    "no_customer": N_("neither customer number, e-mail nor phone is named"),
    "no_product": N_("no product is named"),
    "no_channel": N_("no channel is named"),
    "no_answer": N_("there is neither score, reason nor comment"),
}
"""Why a row was set aside, beside the reasons of orders."""
