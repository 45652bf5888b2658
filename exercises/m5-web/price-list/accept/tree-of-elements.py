from xml.etree import ElementTree as ET


def price_list(dishes):
    if not dishes:
        return "<ul></ul>"
    ul = ET.Element("ul")
    for dish in dishes:
        ET.SubElement(ul, "li").text = dish
    return ET.tostring(ul, encoding="unicode")
