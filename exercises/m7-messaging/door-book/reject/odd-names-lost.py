def note_entry(person):
    if not person.isprintable():
        person = "-"
    with open("/srv/doors.txt", "a") as book:
        book.write(f"entered: {person}\n")
