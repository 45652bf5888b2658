import os, re, uuid


def save_upload(base, filename, data):
    m = re.search(r"\.(png|jpg|gif)\Z", filename, re.IGNORECASE)
    if m is None:
        raise ValueError("no picture")
    if len(data) > 5_000_000:
        raise ValueError("too large")
    path = os.path.join(base, str(uuid.uuid4()) + "." + m.group(1).lower())
    with open(path, "xb") as f:
        f.write(data)
    return path
