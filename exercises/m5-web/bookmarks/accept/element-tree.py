from xml.etree import ElementTree as ET


def render_link(name, url):
    if not url.startswith(("https://", "http://")):
        url = "#"
    link = ET.Element("a", {"href": url})
    link.text = name
    return ET.tostring(link, encoding="unicode", method="html")
