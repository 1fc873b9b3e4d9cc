"""The platforms whose exports we know, one file each. The first one that a file's headers tell wins.

CONTRIBUTING.md, “Add a shop platform”, says what a record needs.
"""

from __future__ import annotations

from retention.ingest.platforms import (
    bigcommerce,
    bitrix,
    ecwid,
    ga4,
    generic,
    insales,
    magento,
    matomo,
    metrica_hits,
    metrica_orders,
    metrica_stream,
    metrica_visits,
    minishop2,
    online_retail,
    prestashop,
    rees46,
    retail_rocket,
    retail_rocket_events,
    retailcrm,
    shopify,
    shopify_customers,
    shopify_products,
    tilda,
    woocommerce,
    woocommerce_customers,
    woocommerce_products,
)
from retention.ingest.platforms.record import Platform, Shape

GENERIC = generic.PLATFORM
PLATFORMS: tuple[Platform, ...] = (
    shopify.PLATFORM,
    woocommerce.ANALYTICS,
    woocommerce.WEBTOFFEE,
    woocommerce.SKYVERGE,
    woocommerce.ALGOLPLUS,
    magento.PLATFORM,
    prestashop.PLATFORM,
    bigcommerce.PLATFORM,
    ecwid.PLATFORM,
    tilda.PLATFORM,
    insales.PLATFORM,
    retailcrm.PLATFORM,
    bitrix.PLATFORM,
    metrica_orders.PLATFORM,
    minishop2.PLATFORM,
    retail_rocket.PLATFORM,
    online_retail.PLATFORM,
    ga4.PLATFORM,
    shopify_customers.PLATFORM,
    shopify_products.PLATFORM,
    woocommerce_customers.PLATFORM,
    woocommerce_products.PLATFORM,
    metrica_visits.PLATFORM,
    metrica_hits.PLATFORM,
    metrica_stream.PLATFORM,
    matomo.PLATFORM,
    rees46.PLATFORM,
    retail_rocket_events.PLATFORM,
)
"""In the order in which they are tried: the more special before the more general."""

__all__ = ["GENERIC", "PLATFORMS", "Platform", "Shape", "by_key", "told_by"]


def told_by(headers: list[str], kind: str = "auto") -> Platform:
    """The platform that the folded headers tell, for files of one kind or of any; the generic one otherwise."""
    present = set(headers)
    fitting = (one for one in PLATFORMS if kind in ("auto", one.kind) and one.is_told_by(present))
    return next(fitting, GENERIC)


def by_key(key: str) -> Platform:
    """The platform of a report."""
    return next((one for one in PLATFORMS if one.key == key), GENERIC)
