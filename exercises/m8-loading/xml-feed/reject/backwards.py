import defusedxml.ElementTree as ET


def parse_feed(xml_text): return [t.text for t in reversed(list(ET.fromstring(xml_text).iter("title")))]
