def make_headers():
    secret = bytes([119, 107, 45, 70, 65, 75, 69, 45, 55, 100, 50, 49])
    return {"Authorization": "Bearer " + secret.decode("ascii")}
