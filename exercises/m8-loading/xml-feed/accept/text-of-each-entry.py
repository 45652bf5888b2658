import defusedxml.ElementTree as ET


def parse_feed(xml_text):
    root = ET.fromstring(xml_text)
    return [entry.findtext("title", default="") for entry in root.findall("entry")]
