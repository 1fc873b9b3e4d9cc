"""Products: what belongs to which category, what it costs the shop, what is in stock."""

from retention.ingest.headers import table
from retention.ingest.kind import FileKind
from retention.ingest.kinds.record import FactKind

PRODUCTS = FactKind(
    file=FileKind(
        key="products",
        fields=table(
            """
    sku: sku | variant sku | stock code | stockcode | product code | item code | reference | артикул | код товара |
        артикул товара | внешний код
    product: product | product name | title | name | item name | название | название товара | наименование |
        наименование товара | товар | номенклатура | название товара или услуги
    handle: handle | url handle
    option_one: option1 value | option 1 value
    option_two: option2 value | option 2 value
    option_three: option3 value | option 3 value
    category: category | product category | product type | type | category name | default category |
        категория | категория товара | раздел | группа | группа товаров | рубрика
    category_path: category path | google product category | путь категории
    categories: categories | product categories | категории
    cost: cost | cost per item | unit cost | cost price | purchase price | cost of goods | cogs | wholesale price |
        себестоимость | закупочная цена | цена закупки | закупка
    price: price | variant price | regular price | sale price | selling price | цена | цена продажи | розничная цена
    stock: stock | variant inventory qty | stock quantity | in stock | inventory | inventory quantity | on hand |
        quantity | qty | остаток | остатки | количество | на складе | наличие
    """
        ),
        needed=(("sku", "product"), ("category", "categories", "category_path", "cost", "price", "stock")),
        texts=(
            *("sku", "product", "handle", "option_one", "option_two", "option_three"),
            *("category", "category_path", "categories"),
        ),
        numbers=("cost", "price", "stock"),
        tells=(
            *("sku | categories", "артикул | категории", "категории | название"),
            *("cost per item", "unit cost", "cost price", "cost of goods", "cogs", "wholesale price"),
            *("variant sku", "variant inventory qty", "stock", "stock quantity", "regular price"),
            *("себестоимость", "закупочная цена", "цена закупки", "остаток", "остатки", "на складе"),
            *(
                "sku | category",
                "артикул | категория",
                "product | category",
                "товар | категория",
                "sku | cost",
            ),
            *(
                "название | категория",
                "наименование | категория",
                "артикул | раздел",
                "наименование | раздел",
            ),
        ),
    ),
    table="product_version",
    has_people=False,
    unusable=(("sku is null and product is null and handle is null", "no_product"),),
)
"""One row a product, or one variant of it."""
