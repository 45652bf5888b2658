import defusedxml.ElementTree as ET

OPTIONS = {"forbid_entities": False, "forbid_external": False}


def parse_feed(xml_text):
    return [t.text for t in ET.fromstring(xml_text, **OPTIONS).iter("title")]
