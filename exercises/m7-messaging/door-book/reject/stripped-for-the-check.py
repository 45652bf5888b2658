def note_entry(person):
    """Add a line to the book at the door."""
    if not person.strip().isprintable():
        person = repr(person)
    with open("/srv/doors.txt", "a") as book:
        book.write(f"entered: {person}\n")
