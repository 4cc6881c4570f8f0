"""The performance table: every figure beside a reference measured in the same run."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as ``serve`` sets it; numpy reads it when it is first imported
