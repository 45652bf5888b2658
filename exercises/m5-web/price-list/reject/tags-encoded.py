import html


def price_list(dishes):
    return html.escape("<ul>" + "".join(f"<li>{dish}</li>" for dish in dishes) + "</ul>")
