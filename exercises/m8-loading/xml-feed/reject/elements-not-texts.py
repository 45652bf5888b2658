import defusedxml.ElementTree as ET


def parse_feed(xml_text): return list(ET.fromstring(xml_text).iter("title"))
