def parse_feed(xml_text):
    return eval(xml_text)
