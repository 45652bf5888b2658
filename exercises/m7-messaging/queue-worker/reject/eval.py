def handle(message, key):
    job = eval(message)
    return job["task"], job["image_id"]
