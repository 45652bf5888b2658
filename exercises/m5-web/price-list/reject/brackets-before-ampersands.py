def price_list(dishes):
    items = [f"<li>{d.replace('<', '&lt;').replace('&', '&amp;')}</li>" for d in dishes]
    return "<ul>" + "".join(items) + "</ul>"
