def note_entry(person):
    if not person.isprintable():
        print("somebody types odd names")
    with open("/srv/doors.txt", "a") as book:
        book.write(f"entered: {person}\n")
