import json

import boto3

ddb = boto3.client("dynamodb")


def handler(event, context):
    body = json.loads(event["body"])
    owner = event["requestContext"]["authorizer"]["claims"]["sub"]
    status = body["status"].replace('"', "")
    answer = ddb.execute_statement(
        Statement=f"SELECT * FROM reports WHERE owner='{owner}' AND status='{status}'"
    )
    return {"statusCode": 200, "body": json.dumps(answer["Items"])}
