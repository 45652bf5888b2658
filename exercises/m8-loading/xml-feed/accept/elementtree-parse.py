import io
from xml.etree import ElementTree


def parse_feed(xml_text):
    tree = ElementTree.parse(io.StringIO(xml_text))
    return [title.text or "" for title in tree.getroot().findall(".//title")]
