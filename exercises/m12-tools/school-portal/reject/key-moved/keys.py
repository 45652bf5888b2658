SECRET_KEY = "robert-and-the-tables-2020"
