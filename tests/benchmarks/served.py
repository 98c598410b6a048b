"""`python -m tests.benchmarks.served PORT`: the app on the database of BENCH_DATABASE, served as `rehab serve` does."""

import os
import sys

from rehab import server
from rehab.app import create_app
from rehab.config import DEMO_SECRET, Settings

if __name__ == "__main__":
    settings = Settings(database_url=os.environ["BENCH_DATABASE"], secret_key=DEMO_SECRET, demo=True)
    server.serve(create_app(settings), host="127.0.0.1", port=int(sys.argv[1]), workers=2)
