"""What the import says in words: stages, fields, readings, reasons. English here, translated by whoever shows it."""

from __future__ import annotations

from retention.captions import N_
from retention.ingest import platforms
from retention.ingest.kinds import words as kinds

STAGES: dict[str, str] = {
    "unpack": N_("Opening the file"),
    "read": N_("Reading the rows"),
    "check": N_("Checking dates and amounts"),
    "load": N_("Loading into the shop"),
    "derive": N_("Counting customers and purchases"),
}
"""What an import does, in order."""

FIELDS: dict[str, str] = {
    "order_id": N_("Order number"),
    "ordered_at": N_("Order date"),
    "updated_at": N_("Changed on"),
    "customer_id": N_("Customer number"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "billing_phone": N_("Billing phone"),
    "name": N_("Name"),
    "order_total": N_("Order total"),
    "quantity": N_("Quantity"),
    "unit_price": N_("Price of one piece"),
    "line_total": N_("Line total"),
    "line_discount": N_("Discount on the line"),
    "discount": N_("Discount on the order"),
    "status": N_("Order status"),
    "paid": N_("Paid (yes or no)"),
    "cancelled_at": N_("Cancelled"),
    "refunded_amount": N_("Refunded amount"),
    "refunded_at": N_("Refunded on"),
    "currency": N_("Currency"),
    "sku": N_("SKU"),
    "product": N_("Product"),
    "items": N_("Items of the order"),
    "item_prices": N_("Prices of the items"),
    "payment_status": N_("Payment status"),
    "fulfilment_status": N_("Delivery status"),
    "category": N_("Category"),
    "channel": N_("Channel"),
    "coupon": N_("Coupon"),
    "country": N_("Country"),
    "city": N_("City"),
    "device": N_("Device"),
    "payment": N_("Payment"),
    "delivery": N_("Delivery"),
    "manager": N_("Manager"),
    "session_id": N_("Visit number"),
    "visitor_id": N_("Visitor number"),
    "started_at": N_("Time of the visit"),
    "event": N_("Event"),
    "cart": N_("Put into the cart (yes or no)"),
    "checkout": N_("Began checkout (yes or no)"),
    "purchased": N_("Bought (yes or no)"),
    "revenue": N_("Purchase amount"),
    "cart_value": N_("Cart value"),
    "source": N_("Source"),
    "medium": N_("Medium"),
    "campaign": N_("Campaign"),
    "landing_page": N_("Landing page"),
    "pages": N_("Pages seen"),
    "product_views": N_("Products viewed"),
    **kinds.FIELDS,
    "cart_goal": N_("Goal that means a cart"),
    "goals": N_("Goals reached"),
    "sign": N_("Sign of the row"),
}
"""Names of the fields on the mapping screen."""

READINGS: dict[str, str] = {
    "read_like_last_time": N_("Read like last time, the way you chose then."),
    "line_total_read": N_("The column “{column}” is read as the amount of the whole line, not of one piece."),
    "totals_disagree": N_(
        "In {orders} orders the rows name different totals in “{column}”: the first one counts. If the column "
        "holds the amount of a line, choose that under “Map columns”."
    ),
    "totals_missing": N_(
        "{orders} orders have no total in “{column}”: their lines are added up, without shipping and discounts."
    ),
    "no_order_total": N_(
        "No column holds the order's total: the items are added up, without shipping, and the discount in “{column}” "
        "is not taken off."
    ),
    "no_quantity": N_("No column says how many pieces were sold: every price in “{column}” counts once."),
    "no_order_number": N_("No column holds order numbers: every row counts as one order."),
    "no_customer_column": N_(
        "No column names the customer: all orders count as anonymous. Revenue works, retention "
        "does not. Export again with e-mails or customer numbers."
    ),
    "characters_damaged": N_(
        "Some characters are damaged ({count}, the first in line {line}) and are shown as �. The rest is read as UTF-8."
    ),
    "stamps_without_zone": N_(
        "Most times in “{column}” are in UTC. Those without a time zone ({count}) are read as UTC too: if they are "
        "not, they stand some hours off."
    ),
    "status_words_unknown": N_(
        "Status words that we do not know: {words}. Their {orders} orders wait until you "
        "decide what they mean."
    ),
    "items_not_understood": N_(
        "The items of {orders} orders could not be taken apart: their text is kept as the product. "
        "The orders themselves are complete."
    ),
    "platform_not_verified": N_(
        "We know this layout of {platform} from its documentation only: compare the totals with your admin."
    ),
    "read_by_names": N_(
        "Every system lays such files out in its own way: the columns were recognised by their names alone. Check "
        "under “Map columns” what each was taken for."
    ),
    "no_emails_inside": N_(
        "This export of {platform} holds no e-mails and no phones. Totals and retention by customer number work, "
        "mail lists need an export with contacts."
    ),
    "no_refunds_inside": N_(
        "{platform} does not say which orders were cancelled, refunded or never paid: what is not marked counts "
        "as sold. Compare the totals with your payments."
    ),
    "no_refunded_amounts": N_(
        "This export of {platform} holds no refunded amounts: an order given back in part counts in full."
    ),
    "net_of_shipping": N_(
        "{platform} reports net sales: without shipping and taxes, so it is below the order totals in your admin."
    ),
    "advice_woocommerce": N_(
        "{platform} holds totals only: customers are names without e-mails. For retention and lists export orders "
        "with a plugin, for example Advanced Order Export."
    ),
    "advice_magento": N_(
        "E-mails and refunds are missing. Open Columns above the order list, tick Customer Email and Total "
        "Refunded, and export again."
    ),
    "advice_prestashop": N_(
        "{platform} puts no e-mails and no items into this list. For retention and lists make the export in "
        "Advanced Parameters → Database (SQL Manager) or with an export module."
    ),
    "advice_bitrix": N_(
        "No e-mails inside. Add the columns E-Mail and Phone in the settings of the order list, and export again."
    ),
    "advice_category": N_(
        "{platform} puts no category into orders. Load its product export too, and the categories are joined by SKU."
    ),
    "other_currencies": N_("{orders} orders are in other currencies and are left out of the numbers."),
}
"""What the report names about how the file was understood."""

REASONS: dict[str, str] = {
    "columns_missing": N_("the row has fewer cells than the header"),
    "columns_many": N_("the row has more cells than the header"),
    "broken": N_("the row is broken (quotation marks)"),
    "total_row": N_("the row holds totals, not an order"),
    "cut_off": N_("the row looks cut off: the file ends inside it"),
    "date": N_("the date cannot be read"),
    "number": N_("the number cannot be read"),
    "no_order_id": N_("the order number is missing"),
    "no_date": N_("the date is missing"),
    "no_amount": N_("the amount is missing"),
    "no_visit": N_("neither visit nor visitor is named"),
    "takes_back": N_("the row takes back a visit that is not in this file: what was loaded before stays"),
    **kinds.REASONS,
}
"""Why a row was set aside."""

KINDS: dict[str, str] = kinds.NAMES
"""What a file holds."""

MEANINGS: dict[str, str] = {
    "counted": N_("sale: counts"),
    "pending": N_("on its way: does not count yet"),
    "cancelled": N_("cancelled"),
    "refunded": N_("given back in full"),
    "test": N_("test or draft"),
}
"""What a status word can mean."""

PLATFORMS: dict[str, str] = {one.key: one.title for one in (*platforms.PLATFORMS, platforms.GENERIC)}
"""Where a file comes from."""

DELIMITERS: dict[str, str] = {
    ",": N_("comma"),
    ";": N_("semicolon"),
    "\t": N_("tab"),
    "|": N_("vertical bar"),
}
"""What stands between the columns."""

DATE_ORDERS: dict[str, str] = {
    "year_first": N_("year first (2026-12-31)"),
    "day_first": N_("day first (31/12/2026)"),
    "month_first": N_("month first (12/31/2026)"),
    "named_month": N_("month as a word"),
    "epoch": N_("seconds since 1970"),
}
"""How dates are written."""

STEPS: dict[str, str] = {
    "cancelled": N_("cancelled"),
    "pending": N_("on their way"),
    "test": N_("tests and drafts"),
    "other_currency": N_("other currencies"),
    "given_back": N_("refunds and returns"),
    "given_back_in_part": N_("refunds in part"),
    "free": N_("without an amount"),
    "ours": N_("what counts"),
}
"""The steps from all orders of a file to those that count; every order stands in exactly one."""

SOURCES: dict[str, str] = {
    "site": N_("own site"),
    "marketplace": N_("marketplace"),
    "store": N_("store"),
    "app": N_("mobile app"),
}
"""Where orders are sold; any other word is a source too."""
