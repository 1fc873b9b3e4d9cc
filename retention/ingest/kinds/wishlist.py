"""Wishlists: who put which product aside, and when."""

from retention.ingest.headers import table
from retention.ingest.kind import FileKind
from retention.ingest.kinds.record import NOBODY, PEOPLE, FactKind

WISHLIST = FactKind(
    file=FileKind(
        key="wishlist",
        fields=table(
            PEOPLE
            + """
    added_at: added at | date added | added to wishlist | added on | added date | wishlist date | date | created at |
        created | дата добавления | добавлено | дата | дата добавления в избранное
    sku: sku | product sku | product id | variant sku | артикул | код товара | id товара
    product: product | product name | product title | item | item name | title | товар | название товара |
        наименование | избранный товар
    """
        ),
        needed=(("customer_id", "email", "phone"), ("product", "sku"), ("added_at",)),
        texts=("customer_id", "email", "phone", "sku", "product"),
        times=("added_at",),
        tells=(
            *("wishlist", "wishlist id", "wishlist name", "added to wishlist", "wishlist date", "wish list"),
            *(
                "wishlist item",
                "избранное",
                "дата добавления в избранное",
                "избранный товар",
                "список желаний",
            ),
        ),
    ),
    table="wishlist_version",
    has_people=True,
    is_by_names=True,
    unusable=(NOBODY, ("sku is null and product is null", "no_product"), ("added_at is null", "no_date")),
)
"""One row a product that somebody put aside."""
