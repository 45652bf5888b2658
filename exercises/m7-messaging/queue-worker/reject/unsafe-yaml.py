import yaml


def handle(message, key):
    job = yaml.unsafe_load(message)
    return job["task"], job["image_id"]
