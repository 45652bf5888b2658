def receive(body, header, secret):
    raise PermissionError("closed")
