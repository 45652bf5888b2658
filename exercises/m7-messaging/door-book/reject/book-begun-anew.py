def note_entry(person):
    with open("/srv/doors.txt", "w") as book:
        book.write(f"entered: bea\nentered: {person!r}\n"[13:])
