from marshmallow import Schema, fields, validate


class DocSchema(Schema):
    name = fields.Str(required=True, validate=validate.OneOf(["terms", "privacy", "imprint"]))
