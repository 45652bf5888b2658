def price_list(dishes):
    return "<ul>" + "".join(f"<li>{dish}</li>" for dish in dishes) + "</ul>"
