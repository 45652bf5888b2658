import defusedxml.ElementTree as ET


def walk(e):
    if e.tag == "title":
        yield e.text
    for child in e:
        yield from walk(child)


def parse_feed(xml_text):
    return list(walk(ET.fromstring(xml_text)))
