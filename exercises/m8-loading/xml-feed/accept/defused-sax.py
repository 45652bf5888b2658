import io

import defusedxml.sax
from xml.sax.handler import ContentHandler


class Titles(ContentHandler):
    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = False

    def startElement(self, name, attrs):
        self.inside = name == "title"

    def characters(self, content):
        if self.inside:
            self.found.append(content)

    def endElement(self, name):
        self.inside = False


def parse_feed(xml_text):
    titles = Titles()
    defusedxml.sax.parseString(xml_text.encode(), titles)
    return titles.found
