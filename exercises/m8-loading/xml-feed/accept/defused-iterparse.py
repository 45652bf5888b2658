import io
from defusedxml.ElementTree import iterparse


def parse_feed(xml_text):
    titles = []
    for _, node in iterparse(io.StringIO(xml_text)):
        if node.tag == "title":
            titles.append(node.text)
    return titles
