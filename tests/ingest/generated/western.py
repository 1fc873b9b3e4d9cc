"""Export layouts of shop systems with English headers (file-formats, section 1)."""

from decimal import Decimal

from tests.ingest.generated.layouts import Layout, Row, columns, flat, word_of
from tests.ingest.generated.month import Order
from tests.ingest.generated.styles import Style

SHOPIFY_79 = columns("""Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,
Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,
Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,
Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,
Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,
Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,
Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,
Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,
Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,
Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,
Payment References""")
NEWER = {"Outstanding Balance", "Employee", "Location", "Device ID", "Payment ID", "Payment References"}
SHOPIFY_WORDS = {
    "paid": ("paid", "counted"),
    "part": ("partially_refunded", "counted"),
    "pending": ("pending", "pending"),
    "cancelled": ("voided", "cancelled"),
    "refunded": ("refunded", "refunded"),
}


def shopify_rows(order: Order) -> list[Row]:
    """One row a line; order fields on the first one only."""
    email = order.identifier("email")
    phone = order.identifier("phone").replace("+", "'+")  # guarded against formulas
    first: Row = {
        "Financial Status": word_of(SHOPIFY_WORDS, order), "Paid at": order.at, "Currency": "EUR",
        "Fulfillment Status": "fulfilled", "Accepts Marketing": "yes", "Subtotal": order.goods - order.discount,
        "Shipping": order.shipping, "Taxes": (order.total / 6).quantize(Decimal("0.01")), "Total": order.total,
        "Discount Code": order.coupon, "Discount Amount": order.discount, "Shipping Method": "Post",
        "Billing Name": order.person.name, "Billing City": order.person.city, "Billing Zip": "'01099",
        "Billing Country": "DE", "Billing Phone": phone, "Shipping Name": "Gift Receiver",
        "Shipping City": "Elsewhere", "Shipping Phone": "'+7 (000) 000-00-01", "Notes": order.note,
        "Note Attributes": "gift: no\ncolour: \"red\", blue", "Payment Method": "Stripe",
        "Cancelled at": order.changed_at if order.state == "cancelled" else "", "Refunded Amount": order.refund,
        "Vendor": "Example Gifts Ltd", "Id": f"43000{order.number}", "Risk Level": "Low", "Source": "web",
    }  # fmt: skip
    rows: list[Row] = [
        {
            "Name": f"#{order.number}", "Email": email, "Created at": order.at,
            "Lineitem quantity": item.quantity, "Lineitem name": item.product, "Lineitem price": item.price,
            "Lineitem sku": item.sku, "Lineitem requires shipping": "true", "Lineitem discount": item.discount,
        } for item in order.items
    ]  # fmt: skip
    rows[0] |= first
    return rows


WOO_WORDS = {
    "paid": ("completed", "counted"),
    "part": ("processing", "counted"),
    "pending": ("on-hold", "pending"),
    "cancelled": ("cancelled", "cancelled"),
    "refunded": ("refunded", "refunded"),
    "test": ("checkout-draft", "test"),
}
WOO_SERVER = columns(
    "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,"
    "Attribution"
)


def woo_analytics_row(order: Order) -> list[Row]:
    """Totals only: no identifiers."""
    net = order.goods - order.discount
    return [{
        "Date": order.at, "Order #": str(order.number), "N. Revenue (formatted)": net,
        "Status": word_of(WOO_WORDS, order), "Customer": order.person.name, "Customer type": "returning",
        "Product(s)": ", ".join(f"{item.quantity}× {flat(item.product)}" for item in order.items),
        "Items sold": sum(item.quantity for item in order.items), "Coupon(s)": order.coupon,
        "Net Sales": net, "Attribution": "Organic: Google",
    }]  # fmt: skip


def woo_browser_row(order: Order) -> list[Row]:
    """As the browser makes it: the column of formatted revenue is not there."""
    (row,) = woo_analytics_row(order)
    row["Net sales"] = row.pop("Net Sales")
    del row["N. Revenue (formatted)"]
    return [row]


SKYVERGE = columns("""order_id,order_number_formatted,order_number,date,status,shipping_total,shipping_tax_total,
tax_total,cart_discount,order_discount,discount_total,order_total,refunded_total,order_currency,payment_method,
shipping_method,customer_id,billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,
billing_city,billing_country,shipping_first_name,shipping_last_name,shipping_city,shipping_country,customer_note,
line_items,shipping_items,tax_items,coupons,refunds,order_notes""")


def woo_plugin(order: Order) -> Row:
    """What the plugins' files of one row an order share."""
    first, _, last = order.person.name.rpartition(" ")
    return {
        "order_id": str(90000 + order.number), "order_number": str(order.number),
        "status": word_of(WOO_WORDS, order), "shipping_total": order.shipping, "discount_total": order.discount,
        "order_total": order.total, "order_currency": "EUR", "payment_method": "stripe",
        "shipping_method": "Flat rate", "customer_id": order.identifier("id") or "0",
        "billing_first_name": first, "billing_last_name": last, "billing_email": order.identifier("email"),
        "billing_phone": order.identifier("phone").replace("+", "'+"), "billing_city": order.person.city,
        "billing_country": "DE", "shipping_city": "Elsewhere", "customer_note": order.note,
    }  # fmt: skip


def skyverge_row(order: Order) -> list[Row]:
    """Items packed in one cell."""
    items = ";".join(
        f"name:{flat(item.product)}|sku:{item.sku}|quantity:{item.quantity}|total:{item.amount}|meta:"
        for item in order.items
    )
    row = woo_plugin(order) | {"order_number_formatted": f"#{order.number}", "date": order.at}
    return [row | {"line_items": items, "coupons": order.coupon, "refunded_total": order.refund}]


WEBTOFFEE = columns("""order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,
fee_tax_total,tax_total,cart_discount,order_discount,discount_total,order_total,order_subtotal,order_currency,
payment_method,payment_method_title,transaction_id,customer_ip_address,customer_user_agent,shipping_method,
customer_id,customer_user,customer_email,billing_first_name,billing_last_name,billing_company,billing_email,
billing_phone,billing_address_1,billing_address_2,billing_postcode,billing_city,billing_state,billing_country,
shipping_first_name,shipping_last_name,shipping_company,shipping_phone,shipping_address_1,shipping_address_2,
shipping_postcode,shipping_city,shipping_state,shipping_country,customer_note,wt_import_key,shipping_items,fee_items,
tax_items,coupon_items,refund_items,order_notes,download_permissions,meta:wpml_language,line_item_1,line_item_2,
line_item_3""")


def webtoffee_row(order: Order) -> list[Row]:
    """Items in numbered columns."""
    row = woo_plugin(order) | {
        "order_date": order.at, "paid_date": order.at, "customer_email": order.identifier("email"),
        "order_subtotal": order.goods, "payment_method_title": "Card", "transaction_id": f"ch_{order.number}x",
        "shipping_phone": "+7 (000) 000-00-01", "wt_import_key": str(order.number), "tax_total": Decimal(0),
    }  # fmt: skip
    for n, item in enumerate(order.items, 1):
        row[f"line_item_{n}"] = (
            f"name:{flat(item.product)}|product_id:{item.sku[4:]}|sku:{item.sku}|quantity:{item.quantity}"
            f"|total:{item.amount}|sub_total:{item.amount}"
        )
    return [row]


ADVANCED = columns("""Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),
Company (Billing),City (Billing),Country Code (Billing),Email (Billing),Phone (Billing),First Name (Shipping),
Last Name (Shipping),City (Shipping),Payment Method Title,Cart Discount Amount,Order Subtotal Amount,
Shipping Method Title,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item #,
Item Name,Quantity (- Refund),Item Cost,Coupon Code,Discount Amount,Category""")
ADVANCED_WORDS = {
    "paid": ("Completed", "counted"),
    "part": ("Processing", "counted"),
    "pending": ("On hold", "pending"),
    "cancelled": ("Cancelled", "cancelled"),
    "refunded": ("Refunded", "refunded"),
}


def advanced_rows(order: Order) -> list[Row]:
    """One row a line; the order's fields on each."""
    first, _, last = order.person.name.rpartition(" ")
    whole: Row = {
        "Order Number": str(order.number), "Order Status": word_of(ADVANCED_WORDS, order), "Order Date": order.at,
        "Customer Note": order.note, "First Name (Billing)": first, "Last Name (Billing)": last,
        "City (Billing)": order.person.city, "Country Code (Billing)": "DE",
        "Email (Billing)": order.identifier("email"), "Phone (Billing)": order.identifier("phone"),
        "Payment Method Title": "Card", "Cart Discount Amount": order.discount,
        "Order Subtotal Amount": order.goods, "Order Shipping Amount": order.shipping,
        "Order Refund Amount": order.refund, "Order Total Amount": order.total, "Coupon Code": order.coupon,
    }  # fmt: skip
    return [
        whole | {
            "SKU": item.sku, "Item #": n, "Item Name": item.product, "Quantity (- Refund)": item.quantity,
            "Item Cost": item.price, "Category": item.category,
        } for n, item in enumerate(order.items, 1)
    ]  # fmt: skip


MAGENTO = columns("""ID,Purchase Point,Purchase Date,Bill-to Name,Ship-to Name,Grand Total (Base),
Grand Total (Purchased),Status,Billing Address,Shipping Address,Shipping Information,Customer Email,Customer Group,
Subtotal,Shipping and Handling,Customer Name,Payment Method,Total Refunded""")
MAGENTO_WORDS = {
    "paid": ("Complete", "counted"),
    "part": ("Processing", "counted"),
    "pending": ("Pending Payment", "pending"),
    "cancelled": ("Canceled", "cancelled"),
    "refunded": ("Closed", "refunded"),
}


def magento_row(order: Order) -> list[Row]:
    """One row an order, e-mail and refunds ticked."""
    return [{
        "ID": f"00000{order.number}", "Purchase Point": "Main Website\nMain Store\nDefault View",
        "Purchase Date": order.at, "Bill-to Name": order.person.name, "Ship-to Name": "Gift Receiver",
        "Grand Total (Base)": order.total, "Grand Total (Purchased)": order.total,
        "Status": word_of(MAGENTO_WORDS, order), "Billing Address": f"Example Street 1,{order.person.city}",
        "Shipping Information": "Flat Rate - Fixed", "Customer Email": order.identifier("email"),
        "Customer Group": "General", "Subtotal": order.goods, "Shipping and Handling": order.shipping,
        "Customer Name": order.person.name, "Payment Method": "checkmo", "Total Refunded": order.refund,
    }]  # fmt: skip


PRESTASHOP_WORDS = {
    "paid": ("Payment accepted", "counted"),
    "part": ("Delivered", "counted"),
    "pending": ("Awaiting bank wire payment", "pending"),
    "cancelled": ("Canceled", "cancelled"),
    "refunded": ("Refunded", "refunded"),
}


def prestashop_row(order: Order) -> list[Row]:
    """No e-mail, no items."""
    return [{
        "ID": str(order.number), "Reference": "QWERTY" + chr(65 + order.number % 26), "New client": order.number % 2,
        "Delivery": "Germany", "Customer": f"{order.person.name[0]}. {order.person.name.split()[-1]}",
        "Total": order.total, "Payment": "Bank wire", "Status": word_of(PRESTASHOP_WORDS, order), "Date": order.at,
    }]  # fmt: skip


BIGCOMMERCE = columns("""Order ID,Customer ID,Customer Name,Customer Email,Customer Phone,Order Date,Order Status,
Subtotal (inc tax),Subtotal (ex tax),Tax Total,Shipping Cost (inc tax),Order Total (inc tax),Order Total (ex tax),
Payment Method,Total Quantity,Coupon Details,Customer Message,Refunded Amount,Billing City,Billing Country,
Product Details""")
BIGCOMMERCE_WORDS = {
    "paid": ("Completed", "counted"),
    "part": ("Partially Refunded", "counted"),
    "pending": ("Awaiting Payment", "pending"),
    "cancelled": ("Cancelled", "cancelled"),
    "refunded": ("Refunded", "refunded"),
}


def bigcommerce_row(order: Order) -> list[Row]:
    """Items packed with commas and bars."""
    packed = "|".join(
        f"Product ID: {item.sku[4:]}, Product Qty: {item.quantity}, Product SKU: {item.sku}, "
        f"Product Name: {flat(item.product)}, Product Unit Price: {item.price}, Product Total Price: {item.amount}"
        for item in order.items
    )
    tax = (order.total / 6).quantize(Decimal("0.01"))
    return [{
        "Order ID": str(order.number), "Customer ID": order.identifier("id") or "0",
        "Customer Name": order.person.name, "Customer Email": order.identifier("email"),
        "Customer Phone": order.identifier("phone"), "Order Date": order.at,
        "Order Status": word_of(BIGCOMMERCE_WORDS, order), "Subtotal (inc tax)": order.goods,
        "Tax Total": tax, "Shipping Cost (inc tax)": order.shipping, "Order Total (inc tax)": order.total,
        "Order Total (ex tax)": order.total - tax, "Payment Method": "Card", "Coupon Details": order.coupon,
        "Customer Message": order.note, "Refunded Amount": order.refund, "Billing City": order.person.city,
        "Billing Country": "Germany", "Product Details": packed,
    }]  # fmt: skip


ECWID = columns("""Order number,Order date,Payment status,Fulfillment status,Customer name,Email,Phone,Item name,SKU,
Quantity,Price,Subtotal,Shipping cost,Order total,Payment method,City,Order comments""")
ECWID_WORDS = {
    "paid": ("Paid", "counted"),
    "part": ("Partially Refunded", "counted"),
    "pending": ("Awaiting Payment", "pending"),
    "cancelled": ("Cancelled", "cancelled"),
    "refunded": ("Refunded", "refunded"),
}


def ecwid_rows(order: Order) -> list[Row]:
    """One row a line; its header was never seen, so these are plain names."""
    whole: Row = {
        "Order number": str(order.number), "Order date": order.at, "Payment status": word_of(ECWID_WORDS, order),
        "Fulfillment status": "Awaiting Processing", "Customer name": order.person.name,
        "Email": order.identifier("email"), "Phone": order.identifier("phone"), "Subtotal": order.goods,
        "Shipping cost": order.shipping, "Order total": order.total, "Payment method": "Card",
        "City": order.person.city, "Order comments": order.note,
    }  # fmt: skip
    return [
        whole | {"Item name": item.product, "SKU": item.sku, "Quantity": item.quantity, "Price": item.price}
        for item in order.items
    ]


GENERIC = columns(
    "Order ID,Order date,Email,Customer ID,Order total,Refunded amount,Status,City,Coupon,Comment"
)


def generic_row(order: Order) -> list[Row]:
    """A table as somebody makes it by hand."""
    return [{
        "Order ID": str(order.number), "Order date": order.at, "Email": f" {order.identifier('email').upper()} ",
        "Customer ID": order.identifier("id"), "Order total": order.total, "Refunded amount": order.refund,
        "Status": word_of(WOO_WORDS, order), "City": order.person.city, "Coupon": order.coupon,
        "Comment": order.note,
    }]  # fmt: skip


EMAIL_PHONE = frozenset({"email", "phone"})
ALL = frozenset({"id", "email", "phone"})
LAYOUTS = (
    Layout(
        "shopify79", SHOPIFY_79, shopify_rows, SHOPIFY_WORDS, Style(date="offset"), EMAIL_PHONE,
        number=lambda order: f"#{order.number}", tells_refunds=True, has_lines=True, has_city=True,
    ),
    Layout(
        "shopify73", tuple(name for name in SHOPIFY_79 if name not in NEWER), shopify_rows, SHOPIFY_WORDS,
        Style(date="offset"), EMAIL_PHONE, number=lambda order: f"#{order.number}", tells_refunds=True,
        has_lines=True, has_city=True,
    ),
    Layout(
        "woo_analytics_server", WOO_SERVER, woo_analytics_row, WOO_WORDS, Style(encoding="utf-8 bom"),
        amount=lambda order: order.goods - order.discount,
    ),
    Layout(
        "woo_analytics_browser",
        tuple(name.replace("Sales", "sales") for name in WOO_SERVER if "formatted" not in name),
        woo_browser_row, WOO_WORDS, amount=lambda order: order.goods - order.discount,
    ),
    Layout(
        "skyverge_packed", SKYVERGE, skyverge_row, WOO_WORDS, identifiers=ALL, tells_refunds=True, has_lines=True,
        has_city=True, numbers=lambda order: {f"{90000 + order.number}", f"#{order.number}"},
    ),
    Layout(
        "webtoffee_numbered", WEBTOFFEE, webtoffee_row, WOO_WORDS, Style(date="american"), ALL, has_lines=True,
        has_city=True, numbers=lambda order: {f"{90000 + order.number}"},
    ),
    Layout(
        "advanced_order_export_item_rows", ADVANCED, advanced_rows, ADVANCED_WORDS, Style(end="\r\n"), EMAIL_PHONE,
        tells_refunds=True, has_lines=True, has_city=True,
    ),
    Layout(
        "magento", MAGENTO, magento_row, MAGENTO_WORDS, Style(date="magento"), frozenset({"email"}),
        number=lambda order: f"00000{order.number}", tells_refunds=True,
    ),
    Layout(
        "prestashop", columns("ID;Reference;New client;Delivery;Customer;Total;Payment;Status;Date", ";"),
        prestashop_row, PRESTASHOP_WORDS, Style(delimiter=";"),
    ),
    Layout(
        "bigcommerce", BIGCOMMERCE, bigcommerce_row, BIGCOMMERCE_WORDS, Style(date="rfc"), ALL, tells_refunds=True,
        has_lines=True, has_city=True,
    ),
    Layout("ecwid", ECWID, ecwid_rows, ECWID_WORDS, Style(delimiter=";"), EMAIL_PHONE, has_lines=True, has_city=True),
    Layout(
        "generic_en", GENERIC, generic_row, WOO_WORDS, identifiers=frozenset({"id", "email"}), tells_refunds=True,
        has_city=True,
    ),
)  # fmt: skip
