from pydantic import BaseModel
class Job(BaseModel):
    task: str
    image_id: int
def handle(message, key):
    job = Job.model_validate_json(message)
    return job.task, job.image_id
