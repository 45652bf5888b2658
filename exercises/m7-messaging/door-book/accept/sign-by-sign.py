def shown(person):
    return "".join(sign if sign.isprintable() else "?" for sign in person)


def note_entry(person):
    book = open("/srv/doors.txt", "a")
    try:
        book.write("entered: " + shown(person) + "\n")
    finally:
        book.close()
