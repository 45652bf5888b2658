def parse_feed(xml_text):
    return []
