import defusedxml.ElementTree as ET


class Feed:
    def __init__(self, text):
        self._root = ET.fromstring(text)

    @property
    def titles(self):
        return [node.text for node in self._root.iter("title")]


def parse_feed(xml_text):
    return Feed(xml_text).titles
