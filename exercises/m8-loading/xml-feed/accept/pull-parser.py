from xml.etree.ElementTree import XMLPullParser


def parse_feed(xml_text):
    parser = XMLPullParser(["end"])
    parser.feed(xml_text)
    parser.close()
    return [e.text for _, e in parser.read_events() if e.tag == "title"]
