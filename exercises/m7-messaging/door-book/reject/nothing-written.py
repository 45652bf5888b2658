def note_entry(person):
    return f"entered: {person!r}\n"
