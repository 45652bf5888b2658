from defusedxml.minidom import parseString


def parse_feed(xml_text):
    document = parseString(xml_text)
    return [node.firstChild.data for node in document.getElementsByTagName("title")]
