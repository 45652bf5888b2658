def handle(message, key):
    job = eval(message.decode(), {"__builtins__": {}})
    return job["task"], job["image_id"]
