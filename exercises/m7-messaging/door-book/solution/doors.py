def note_entry(person):
    """Add a line to the book at the door."""
    with open("/srv/doors.txt", "a") as book:
        book.write(f"entered: {person!r}\n")
