class FilesServicer:
    def Read(self, request, context):
        raise NotImplementedError


def add_FilesServicer_to_server(servicer, server):
    pass
