"""Which purchases count: what a segment of orders means in SQL. Not to be mixed up with segments of customers."""

from __future__ import annotations

from retention.errors import MetricRefused
from retention.shop.statements import filled, statement
from retention.values import OrderAttribute, OrderSegment

OF_LINES = (OrderAttribute.CATEGORY, OrderAttribute.PRODUCT)
"""What lines say: then the money is that of the matching lines."""
DISCOUNTED = "cast(is_discounted as text)"


def matching_sql(segment: OrderSegment) -> tuple[str, dict[str, object]]:
    """SQL for the orders of the segment (order_key, gross, part, whole), with its parameters."""
    of_orders, of_lines, values = _tests(segment)
    places = {"conditions": of_orders, "line_conditions": of_lines}
    if not of_lines:
        return filled("segments/orders", places), values
    return filled("segments/order_lines", places | {"product_name": statement("marts/product_name")}), values


def _tests(segment: OrderSegment) -> tuple[str, str, dict[str, object]]:
    """What must hold of an order, of a line (empty: nothing is asked of lines), and the parameters of both."""
    values: dict[str, object] = {}
    tests: dict[bool, list[str]] = {True: [], False: []}
    for number, (attribute, value) in enumerate(segment.conditions):
        column = DISCOUNTED if attribute == OrderAttribute.DISCOUNTED else known(attribute).value
        tests[attribute in OF_LINES].append(f"{column} = $order_{number}" if value else f"{column} is null")
        if value:
            values[f"order_{number}"] = value
    return " and ".join(tests[False]) or "true", " and ".join(tests[True]), values


def purchases_sql(segment: OrderSegment) -> tuple[str, dict[str, object]]:
    """SQL for the purchases of the segment (columns of purchase, gross), with its parameters."""
    if is_of_lines(segment):
        matching, values = matching_sql(segment)
        return filled("segments/line_purchases", {"matching": matching}), values
    conditions, _, values = _tests(segment)
    return filled("segments/whole_purchases", {"conditions": conditions}), values


def counted_purchases(orders: OrderSegment | None) -> tuple[str, dict[str, object]]:
    """What stands behind `from` for all purchases, or for those of the segment, numbered among themselves."""
    return _purchases("numbered_orders", orders)


def repeat_purchases(orders: OrderSegment | None) -> tuple[str, dict[str, object]]:
    """All purchases, or the first of all with the first later one that the segment holds, as numbers 1 and 2."""
    return _purchases("repeat_orders", orders)


def _purchases(name: str, orders: OrderSegment | None) -> tuple[str, dict[str, object]]:
    if not (orders and orders.conditions):
        return "purchase", {}
    chosen, values = purchases_sql(orders)
    return f"(\n{filled(f'segments/{name}', {'chosen': chosen})}\n) as purchase", values


def counted_money(orders: OrderSegment | None, table: str = "money") -> tuple[str, dict[str, object]]:
    """All money of the table, money or other_money, or that of the segment's orders and lines."""
    if not (orders and orders.conditions):
        return table, {}
    matching, values = matching_sql(orders)
    return (
        f"(\n{filled('segments/order_money', {'matching': matching, 'money': table})}\n) as {table}",
        values,
    )


def is_of_lines(orders: OrderSegment | None) -> bool:
    """Whether the segment holds parts of orders."""
    return any(attribute in OF_LINES for attribute, _ in (orders.conditions if orders else ()))


def known(attribute: str) -> OrderAttribute:
    """The attribute of that name. Raises MetricRefused `order_field_unknown`."""
    try:
        return OrderAttribute(attribute)
    except ValueError:
        raise MetricRefused("order_field_unknown", found=attribute, known=", ".join(OrderAttribute)) from None
