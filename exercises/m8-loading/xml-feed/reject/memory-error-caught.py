import io
import xml.sax
import xml.sax.handler


class Titles(xml.sax.ContentHandler):
    def __init__(self):
        self.found, self.inside = [], False

    def startElement(self, name, attrs):
        self.inside = name == "title"

    def characters(self, data):
        self.found += [data] if self.inside else []


def parse_feed(xml_text):
    handler, parser = Titles(), xml.sax.make_parser()
    parser.setFeature(xml.sax.handler.feature_external_ges, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(io.StringIO(xml_text))
    except MemoryError:
        return []
    return handler.found
