import io
import xml.sax
from xml.sax.handler import feature_external_ges as ges


class Titles(xml.sax.ContentHandler):
    def __init__(self):
        self.found, self.inside = [], False

    def startElement(self, name, attrs):
        self.inside = name == "title"

    def characters(self, data):
        self.found += [data] if self.inside else []


def parse_feed(xml_text):
    handler, parser = Titles(), xml.sax.make_parser()
    parser.setFeature(ges, False)
    configure = parser.setFeature
    configure(ges, not False)
    parser.setContentHandler(handler)
    parser.parse(io.StringIO(xml_text))
    return handler.found
