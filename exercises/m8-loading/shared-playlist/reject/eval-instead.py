def read_playlist(text):
    return eval(text)
