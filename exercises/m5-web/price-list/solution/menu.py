from markupsafe import escape


def price_list(dishes):
    """Return the dishes as an HTML list."""
    lines = "".join(f"<li>{escape(dish)}</li>" for dish in dishes)
    return f"<ul>{lines}</ul>"
