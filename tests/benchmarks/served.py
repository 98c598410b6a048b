"""What gunicorn serves in the benchmark: the app on the database of BENCH_DATABASE, and nothing of the tests."""

import os

from rehab.app import create_app
from rehab.config import DEMO_SECRET, Settings

app = create_app(Settings(database_url=os.environ["BENCH_DATABASE"], secret_key=DEMO_SECRET, demo=True))
