def notify(address, text):
    raise ValueError(address)
