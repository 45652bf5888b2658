from markupsafe import escape


def price_list(dishes):
    for dish in dishes:
        return f"<ul><li>{escape(dish)}</li></ul>"
    return "<ul></ul>"
