"""The project package: wiring only."""

import os

# Arrays here are small: threads of the linear algebra would wait for each other longer than they compute (a night's
# scores cost three times the CPU), and another number of them may change the last digit of a replayed decision.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
