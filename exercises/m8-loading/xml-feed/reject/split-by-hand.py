def parse_feed(xml_text):
    titles = []
    for piece in xml_text.split("<title>")[1:]:
        titles.append(piece.split("</title>")[0])
    return titles
