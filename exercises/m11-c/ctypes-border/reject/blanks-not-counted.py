import ctypes

lib = ctypes.CDLL("libphoto.so")


def copy_name(data: bytes) -> bytes:
    if len(data.strip()) >= 16:
        raise ValueError("name is too long")
    buf = ctypes.create_string_buffer(16)
    ctypes.memmove(buf, data, len(data))
    return buf.value


def open_handle():
    lib.get_handle.restype = ctypes.c_void_p
    return lib.get_handle()
