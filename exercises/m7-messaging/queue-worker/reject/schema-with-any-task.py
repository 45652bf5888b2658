from marshmallow import Schema, fields


class JobSchema(Schema):
    task = fields.String(required=True)
    image_id = fields.Integer(required=True, strict=True)


def handle(message, key):
    job = JobSchema().loads(message)
    return job["task"], job["image_id"]
