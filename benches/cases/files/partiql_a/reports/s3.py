import boto3

s3 = boto3.client("s3")


def presign(key):
    return s3.generate_presigned_url("get_object", Params={"Bucket": "reports", "Key": key}, ExpiresIn=300)
