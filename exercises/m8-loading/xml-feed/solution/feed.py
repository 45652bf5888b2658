import defusedxml.ElementTree


def parse_feed(xml_text):
    root = defusedxml.ElementTree.fromstring(xml_text)
    return [title.text for title in root.iter("title")]
