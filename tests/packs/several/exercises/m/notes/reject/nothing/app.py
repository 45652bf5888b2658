from store import notes_of


def show(author):
    notes_of(author)
    return []
