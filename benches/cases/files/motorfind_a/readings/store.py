import motor.motor_tornado

client = motor.motor_tornado.MotorClient("mongodb://mongo/readings")


async def readings(query):
    async for document in client.readings.values.find(query, {"_id": 0}):
        yield document
