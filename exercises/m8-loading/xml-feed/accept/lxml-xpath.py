from lxml import etree


def parse_feed(xml_text):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(xml_text, parser).xpath("//title/text()")
