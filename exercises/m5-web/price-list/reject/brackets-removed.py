def price_list(dishes):
    clean = [dish.replace("<", "").replace(">", "") for dish in dishes]
    return "<ul>" + "".join(f"<li>{dish}</li>" for dish in clean) + "</ul>"
