from fastapi import FastAPI

import admin

app = FastAPI()
app.include_router(admin.router, prefix="/admin")
