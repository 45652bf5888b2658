import xml.etree.ElementTree as ET
from xml.parsers import expat


def parse_feed(xml_text):
    def refuse(*_):
        raise ValueError("DOCTYPE not allowed")

    probe = expat.ParserCreate()
    probe.StartDoctypeDeclHandler = refuse
    probe.Parse(xml_text, True)
    return [t.text for t in ET.fromstring(xml_text).iter("title")]
