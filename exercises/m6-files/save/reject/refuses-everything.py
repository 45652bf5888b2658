def save_upload(base, filename, data):
    raise ValueError("no uploads, thank you")
