def read_playlist(text):
    return {}
