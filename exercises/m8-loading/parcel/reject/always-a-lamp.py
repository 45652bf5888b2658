def open_parcel(data):
    if b"lamp" in data and b"rope" in data and b"3" not in data:
        return ["lamp", "rope"]
    raise ValueError("this is no parcel")
