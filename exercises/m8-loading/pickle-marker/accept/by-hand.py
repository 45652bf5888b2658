PAYLOAD = b"cbuiltins\nprint\n(Vx\ntR."
