def note_entry(person):
    with open("/srv/doors.txt", "a") as book:
        book.write("entered: somebody\n")
