import json

import jsonschema

SCHEMA = {
    "type": "object",
    "properties": {
        "task": {"enum": ["resize", "thumbnail"]},
        "image_id": {"type": "integer"},
    },
    "required": ["task", "image_id"],
    "additionalProperties": False,
}


def handle(message, key):
    job = json.loads(message)
    jsonschema.validate(job, SCHEMA)
    return job["task"], job["image_id"]
