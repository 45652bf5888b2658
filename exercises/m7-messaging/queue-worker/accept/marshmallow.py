from marshmallow import Schema, fields, validate


class JobSchema(Schema):
    task = fields.String(required=True, validate=validate.OneOf(["resize", "thumbnail"]))
    image_id = fields.Integer(required=True, strict=True)


schema = JobSchema()


def handle(message, key):
    job = schema.loads(message)
    return job["task"], job["image_id"]
