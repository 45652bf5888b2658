from xml.etree.ElementTree import XMLParser


class Collector:
    def __init__(self):
        self.titles = []
        self.open = False

    def start(self, tag, attributes):
        if tag == "title":
            self.open = True
            self.titles.append("")

    def data(self, text):
        if self.open:
            self.titles[-1] += text

    def end(self, tag):
        if tag == "title":
            self.open = False

    def close(self):
        return self.titles


def parse_feed(xml_text):
    parser = XMLParser(target=Collector())
    parser.feed(xml_text)
    return parser.close()
