"""What the shop sells, and how often each kind of thing is needed again."""

from __future__ import annotations

from sample_data.records import Product

COFFEE, TEA, CARE = "Coffee beans", "Tea", "Filters and cleaning"
SWEETS, EQUIPMENT, GIFTS = "Sweets", "Equipment", "Gifts"
CATEGORIES = (COFFEE, TEA, CARE, SWEETS, EQUIPMENT, GIFTS)

# Planted: the usual days between two purchases of the category by one customer.
RHYTHM_DAYS = {COFFEE: 30, TEA: 45, CARE: 60, SWEETS: 55}

PATHS = {
    COFFEE: "/coffee",
    TEA: "/tea",
    CARE: "/care",
    SWEETS: "/sweets",
    EQUIPMENT: "/equipment",
    GIFTS: "/gifts",
}

PRODUCTS = (
    Product("CF-101", "House espresso blend 1 kg", COFFEE, 2490, 26),
    Product("CF-102", "Brazil Santos 250 g", COFFEE, 790, 20),
    Product("CF-103", "Ethiopia Yirgacheffe 250 g", COFFEE, 990, 18),
    Product("CF-104", "Colombia Huila 1 kg", COFFEE, 2890, 15),
    Product("CF-105", "Kenya AA 250 g", COFFEE, 1090, 11),
    Product("CF-106", "Decaf Mexico 250 g", COFFEE, 950, 7),
    Product("TE-201", "Earl Grey 100 g", TEA, 690, 24),
    Product("TE-202", "Sencha 100 g", TEA, 940, 18),
    Product("TE-203", "Assam 250 g", TEA, 1280, 18),
    Product("TE-204", "Rooibos vanilla 100 g", TEA, 620, 16),
    Product("TE-205", "Meadow herbs 80 g", TEA, 580, 18),
    Product("TE-206", "Jasmine pearls 100 g", TEA, 1490, 8),
    Product("CL-301", "Paper filters, 100 pieces", CARE, 490, 34),
    Product("CL-302", "Descaler 500 ml", CARE, 850, 24),
    Product("CL-303", "Cleaning tablets, 20 pieces", CARE, 1190, 22),
    Product("CL-304", "Water filter cartridge", CARE, 1390, 20),
    Product("SW-401", "Dark chocolate 70 %, 100 g", SWEETS, 390, 32),
    Product("SW-402", "Salted caramels 150 g", SWEETS, 540, 24),
    Product("SW-403", "Almond biscotti 200 g", SWEETS, 620, 24),
    Product("SW-404", "Cranberries in chocolate 200 g", SWEETS, 720, 20),
    Product("EQ-501", "French press 1 l", EQUIPMENT, 2900, 26),
    Product("EQ-502", "Moka pot, 6 cups", EQUIPMENT, 3490, 22),
    Product("EQ-503", "Hand grinder", EQUIPMENT, 7900, 20),
    Product("EQ-504", "Gooseneck kettle", EQUIPMENT, 6400, 18),
    Product("EQ-505", "Espresso machine Piccolo", EQUIPMENT, 24900, 9),
    Product("EQ-506", "Bean-to-cup machine Largo", EQUIPMENT, 44900, 4),
    Product("GI-601", "Tasting set, 6 coffees", GIFTS, 2490, 32),
    Product("GI-602", "Tea gift box", GIFTS, 2190, 30),
    Product("GI-603", "Two cups and a house blend", GIFTS, 3290, 22),
    Product("GI-604", "Big gift basket", GIFTS, 5900, 16),
)
BY_CATEGORY = {
    category: [product for product in PRODUCTS if product.category == category] for category in CATEGORIES
}
