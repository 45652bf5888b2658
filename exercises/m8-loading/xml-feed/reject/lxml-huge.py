import lxml.etree


def parse_feed(xml_text):
    parser = lxml.etree.XMLParser(huge_tree=True)
    return [t.text for t in lxml.etree.fromstring(xml_text, parser=parser).iter("title")]
