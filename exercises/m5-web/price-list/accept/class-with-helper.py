import html


class Menu:
    def __init__(self, dishes):
        self.dishes = [html.escape(dish) for dish in dishes]

    def as_html(self):
        lines = ["<li>%s</li>" % dish for dish in self.dishes]
        return "".join(["<ul>", *lines, "</ul>"])


def price_list(dishes):
    return Menu(dishes).as_html()
