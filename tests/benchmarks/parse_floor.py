"""What no program can do without: orjson's parse of an answer. `python -m ... FILE`, one process.

Prints a JSON line: CPU seconds of the parse, and whether it was one.
"""

import gc
import json
import sys
import time
from pathlib import Path

import orjson

if "nogc" in sys.argv:
    gc.disable()
raw = Path(sys.argv[1]).read_bytes()
started = time.process_time()
found = orjson.loads(raw)
seconds = time.process_time() - started
print(json.dumps({"parse": seconds, "ranges": len(found["valueRanges"])}))
