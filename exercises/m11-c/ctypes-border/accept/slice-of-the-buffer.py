import ctypes

lib = ctypes.CDLL("libphoto.so")


def copy_name(data: bytes) -> bytes:
    buf = ctypes.create_string_buffer(16)
    if len(data) >= 16:
        raise ValueError
    buf[: len(data)] = data
    return buf.value


lib.get_handle.argtypes = ()
lib.get_handle.restype = ctypes.c_void_p


def open_handle():
    return lib.get_handle()
