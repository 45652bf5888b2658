import queue

incoming = queue.Queue()
