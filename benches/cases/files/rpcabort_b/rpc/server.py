import os
from concurrent import futures

import grpc

from . import files_pb2, files_pb2_grpc

ROOT = "/srv/shared"


class Files(files_pb2_grpc.FilesServicer):
    def Read(self, request, context):
        path = os.path.realpath(os.path.join(ROOT, request.name))
        if not path.startswith(ROOT + os.sep):
            context.abort(grpc.StatusCode.NOT_FOUND, "no such file")
        with open(path, "rb") as fh:
            return files_pb2.Chunk(data=fh.read())


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(4))
    files_pb2_grpc.add_FilesServicer_to_server(Files(), server)
    server.add_insecure_port("127.0.0.1:50051")
    server.start()
