"""Who is looked at: what a segment of customers means in SQL, as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import product

from retention.errors import MetricRefused
from retention.metrics.rfm_map import rfm_segment
from retention.metrics.scoring import bought, scores, stages
from retention.metrics.window import auto_window
from retention.shop.shop import Shop
from retention.shop.statements import filled
from retention.values import Attribute, Segment

CELLS = tuple(product(range(1, 6), repeat=3))
PARTS: dict[Attribute, Callable[[], dict[str, str]]] = {
    Attribute.RFM_SEGMENT: lambda: {"scores": scores()},
    Attribute.LIFECYCLE_STAGE: lambda: {"stages": stages(bought()), "chosen": "true"},
    Attribute.ORDER_COUNT_BAND: dict,
    Attribute.COHORT: dict,
}
"""The attributes that are not stored but follow from the purchases, with the statements that theirs hold."""


def attribute_sql(attribute: Attribute) -> str:
    """SQL with the columns customer_key and value; its parameters are those of `attribute_values`."""
    if attribute not in PARTS:
        return filled("segments/stored", {"column": attribute.value})
    sql = filled(f"segments/{attribute.value}", PARTS[attribute]())
    return sql.replace("$as_of", "$segment_as_of").replace("$window", "$segment_window")


def columns_sql(attributes: tuple[Attribute, ...]) -> str:
    """SQL: the attributes' values as value_0, value_1 …, of a statement with `joins_sql`."""
    return ", ".join(f"group_{n}.value as value_{n}" for n, _ in enumerate(attributes))


def joins_sql(attributes: tuple[Attribute, ...]) -> str:
    """SQL that joins the attributes to the customers of `buyers`."""
    return "\n".join(
        f"left join (\n{attribute_sql(attribute)}\n) as group_{n} on group_{n}.customer_key = buyers.customer_key"
        for n, attribute in enumerate(attributes)
    )


def attribute_values(
    shop: Shop, attributes: Iterable[Attribute], as_of: date, data_start: date
) -> dict[str, object]:
    """The parameters of the attributes' statements: the customers as they were at the end of `as_of`."""
    wanted = set(attributes)
    values: dict[str, object] = {"segment_as_of": as_of} if wanted & set(PARTS) else {}
    if Attribute.LIFECYCLE_STAGE in wanted:
        values["segment_window"] = auto_window(shop, as_of, data_start).days
    if Attribute.RFM_SEGMENT in wanted:
        values["segment_cells"] = [100 * r + 10 * f + m for r, f, m in CELLS]
        values["segment_names"] = rfm_segment(*zip(*CELLS, strict=True)).tolist()
    return values


def people_sql(shop: Shop, segment: Segment, as_of: date, data_start: date) -> tuple[str, dict[str, object]]:
    """The condition on customer_key that a segment means, with its parameters; no value means "unknown"."""
    conditions = [(known(attribute), value) for attribute, value in segment.conditions]
    values = attribute_values(shop, (attribute for attribute, _ in conditions), as_of, data_start)
    tests = []
    for number, (attribute, value) in enumerate(conditions):
        is_meant = f"person.value = $person_{number}" if value else "person.value is null"
        tests.append(
            f"customer_key in (select person.customer_key from (\n{attribute_sql(attribute)}\n) as person "
            f"where {is_meant})"
        )
        if value:
            values[f"person_{number}"] = value
    return " and ".join(tests) or "true", values


def known(attribute: str) -> Attribute:
    """The attribute of that name. Raises MetricRefused `segment_field_unknown`."""
    try:
        return Attribute(attribute)
    except ValueError:
        raise MetricRefused("segment_field_unknown", found=attribute, known=", ".join(Attribute)) from None
