"""All running balances by what else one would use: ledger, beancount, LibreOffice's SUMIFS.

The two plain-text accounts are given charges already worked out, which is most of the work;
LibreOffice looks prices up by formulas, as a user would. What is not installed is left out.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import openpyxl

from sheets_sync.billing.currency import to_major
from tests.benchmarks.measuring import Command, Measured, measure, medians
from tests.benchmarks.synthetic import CLIENTS, DIGESTS, START, Data, charges, synthetic, tabs

OURS = "sheets-sync, bytes to balances"
OFFICE = "LibreOffice, SUMIFS"
BEANCOUNT = """
import json, os, sys
os.environ["BEANCOUNT_DISABLE_LOAD_CACHE"] = "1"
from beancount import loader
from beancount.core import realization
entries, errors, _ = loader.load_file(sys.argv[1])
assert not errors
tree, count = realization.realize(entries), 0
for account in realization.iter_children(realization.get(tree, "Liabilities:Prepaid"), leaf_only=True):
    count += sum(1 for _ in realization.iterate_with_balance(account.txn_postings))
print(json.dumps({"postings": count}))
"""
RECALCULATE = (
    '<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item '
    'oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
    'oor:op="fuse"><value>0</value></prop></item></oor:items>'
)


def compare(rows: int, times: int, *, office: bool = True) -> str:
    """A table of whole processes, and how many times ours each takes."""
    data = synthetic(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = _ours(folder, data)
        peers = _peers(folder, data)
        slow = peers.pop(OFFICE, None)
        steps = {label: _step(command) for label, command in {OURS: ours, **peers}.items()}
        found = medians(times, steps)
        if found[OURS].told["digest"] != DIGESTS[rows]:
            raise SystemExit("The balances are wrong.")
        if slow and office:
            found[OFFICE] = measure(slow)
    base, work = found[OURS].wall, found[OURS].told["work"]
    lines = [
        f"| {label} | {each.wall:.2f} s | {each.wall / base:.0f} × | {each.wall / work:.0f} × |"
        for label, each in found.items()
    ]
    head = f"| all running balances, {rows:,} rows | wall | ÷ ours | ÷ ours beyond imports |"
    return "\n".join([head, "| --- | ---: | ---: | ---: |", *lines])


def _step(command: Command) -> Callable[[], Measured]:
    return lambda: measure(command)


def _ours(folder: Path, data: Data) -> Command:
    ranges = [
        {
            "range": f"{title}!A1:{chr(64 + len(lines[0]))}{len(lines)}",
            "values": [
                ["" if cell is None else cell for cell in column]
                for column in zip(*lines, strict=True)
            ],
        }
        for title, lines in tabs(data).items()
    ]
    answer = folder / "answer.json"
    answer.write_text(
        json.dumps({"valueRanges": ranges}, ensure_ascii=False, separators=(",", ":"))
    )
    return sys.executable, "-m", "tests.benchmarks.balances", str(answer)


def _peers(folder: Path, data: Data) -> dict[str, Command]:
    found: dict[str, Command] = {}
    journal = _journal(folder, data)
    if shutil.which("ledger"):
        found["ledger"] = (
            "ledger", "--args-only", "-f", f"{journal}.ledger", "--group-by", "account", "reg", "Prepaid",
        )  # fmt: skip
    if find_spec("beancount"):
        found["beancount"] = (sys.executable, "-c", BEANCOUNT, f"{journal}.beancount")
    if shutil.which("soffice"):
        found[OFFICE] = _office(folder, data)
    return found


def _journal(folder: Path, data: Data) -> Path:
    events = [(each.day, 0, at) for at, each in enumerate(data.payments)]
    events += [(each.day, 1, at) for at, each in enumerate(data.log)]
    charged = charges(data)
    path = folder / "journal"
    with Path(f"{path}.ledger").open("w") as ledger, Path(f"{path}.beancount").open("w") as bean:
        accounts = [
            "Assets:Bank",
            "Income:Services",
            *(f"Liabilities:Prepaid:{c}" for c in CLIENTS),
        ]
        bean.writelines(f"{START} open {account} EUR\n" for account in accounts)
        for day, kind, at in sorted(events):
            client = data.log[at].client if kind else data.payments[at].client
            cents = -charged[at] if kind else data.payments[at].cents
            other = "Income:Services" if kind else "Assets:Bank"
            amount, less = to_major(cents, "EUR"), to_major(-cents, "EUR")
            account = f"Liabilities:Prepaid:{client}"
            ledger.write(f"{day} {kind}-{at}\n    {account}    {amount} EUR\n    {other}\n\n")
            bean.write(
                f'{day} * "{kind}-{at}"\n  {account}  {amount} EUR\n  {other}  {less} EUR\n\n'
            )
    return path


def _office(folder: Path, data: Data) -> Command:
    book = openpyxl.Workbook(write_only=True)
    made = tabs(data)
    prices, payments = made["Prices"], made["Payments"]
    for title, lines in (("Prices", prices), ("Payments", payments)):
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(["*" if cell is None else cell for cell in line])
    sheet = book.create_sheet("Log")
    for at, line in enumerate(made["Log"], 1):
        sheet.append([*line, *_formulas(at, len(prices), len(payments))] if at > 1 else line)
    path = folder / "office.xlsx"
    book.save(path)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    return (
        "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "csv",
        "--outdir", str(folder), str(path),
    )  # fmt: skip


def _formulas(row: int, prices: int, payments: int) -> Iterator[str]:
    client, service, cents, since = (f"Prices!${c}$2:${c}${prices}" for c in "ABCD")
    day, payer, amount = (f"Payments!${c}$2:${c}${payments}" for c in "ABC")
    own = f'{client},B{row},{service},D{row},{since},"<="&A{row}'
    everyone = f'{client},"~*",{service},D{row},{since},"<="&A{row}'
    yield f"=_xlfn.MAXIFS({since},{own})"
    yield (
        f"=IF(J{row}>0,SUMIFS({cents},{client},B{row},{service},D{row},{since},J{row}),"
        f'SUMIFS({cents},{client},"~*",{service},D{row},{since},_xlfn.MAXIFS({since},{everyone})))'
    )
    yield f"=ROUND(K{row}*E{row},2)"
    yield (
        f'=SUMIFS({amount},{payer},B{row},{day},"<="&A{row})-SUMIFS(L$2:L{row},B$2:B{row},B{row})'
    )
