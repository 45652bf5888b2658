import re


def parse_feed(xml_text):
    return re.findall(r"<title>(.*?)</title>", xml_text)
