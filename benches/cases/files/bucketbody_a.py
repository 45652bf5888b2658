import json
import os

import boto3

s3 = boto3.client("s3")
BUCKET = os.environ["BUCKET"]


def lambda_handler(event, context):
    body = json.loads(event["body"])
    user = event["requestContext"]["authorizer"]["claims"]["sub"]
    bucket = body.get("bucket", BUCKET)
    key = body["key"]
    url = s3.generate_presigned_url(
        "get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=300
    )
    return {"statusCode": 200, "body": json.dumps({"url": url, "user": user})}
