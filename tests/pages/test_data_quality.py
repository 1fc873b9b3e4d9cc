"""Data quality: passing checks, a planted fault with its rows and its way out, the hint after an import."""

from retention.shop import Shop

ORDERS = (
    "Order ID,Order date,Email,Order total\n1,2024-01-05,a@example.com,10\n2,2024-04-05,b@example.com,20\n"
)


def shown(app):
    return [item.value for item in (*app.main.get("markdown"), *app.caption, *app.warning, *app.error)]


def test_the_sample_shop_passes_all_checks(open_page):
    app = open_page("trust/data_quality")
    assert "#### All 11 checks pass." in shown(app)
    assert app.warning.values == [] and app.error.values == []
    assert set(app.dataframe[0].value["result"]) == {"passes"}


def test_empty_months_are_shown_with_what_to_do(open_page, load_orders):
    load_orders(ORDERS)
    app = open_page("trust/data_quality", shop="made")
    assert "#### 1 of 11 checks found something." in shown(app)
    assert "load the export of these months too" in app.warning[0].value
    assert [str(day)[:7] for day in app.dataframe[0].value["month_on"]] == ["2024-02", "2024-03"]
    assert app.dataframe[1].value["result"][0] == "found: 2"


def test_a_wrong_number_is_an_error(open_page, load_orders):
    path = load_orders(ORDERS.replace("04-05", "02-05"))
    with Shop.open(path) as shop, shop.write() as cursor:
        cursor.execute("update customer set net_revenue = net_revenue + 1")
    app = open_page("trust/data_quality", shop="made", language="ru")
    assert "«Покупки и выручка каждого клиента" in app.error[0].value and "Сообщите нам" in app.error[0].value


def test_rows_set_aside_are_counted_by_import(open_page, load_orders):
    load_orders(ORDERS + "3,2024-13-05,c@example.com,30\n")
    found = open_page("trust/data_quality", shop="made").dataframe[-1].value
    assert found[["rows", "rejected"]].astype(int).to_numpy().tolist() == [[3, 1]]
