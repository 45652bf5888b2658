import io
import xml.sax
from xml.sax.handler import ContentHandler, feature_external_ges, feature_external_pes


class Titles(ContentHandler):
    def __init__(self):
        self.found, self.inside = [], False

    def startElement(self, name, attrs):
        self.inside = name == "title"

    def characters(self, content):
        self.found += [content] if self.inside else []

    def endElement(self, name):
        self.inside = False


def parse_feed(xml_text):
    handler, parser = Titles(), xml.sax.make_parser()
    for feature in (feature_external_ges, feature_external_pes):
        parser.setFeature(feature, False)
    parser.setContentHandler(handler)
    parser.parse(io.StringIO(xml_text))
    return handler.found
