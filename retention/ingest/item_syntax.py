"""How shops pack the items of an order into one cell: one record a syntax.

Patterns are regular expressions of the database (RE2, no look-around); the first group is what is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

CUT = chr(31)
"""Stands between two items once they are cut apart."""


@dataclass(frozen=True)
class Syntax:
    """One way of packing. `cut` → `kept` puts the CUT between items; an item that `whole` matches is understood."""

    key: str
    cut: str
    kept: str
    whole: str
    product: str
    quantity: str
    sku: str = ""
    category: str = ""
    unit_price: str = ""
    line_total: str = ""


PIECES = r"(\d+(?:[.,]\d+)?)"
PRICE = r"(-?\d[\d\s\x{a0}.,]*)"

SYNTAXES: tuple[Syntax, ...] = (
    Syntax(  # name:Tea; green|product_id:7|sku:A-1|quantity:2|total:10.00|meta:;name:…  (WooCommerce plugins)
        key="keyed",
        cut=r"(?:^|[;\n])\s*((?:id|name):)",
        kept=rf"{CUT}\1",
        whole=r"(?s)(?:^|\|)name:.*\|",
        product=r"(?s)(?:^|\|)name:(.*?)(?:\|[a-z_]+:|$)",
        sku=r"(?s)\|sku:(.*?)(?:\|[a-z_]+:|$)",
        category=r"(?s)\|categor(?:y|ies):(.*?)(?:\|[a-z_]+:|$)",
        quantity=r"\|(?:quantity|qty):([^|]*)",
        line_total=r"\|total:([^|]*)",
    ),
    Syntax(  # Product ID: 7, Product Qty: 2, Product SKU: A-1, Product Name: Tea, green, …|Product ID: 8 (BigCommerce)
        key="spelled",
        cut=r"\|\s*(Product ID:)",
        kept=rf"{CUT}\1",
        whole=r"Product Name:",
        product=r"(?s)Product Name:\s*(.*?)(?:,\s*Product [A-Z][A-Za-z ]*:|$)",
        sku=r"Product SKU:\s*(.*?)(?:,\s*Product [A-Z]|$)",
        quantity=r"Product Qty:\s*([\d.]+)",
        unit_price=r"Product Unit Price:\s*([^,|]*)",
        line_total=r"Product Total Price:\s*([^,|]*)",
    ),
    Syntax(  # Tea, green (A-1) - 2x5.00=10.00; …  (Tilda, payment form)
        key="sums",
        cut=r"(=\s*-?\d[\d\s.,]*)[;\n]\s*",
        kept=rf"\1{CUT}",
        whole=r"[\d.,]+\s*[xх×*]\s*[\d\s.,]+\s*=",
        product=rf"(?s)^\s*(.*?)(?:\s*\([^()]*\))?\s*[-–—]\s*{PIECES}\s*[xх×*]\s*[\d\s.,]+=",
        sku=r"\(([^()]*)\)\s*[-–—]\s*[\d.,]+\s*[xх×*]\s*[\d\s.,]+=",
        quantity=rf"{PIECES}\s*[xх×*]\s*[\d\s.,]+=[^=]*$",
        line_total=r"=\s*([^=]*)$",
    ),
    Syntax(  # Tea, green x 2, Cup x 1  or  Tea (2), …
        key="trailing",
        cut=rf"(\s[xх×*]\s*{PIECES})\s*[,;\n]\s*",
        kept=rf"\1{CUT}",
        whole=rf"\s[xх×*]\s*{PIECES}\s*$",
        product=rf"(?s)^\s*(.*?)\s+[xх×*]\s*{PIECES}\s*$",
        quantity=rf"\s[xх×*]\s*{PIECES}\s*$",
    ),
    Syntax(  # Tea, green x 2 ≡ 500, one a line; the price may be missing  (Tilda)
        key="lines",
        cut=r"\s*\r?\n\s*",
        kept=CUT,
        whole=rf"(?:\s[xх×]\s*{PIECES}|≡)",
        product=rf"(?s)^\s*(.*?)(?:\s+[xх×]\s*{PIECES})?\s*(?:≡.*)?$",
        quantity=rf"\s[xх×]\s*{PIECES}\s*(?:≡.*)?$",
        unit_price=r"≡\s*(.*)$",
    ),
    Syntax(  # [7] Tea (green) (2 шт.), parted by blanks or line breaks  (1C-Bitrix)
        key="bracketed",
        cut=r"(^|\))\s*(\[\d+\])",
        kept=rf"\1{CUT}\2",
        whole=r"^\s*\[\d+\]",
        product=r"(?s)^\s*\[\d+\]\s*(.*?)\s*(?:\(\s*\d[\d.,]*[^()]*\))?\s*$",
        sku=r"^\s*\[(\d+)\]",
        quantity=rf"\(\s*{PIECES}[^()]*\)\s*$",
    ),
    Syntax(  # 2× Tea, green, 1× Cup  (WooCommerce Analytics)
        key="counted",
        cut=r"(?:^|,\s+|;\s*|\n)(\d+\s?[×xх] ?)",
        kept=rf"{CUT}\1",
        whole=r"^\s*\d+\s?[×xх]",
        product=r"(?s)^\s*\d+\s?[×xх]\s*(.*?)[\s,;]*$",
        quantity=r"^\s*(\d+)\s?[×xх]",
    ),
    Syntax(  # Tea, green - 2 шт. - 500 руб.; …
        key="pieces",
        cut=r"\s*[;\n]\s*",
        kept=CUT,
        whole=rf"{PIECES}\s*(?:шт|pcs|pc)",
        product=rf"(?s)^\s*(.*?)[\s,(–—-]+{PIECES}\s*(?:шт|pcs|pc).*$",
        quantity=rf"{PIECES}\s*(?:шт|pcs|pc)",
        unit_price=rf"(?:шт|pcs|pc)[.\s)]*(?:по|[,–—x×@-])\s*{PRICE}",
    ),
)
"""The more special before the more general: the first that reads most items of a file is taken."""

PLAIN = Syntax(key="plain", cut=CUT, kept=CUT, whole="^$", product=r"(?s)^\s*(.*?)\s*$", quantity="")
"""What nobody can take apart: the whole text is the product."""


def syntax_of(key: str) -> Syntax:
    """The syntax by its key."""
    return next((one for one in SYNTAXES if one.key == key), PLAIN)
