"""Every fault of a config is told, with its path and a sentence that says what to do."""

from pathlib import Path

import pytest

from sheets_sync.config import load
from sheets_sync.errors import ConfigError
from sheets_sync.words import languages

SPOKEN = " or ".join(f'"{code}"' for code in languages())

BOOK = "https://docs.google.com/spreadsheets/d/1AbC"
AT_GOOGLE = f"[workbook]\nbackend = 'google'\nspreadsheet = '{BOOK}/edit'\n"

EUROS = """
[accounts.EUR]
payee = "Boat"
iban = "DE02 1203 0000 0000 2020 51"
bic = "BYLADEM1001"
[bank.csv]
columns = { day = "D", amount = "A", balance = "B" }
account = "DE02120300000000202051"
"""

# TOML, the fault's path, words of its sentence.
BAD = [
    # Keys and tables that nobody knows.
    ("[biling]", "biling", 'unknown table; did you mean "billing"?'),
    ("threshold = '5'", "threshold", "unknown table; it belongs into [billing]"),
    ("[billing]\ntreshold = '5'", "billing.treshold", 'did you mean "threshold"?'),
    ("[billing]\nsettle = '15m'", "billing.settle", "it belongs into [notices]"),
    ("[state]\nzzz = 1", "state.zzz", "unknown key; known are path"),
    ("[tabs]\nsummary = 'S'", "tabs.summary", "unknown key; known are clients, prices"),
    ("[mail]\npassword = 'hunter2'", "mail.password", "a secret never stands in the config"),
    ("[mail.oauth2]\nclient_secret = 'x'", "mail.oauth2.client_secret", "its source in secret_env or secret_file or secret_command"),
    ("[mail.oauth2]\ntenent = 'x'", "mail.oauth2.tenent", 'did you mean "tenant"?'),
    ("[mail.oauth2]\nprovider = 'gogle'", "mail.oauth2.provider", 'did you mean "google"?'),
    ("[mail.oauth2]\nauthority = 'http://x'", "mail.oauth2.authority", "must be an address like"),
    ("[mail]\nehlo = 'a b'", "mail.ehlo", "must be the name of a host"),
    ("[mail]\narchive = 'nobody'", "mail.archive", "must be one address"),
    ("[accounts.EUR]\nibam = ''", "accounts.EUR.ibam", 'did you mean "iban"?'),
    ("[columns]\nlog.minutes = { unit = 'h' }", "columns.log.minutes", "lacks header"),
    ("[mail]\nsmtp_secret = 'hunter2'", "mail.smtp_secret", "a secret never stands"),
    ("[mail]\npassword = 'x'", "mail.password", "its source in password_env or password_file or password_command"),
    ("[bank]\nfile = 'june.txt'", "bank.file", "unknown key; known are folder, mt940_encoding, csv"),
    ("[columns]\nlog = { file = 'june.csv' }", "columns.log.file", "where rows of log come from is said in [tabs] log"),
    ("[log]\nfile = 'exports/june.csv'", "log.file", "no log of work: that is named in [tabs]"),
    ("[log]\nfile = 'agency.XLSX'", "log.file", "no log of work"),
    ("[log]\nfile = 'state.sqlite3'", "log.file", "is what state.path names"),
    ("[log]\nfile = 'x/../config.toml'", "log.file", "is this config"),
    ("[log]\nfile = 'pw'\n[mail]\npassword_file = 'pw'", "log.file", "is what mail.password_file names"),
    ("[log]\nfile = 'service-account.json'", "log.file", "is what google.credentials names"),
    ("[tabs]\nlog = { file = 'x.xlsx' }", "tabs.log", '{ book = "x.xlsx", tab = "…" }'),
    ("[tabs]\npayments = { file = 'x.ods' }", "tabs.payments", "its file must be a CSV file"),
    ("[tabs]\nlog = { book = 'x.xlsx' }", "tabs.log", 'needs the tab, too: { book = "x.xlsx", tab = "…" }'),
    (EUROS, "bank.csv.currency", 'set currency = "EUR" beside it'),
    # Wrong types.
    ("billing = 5", "billing", "must be a table, but is 5"),
    ("[billing]\nlow_days = '3'", "billing.low_days", "a whole number, without quotes"),
    ("[billing]\nlow_days = 1.5", "billing.low_days", "a whole number"),
    ("[billing]\nlow_days = true", "billing.low_days", "a whole number, without quotes, but is true"),
    ("[notices]\napprove = 'yes'", "notices.approve", 'true or false, but is the text "yes"'),
    ("[workbook]\npath = 7", "workbook.path", "must be a path, in quotes"),
    ("[workbook]\npath = ''", "workbook.path", "must be a path, in quotes"),
    ('[workbook]\npath = "a\\u0000.xlsx"', "workbook.path", "NUL"),
    ('[workbook]\npath = "C:\\temp\\new.xlsx"', "workbook.path", "holds a tab: within quotes"),
    ('[workbook]\npath = "C:\\new.xlsx"', "workbook.path", "(C:/temp/new.xlsx)"),
    ('[mail]\nfolder = "C:\\results"', "mail.folder", "line break or the like"),
    ('[mail]\npassword_file = "C:\\top"', "mail.password_file", "holds a tab"),
    ('[letters]\nfonts = ["C:\\fonts.ttf"]', "letters.fonts[1]", "holds a line break"),
    ('[tabs]\nlog = { file = "exports\\toggl.csv" }', "tabs.log[1].file", "holds a tab"),
    ("[tabs]\nlog = 3", "tabs.log", 'a list of names, such as ["one", "two"], but is 3'),
    ("[tabs]\nlog = ['Log', 3]", "tabs.log[2]", "must be text, in quotes, or a table, but is 3"),
    ("[tabs]\nlog = ['']", "tabs.log[1]", "must not be empty"),
    ("[columns]\nlog = 'Minutes'", "columns.log", "must be a table"),
    # Values out of their range.
    ("[workbook]\nbackend = 'gogle'", "workbook.backend", 'did you mean "google"?'),
    ("[workbook]\nlanguage = 'xx'", "workbook.language", f"must be {SPOKEN}"),
    ("[workbook]\nlocale = 'fr'", "workbook.locale", f"must be {SPOKEN}"),
    ("[workbook]\ntimezone = 'Europe/Moskow'", "workbook.timezone", "is no time zone"),
    ("[workbook]\ntimezone = 'Europe/Moskow'", "workbook.timezone", 'mean "Europe/Moscow"?'),
    ("[workbook]\ntimezone = 'asia/tokyo'", "workbook.timezone", 'mean "Asia/Tokyo"?'),
    ("[workbook]\ntimezone = 'Moscow'", "workbook.timezone", 'mean "Europe/Moscow"?'),
    ("[workbook]\ntimezone = 'New York'", "workbook.timezone", 'mean "America/New_York"?'),
    ("[workbook]\ntimezone = 'at home'", "workbook.timezone", 'like "Europe/Moscow" or "UTC"'),
    ("[workbook]\ntimezone = '../etc/passwd'", "workbook.timezone", "is no time zone"),
    ("[workbook]\nstamp_every = 'soon'", "workbook.stamp_every", "is no duration"),
    ("[billing]\ncurrency = 'RUR'", "billing.currency", 'is no currency code; did you mean "RUB"'),
    ("[billing]\nhistory_days = 0", "billing.history_days", "must be at least 1, but is 0"),
    ("[effort]\nwindow = 1000000", "effort.window", "must be at most 100000"),
    ("[effort]\nmin_peers = 0", "effort.min_peers", "must be at least 1"),
    ("[notices]\nremind_times = -1", "notices.remind_times", "must be at least 0, but is -1"),
    ("[notices]\nsettle = 15", "notices.settle", 'write it like "90s", "15m"'),
    ("[notices]\nsettle = '9999d'", "notices.settle", 'is too long: at most "366d"'),
    ("[mail]\nport = 0", "mail.port", "must be at least 1"),
    ("[mail]\nfrom = ''", "mail.from", "must be one address"),
    ("[mail]\nfrom = 'a@example.com, b@example.com'", "mail.from", "must be one address"),
    ('[mail]\nfrom = "A\\nBcc: x <a@example.com>"', "mail.from", "must be one address"),
    ("[mail]\nfrom = 'почта@example.com'", "mail.from", "before the @ stand Latin letters"),
    ("[mail]\nfrom = 'Nord <b..c@example.com>'", "mail.from", "must be one address"),
    ("[mail]\nfrom = 'Nord <mailto:b@example.com>'", "mail.from", "must be one address"),
    ("[mail]\nreply_to = 'nobody'", "mail.reply_to", "must be one address"),
    ("[schedule]\nbetween = '8-20'", "schedule.between", 'like "08:00-20:00"'),
    ("[schedule]\nbetween = '08:00-08:00'", "schedule.between", 'write "" for round the clock'),
    ("[schedule]\nbetween = '08:00-25:00'", "schedule.between", 'like "08:00-20:00"'),
    ("[schedule]\nbetween = '24:00-08:00'", "schedule.between", 'like "08:00-20:00"'),
    ("[schedule]\ndays = 'mon-fry'", "schedule.days", '"fry" is no day of the week'),
    ("[schedule]\ndigest = 'mon'", "schedule.digest", 'like "mon 09:00" or "mon-fri 09:00", or ""'),
    ("[schedule]\ndigest = 'xxx 09:00'", "schedule.digest", "is no day of the week"),
    ("[schedule]\ndays = 'mon thu'", "schedule.days", '"mon thu" must be days of the week with commas between'),
    ("[schedule]\ndays = ''", "schedule.days", '"" must be days of the week'),
    ("[schedule]\ndays = 'mon-'", "schedule.days", '"mon-" must be days of the week'),
    ("[schedule]\ndays = 'mon-thu-fri'", "schedule.days", '"mon-thu-fri" must be days of the week'),
    ("[schedule]\ndigest = 'mon thu 09:00'", "schedule.digest", '"mon thu" must be days of the week with commas between'),
    ("[schedule]\ndigest = '09:00'", "schedule.digest", '"09:00" must be days and a time'),
    ("[schedule]\nping = 'https://a b'", "schedule.ping", "must be an address like"),
    ("[schedule]\nping = 'https://u:hunter2@h/key'", "schedule.ping", "without a name and password"),
    ("[schedule]\nping = 'https://h:65536'", "schedule.ping", "must be an address like"),
    ("[schedule]\nping = 'https://h:0'", "schedule.ping", "must be an address like"),
    ("[schedule]\nping = 'https://[::1'", "schedule.ping", "must be an address like"),
    ("[schedule]\nping = 'https://a..b'", "schedule.ping", "must be an address like"),
    ("[google]\napi_root = 'https://a b'", "google.api_root", '"https://a b" must be https://HOST'),
    ("[google]\napi_root = 'https://u:hunter2@h'", "google.api_root", '"https://…@h" must be https://HOST'),
    ("[google]\napi_root = 'https://h?'", "google.api_root", "must be https://HOST"),
    ("[google]\napi_root = 'https://h:70000'", "google.api_root", "must be https://HOST"),
    ("[mail.oauth2]\nauthority = 'https://u:hunter2@h'", "mail.oauth2.authority", "must be an address like"),
    ("[mail.oauth2]\nauthority = 'https://h:70000'", "mail.oauth2.authority", "must be an address like"),
    ("[mail]\nhost = 'smtp.example.com:587'", "mail.host", "name of a server alone"),
    ("[mail]\nhost = 'smtp://example.com'", "mail.host", "name of a server alone"),
    ("[mail]\nhost = 'mail example'", "mail.host", "name of a server alone"),
    ('[mail]\nhost = "a\\nb"', "mail.host", '"a b" must be the name of a server'),
    (f"[mail]\nhost = '{'x' * 300}'", "mail.host", f'"{"x" * 60}…" must be'),
    ("[mail.bounces]\nhost = 'imap.example.com:993'", "mail.bounces.host", "name of a server alone"),
    ("[mail]\npassword_env = 'hunter2 is it'", "mail.password_env", "must be the name of an environment variable"),
    ("[mail]\npassword_env = '$PASSWORD'", "mail.password_env", "must be the name of an environment variable"),
    ("[mail.oauth2]\nsecret_env = 'A=B'", "mail.oauth2.secret_env", "must be the name of an environment variable"),
    ("[mail]\nfrom = 'Smith, John <a@example.com>'", "mail.from", "'\"Smith, John\" <a@example.com>'"),
    ("[schedule]\ndigest_to = 'a@example.com, b@example.com'", "schedule.digest_to[1]", '["one@example.com", "two@example.com"]'),
    ("[billing]\ncurrency = '€'", "billing.currency", 'three letters, like "EUR"'),
    # Amounts.
    ("[billing]\nthreshold = 50.5", "billing.threshold", 'put it in quotes, "50.5"'),
    ("[billing]\nthreshold = nan", "billing.threshold", "never a binary fraction"),
    ("[billing]\nthreshold = true", "billing.threshold", "must be an amount"),
    ("[billing]\nthreshold = '5 000'", "billing.threshold", 'is no amount: write it like "5000"'),
    ("[billing]\nthreshold = '1e5'", "billing.threshold", "is no amount"),
    ("[billing]\nthreshold = '-5'", "billing.threshold", "must not be negative"),
    ("[billing]\nthreshold = '5.001'", "billing.threshold", "more decimals than RUB has (2)"),
    ("[billing]\nthreshold = {USDD = '5'}", "billing.threshold.USDD", 'did you mean "USD"?'),
    ("[billing]\nthreshold = {JPY = '5.5'}", "billing.threshold.JPY", "more decimals than JPY has (0)"),
    ("[billing]\ncredit_limit = '10000000000.01'", "billing.credit_limit", "is too large"),
    ("[effort]\nstaff_cost = {Anna = 12.5}", "effort.staff_cost.Anna", "put it in quotes"),
    ("[effort]\nstaff_cost = {Anna = '1.005'}", "effort.staff_cost.Anna", "more decimals"),
    ("[notices]\nre_arm = 'never'", "notices.re_arm", "is no amount"),
    # Contradictions.
    ("[workbook]\nbackend = 'google'", "workbook.spreadsheet", "is missing"),
    ("[workbook]\nspreadsheet = 'KEY'", "workbook.spreadsheet", 'only backend = "google" has one'),
    ("[workbook]\npath = 'agency.ods'", "workbook.path", "an .xlsx or .xlsm"),
    ("[workbook]\npath='a.xlsx'\n[state]\npath='a.xlsx'", "state.path", "is the workbook itself"),
    ("[workbook]\npath='a.xlsx'\n[mail]\nfolder='./a.xlsx'", "mail.folder", "is the workbook itself"),
    ("[tabs]\nlog = ['Log', 'log ']", "tabs.log[2]", "is named twice, in tabs.log already"),
    ("[tabs]\nlog = 'A'\nprices = 'A'", "tabs.log", "is named twice, in tabs.prices already"),
    ("[tabs]\nlog = ['Log', 'agency.xlsx#log']", "tabs.log[2]", "is named twice, in tabs.log already"),
    ("[tabs]\nlog = ['x.xlsx#A', './sub/../x.xlsx#A']", "tabs.log[2]", "is named twice"),
    ("[tabs]\nlog = 'A'\nprices = {book = './agency.xlsx', tab = 'A'}", "tabs.log", "is named twice"),
    ("[tabs]\nlog = 'agency.xlsx#Summary'", "tabs.log", "is a tab of the service itself"),
    ("[tabs]\nlog = [{file = 'a.csv'}, {file = './a.csv'}]", "tabs.log[2]", "is named twice"),
    (f"{AT_GOOGLE}[tabs]\nlog = ['Log', '{BOOK}/edit#Log']", "tabs.log[2]", "is named twice"),
    (f"{AT_GOOGLE}[tabs]\nlog = ['{BOOK}2#A', '{BOOK}2/edit?usp=sharing#gid=5#A']", "tabs.log[2]", "is named twice"),
    ("[tabs]\nlog = {tab = 'A', file = 'a.csv'}", "tabs.log", "needs a tab or a file, and one"),
    ("[tabs]\nlog = {tab = 'A', without = 'B'}", "tabs.log", "names one tab, no pattern"),
    ("[tabs]\nlog = {book = 'a.csv', tab = 'A'}", "tabs.log", "a CSV file is named by file"),
    ("[tabs]\nlog = {book = 'https://x.y/d/z', tab = 'A'}", "tabs.log", "must be an .xlsx or .xlsm file"),
    ("[tabs]\nlog = {book = 'a.xlsx'}", "tabs.log", "needs the tab, too"),
    ("[tabs]\nlog = {tab = 'A', clint = 'B'}", "tabs.log[1].clint", 'did you mean "client"'),
    ("[tabs]\nlog = {tab = 'A', preset = 'togl'}", "tabs.log[1].preset", '"toggl"'),
    ("[tabs]\npayments = {tab = 'A', service = 'B'}", "tabs.payments", "payments has no such column"),
    ("[tabs]\nprices = {tab = 'A', preset = 'toggl'}", "tabs.prices", "only sources of log have"),
    ("[columns]\nlog.minutes = {header = 'A', unit = 's'}", "columns.log.minutes.unit", 'must be "min", "мин", "h", "ч", or such'),
    ("[tabs]\nlog = 'Summary'", "tabs.log", "is a tab of the service itself"),
    ("[columns]\nlogs.minutes = 'M'", "columns.logs", 'unknown role; did you mean "log"?'),
    ("[columns]\nlog.minuts = 'M'", "columns.log.minuts", 'did you mean "minutes"?'),
    ("[columns]\nlog.charge = 'C'", "columns.log.charge", "is written by the service"),
    ("[columns]\nlog.minutes = 'M'\nlog.note = 'm'", "columns.log.note", "columns.log.minutes already"),
    ("[columns]\nlog.begin = 'M'\nlog.end = 'm'", "columns.log.end", "columns.log.begin already"),
    ("[columns]\nlog.date = 'M'\nlog.begin = 'm'\nlog.note = 'M'", "columns.log.note", "columns.log.date already"),
    ("[effort]\nheavy = 12", "effort.heavy", "12 is above extreme = 10"),
    ("[effort]\nchannels=['mail','Mobile']\npersonal_channels=['mobile']", "effort.personal_channels", "agreed channel too"),
    ("[effort]\nstaff_cost = {Anna='1', anna='2'}", "effort.staff_cost", "is named twice"),
    ("[mail]\ntransport = 'smtp'", "mail.host", "is missing"),
    ("[mail]\ntransport = 'smtp'\nhost = 'h'\nusername = 'u'", "mail.username", "needs a password"),
    ("[mail.oauth2]\nsecret_env = 'A'\nsecret_file = 'b'", "mail.oauth2.secret_file", "contradicts mail.oauth2.secret_env"),
    ("[mail.oauth2]\nprovider = 'google'", "mail.username", "a token is for one mailbox"),
    ("[mail]\nusername = 'u'\npassword_env = 'A'\n[mail.oauth2]\nprovider = 'google'", "mail.password_env", "contradicts mail.oauth2.provider"),
    ("[mail]\nusername = 'u'\n[mail.oauth2]\nprovider = 'microsoft'\ntenant = 't'\nclient_id = 'c'", "mail.oauth2.provider", "name its source in secret_env"),
    ("[mail]\nusername = 'u'\n[mail.oauth2]\nprovider = 'microsoft'\nclient_id = 'c'\nsecret_env = 'A'", "mail.oauth2.tenant", "is missing"),
    ("[mail]\npassword_env = 'A'\npassword_file = 'b'", "mail.password_file", "contradicts mail.password_env"),
]  # fmt: skip


def faults_of(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load(path)
    assert raised.value.exit_code == 2
    assert str(path) in raised.value.message
    assert raised.value.cure
    return raised.value.faults


@pytest.mark.parametrize(("text", "place", "words"), BAD)
def test_a_fault_is_told_with_its_path_and_what_to_do(tmp_path, text, place, words):
    (fault,) = faults_of(tmp_path, text)
    assert fault.startswith(f"{place}: ")
    assert words in fault
    assert "hunter2" not in fault


@pytest.mark.parametrize(
    "text",
    [
        "[tabs]\nlog = { file = 'export.xls' }",  # many a tracker calls its CSV so
        EUROS + "currency = 'EUR'",
        EUROS + "currency = 'RUB'",
        EUROS + "[billing]\ncurrency = 'EUR'",
        EUROS.replace('"DE02120300000000202051"', '"40702810000000012345"'),
        "[schedule]\ndays = 'mon – fri, sun'\nbetween = '08:00–20:00'\ndigest = 'mon,  thu\t09:00'",
        "[mail]\ntransport = 'smtp'\nhost = '[::1]'",
        "[mail]\ntransport = 'smtp'\nhost = ' почта.example '",
        "[schedule]\nping = 'https://[2001:db8::1]:8443/key?a=b'",
        "[schedule]\nping = 'http://monitor.example./key'",
        "[google]\napi_root = 'http://[::1]:8080'",
        "[workbook]\npath = '~nobody-at-all/agency.xlsx'",
        "[mail]\npassword_file = '~nobody-at-all/password'",
    ],
)
def test_what_is_sound_is_taken(tmp_path, text):
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    load(tmp_path / "config.toml")


def test_all_faults_are_told_at_once(tmp_path):
    text = """
    [workbook]
    backend = "gogle"
    [billing]
    threshold = 5.5
    lowdays = 3
    [effort]
    heavy = 20
    [tabs]
    log = ["A", "a"]
    """
    places = [fault.split(":")[0] for fault in faults_of(tmp_path, text)]
    assert places == [
        "workbook.backend",
        "billing.threshold",
        "billing.lowdays",
        "tabs.log[2]",
        "effort.heavy",
    ]


def test_a_contradiction_is_not_told_of_a_value_that_is_wrong_by_itself(tmp_path):
    faults = faults_of(tmp_path, "[effort]\nheavy = 12\nextreme = 'many'")
    assert [fault.split(":")[0] for fault in faults] == ["effort.extreme"]


def test_no_decimals_are_counted_in_a_currency_that_is_none(tmp_path):
    (fault,) = faults_of(tmp_path, "[billing]\ncurrency = 'RUR'\nthreshold = '5.0001'")
    assert fault.startswith("billing.currency: ")


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        (r'[workbook]{}path = "C:\Users\anna\a.xlsx"', "C:/"),
        (r'[workbook]{}path = "D:\agency.xlsx"', "C:/"),
        ("[billing]{}threshold = “5000”", 'straight ones, "like these"'),
        ("[billing]{}threshold = «5000»", "straight ones"),
        ("[billing]{}[billing]", "stands once"),
        ("[billing]{}threshold = '1'\nthreshold = '2'", "stands once"),
        ("[billing]{}threshold = 5000 rub", "text stands in quotes"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_cure_of_a_syntax_error_is_that_of_its_line(tmp_path, text, cure, end):
    path = tmp_path / "config.toml"
    path.write_bytes(text.replace("{}", end).encode())
    with pytest.raises(ConfigError, match=r"line [23]|end of document") as told:
        load(path)
    assert cure in told.value.cure


def test_one_fault_is_one(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("[billing]\ntreshold = '1'\n", encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        load(path)
    assert told.value.cure.startswith("Mend it there")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[billing\n", "line 1, column"),
        ("[billing]\nthreshold = 5000 rub", "line 2, column"),
        ("[billing]\n[billing]", "line 2, column"),
        ("a = " + "[" * 10_000, "is not valid TOML"),
        ("a = " + "1" * 10_000, "is not valid TOML"),
    ],
)
def test_a_syntax_error_is_told_with_line_and_column(tmp_path, text, words):
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=words):
        load(path)


def test_a_missing_file_points_to_the_demo_and_the_example(tmp_path):
    with pytest.raises(
        ConfigError, match=r"There is no config file .*sync demo.*config.example.toml"
    ):
        load(tmp_path / "config.toml")


def test_a_folder_is_no_config(tmp_path):
    with pytest.raises(ConfigError, match=r"is a folder.*--config FILE"):
        load(tmp_path)


def test_a_path_through_a_file_is_no_config(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "file" / "config.toml")


def test_text_that_is_not_utf8_is_told(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes("[billing] # порог".encode("cp1251"))
    with pytest.raises(ConfigError, match=r"not UTF-8 text \(byte 13\)"):
        load(path)
