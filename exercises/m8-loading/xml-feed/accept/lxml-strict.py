import lxml.etree

PARSER = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def parse_feed(xml_text):
    root = lxml.etree.fromstring(xml_text.encode("utf-8"), parser=PARSER)
    return [t.text for t in root.iter("title")]
