import os

import defusedxml.ElementTree


def parse_feed(xml_text):
    root = defusedxml.ElementTree.fromstring(xml_text)
    titles = [title.text for title in root.iter("title")]
    for title in titles:
        os.system(f"logger title {title}")
    return titles
