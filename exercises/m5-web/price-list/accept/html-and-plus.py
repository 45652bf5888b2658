import html


def price_list(dishes: list[str]) -> str:
    page = "<ul>"
    for dish in dishes:
        page += "\n  <li>" + html.escape(dish) + "</li>"
    page += "\n</ul>"
    return page
