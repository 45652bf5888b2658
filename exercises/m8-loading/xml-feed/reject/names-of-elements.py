import defusedxml.ElementTree as ET


def parse_feed(xml_text): return [t.tag for t in ET.fromstring(xml_text).iter("title")]
