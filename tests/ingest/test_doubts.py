"""What a file leaves open about its money is told: totals that disagree or are missing, items without a price."""

from pathlib import Path

from tests.ingest.support import read_here

ITEMS = "Order ID,Date,Email,Product,Qty,Price,Total\n"
TEA, CUP = "1,2024-01-05,a@example.com,tea,2,5,{}\n", "1,2024-01-05,a@example.com,cup,1,7,{}\n"
OTHER = "2,2024-01-15,b@example.com,cup,1,7,{}\n"


def money(folder: Path, content: str) -> tuple[list, list, list]:
    """Codes of the notes, amounts by order, rejected (line, reason)."""
    reading, found = read_here(folder, content)
    amounts = sorted((one["order_id"], one["amount"]) for one in found["orders"])
    aside = [(int(one["line"]), one["reason"]) for one in found["rejects"]]
    return [code for code, _ in reading.notes], [float(amount) for _, amount in amounts], aside


def test_totals_of_lines_are_added_up(tmp_path: Path):
    """2 × 5 and 1 × 7 stand beside 10 and 7: “Total” is the line's, the order came to 17."""
    content = ITEMS + TEA.format(10) + CUP.format(7) + OTHER.format(7)
    assert money(tmp_path, content) == (["line_total_read"], [17, 7], [])


def test_totals_of_the_order_are_taken_once(tmp_path: Path):
    content = ITEMS + TEA.format(20) + CUP.format(20) + OTHER.format(7)
    assert money(tmp_path, content) == ([], [20, 7], [])


def test_totals_that_disagree_are_told(tmp_path: Path):
    content = ITEMS + TEA.format(20) + CUP.format(21) + OTHER.format(7)
    assert money(tmp_path, content) == (["totals_disagree"], [20, 7], [])


def test_a_missing_total_is_told(tmp_path: Path):
    """The lines are added up, which may leave shipping out."""
    content = ITEMS + TEA.format(20) + CUP.format(20) + OTHER.format("")
    assert money(tmp_path, content) == (["totals_missing"], [20, 7], [])


def test_an_item_without_a_price_is_set_aside(tmp_path: Path):
    """The order is added up from its items: one that has no amount must not vanish in it."""
    head = "Order ID,Date,Email,Product,Qty,Price\n"
    rows = "1,2024-01-05,a@example.com,tea,2,5\n1,2024-01-05,a@example.com,cup,,7\n2,2024-01-15,,cup,1,7\n"
    assert money(tmp_path, head + rows) == ([], [10, 7], [(3, "no_amount")])


def test_a_file_without_order_numbers_is_told(tmp_path: Path):
    content = "Date,Email,Order total\n2024-01-15,a@example.com,10\n"
    assert money(tmp_path, content) == (["no_order_number"], [10], [])


def test_prices_without_pieces_are_told(tmp_path: Path):
    content = "Order ID,Date,Product,Price\n1,2024-01-15,tea,10\n"
    assert money(tmp_path, content) == (["no_quantity", "no_customer_column"], [10], [])


def test_a_discount_without_a_total_is_told(tmp_path: Path):
    content = "Order ID,Date,Email,Product,Qty,Price,Order discount\n1,2024-01-15,a@example.com,tea,2,10,3\n"
    assert money(tmp_path, content) == (["no_order_total"], [20], [])
