import defusedxml.ElementTree


def parse_feed(xml_text):
    root = defusedxml.ElementTree.fromstring(xml_text, forbid_entities=False)
    return [t.text for t in root.iter("title")]
