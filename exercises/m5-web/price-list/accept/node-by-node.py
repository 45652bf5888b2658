from xml.dom.minidom import Document


def price_list(dishes):
    """Return the dishes as an HTML list."""
    document = Document()
    menu = document.createElement("ul")
    menu.appendChild(document.createTextNode(""))
    for dish in dishes:
        line = document.createElement("li")
        line.appendChild(document.createTextNode(dish))
        menu.appendChild(line)
    return menu.toxml()
