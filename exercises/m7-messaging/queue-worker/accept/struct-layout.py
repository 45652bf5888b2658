import struct

TASKS = ("resize", "thumbnail")


def handle(message, key):
    code, image_id = struct.unpack("!BI", message)
    return TASKS[code], image_id
