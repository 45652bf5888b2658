import json

import boto3

ddb = boto3.client("dynamodb")


def handler(event, context):
    body = json.loads(event["body"])
    owner = event["requestContext"]["authorizer"]["claims"]["sub"]
    answer = ddb.execute_statement(
        Statement="SELECT * FROM reports WHERE owner=? AND status=?",
        Parameters=[{"S": owner}, {"S": str(body["status"])}],
    )
    return {"statusCode": 200, "body": json.dumps(answer["Items"])}
