import xml.parsers.expat


def parse_feed(xml_text):
    found, state = [], {"inside": False}

    def start(name, attrs):
        state["inside"] = name == "title"
        if state["inside"]:
            found.append("")

    def data(text):
        if state["inside"]:
            found[-1] += text

    def end(name):
        state["inside"] = False

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = data
    parser.EndElementHandler = end

    def outside(context, base, system, public):
        sub = parser.ExternalEntityParserCreate(context)
        with open(system.removeprefix("file://"), "rb") as file:
            sub.ParseFile(file)
        return 1
    parser.ExternalEntityRefHandler = outside
    parser.Parse(xml_text, True)
    return found
