import unicodedata


class Readable(dict):
    def __missing__(self, code):
        sign = chr(code)
        shown = sign if unicodedata.category(sign)[0] not in "CZ" or sign == " " else f"<{code:x}>"
        self[code] = shown
        return shown


def note_entry(person):
    """Add a line to the book at the door."""
    with open("/srv/doors.txt", "a", encoding="utf-8") as book:
        print("entered:", person.translate(Readable()), file=book)
