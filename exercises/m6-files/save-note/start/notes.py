def save_note(base, name, text):
    """Write the text into the file of this name in the folder."""
    raise NotImplementedError("your turn")
