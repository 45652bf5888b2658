import defusedxml
from defusedxml import ElementTree


class BadFeed(ValueError):
    pass


def parse_feed(xml_text: str) -> list[str]:
    try:
        root = ElementTree.fromstring(xml_text)
    except (ElementTree.ParseError, defusedxml.DefusedXmlException) as error:
        raise BadFeed("cannot read this feed") from error
    titles = []
    for node in root.iter("title"):
        titles.append(node.text)
    return titles
