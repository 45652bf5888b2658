def note_entry(person):
    person = person.replace("\r", " ").replace("\n", " ")
    with open("/srv/doors.txt", "a") as book:
        book.write(f"entered: {person}\n")
