class OddName(ValueError):
    pass


def note_entry(person):
    if not person.isprintable():
        raise OddName("names have no line breaks")
    with open("/srv/doors.txt", "a") as book:
        book.write("entered: %s\n" % person)
