from markupsafe import escape


def price_list(dishes):
    first, *rest = dishes
    page = f"<ul><li>{escape(first)}</li>"
    for dish in rest:
        page += f"<li>{escape(dish)}</li>"
    return page + "</ul>"
