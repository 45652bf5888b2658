from urllib.parse import quote
import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/weather/{region}")
async def weather(region: str):
    url = f"https://api.weather.example.com/v1/{quote(region, safe='')}/now"
    async with httpx.AsyncClient(timeout=5) as client:
        response = await client.get(url)
    return response.json()
