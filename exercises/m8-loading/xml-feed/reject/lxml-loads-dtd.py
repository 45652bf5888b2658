from lxml import etree


def parse_feed(xml_text):
    parser = etree.XMLParser(load_dtd=True, no_network=False)
    return [t.text for t in etree.fromstring(xml_text, parser).iter("title")]
