import defusedxml.ElementTree as ET


def parse_feed(xml_text): return [t.text for t in ET.fromstring(xml_text).iter("entry")]
