from xml.parsers import expat


def parse_feed(xml_text):
    titles, inside = [], False
    def start(name, attrs):
        nonlocal inside
        inside = name == "title"
        if inside: titles.append("")
    def data(text):
        if inside: titles[-1] += text
    def end(name):
        nonlocal inside
        inside = False
    def refuse(*args): raise ValueError("no DOCTYPE")
    p = expat.ParserCreate()
    p.StartElementHandler, p.CharacterDataHandler, p.EndElementHandler = start, data, end
    p.StartDoctypeDeclHandler = refuse
    p.Parse(xml_text, True)
    return titles
