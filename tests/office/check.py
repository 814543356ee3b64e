"""What stands in the files that irp report makes, read by others: zip and XML by Python, tables and documents by LibreOffice, CSV by Python.

    check.py package FILE...            archives, their XML, what they declare; no formulas; fixed times
    check.py tables IRP DAY FOLDER NAME SOURCE...   NAME-xlsx.fods and NAME-ods.fods (LibreOffice's reading) against irp's own CSV, cell by cell
    check.py words IRP DAY FOLDER NAME SOURCE...    NAME.fodt against irp's JSON of the same document, text by text
    check.py calendar IRP DAY ICAL SOURCE...        libical's reading against irp's CSV
    check.py hostile FILE               writes a plan whose every text would be something else in a careless format
    check.py mutants OFFICE STREAM FORM  irp-office is given broken streams: it refuses each or makes a file, and never dies
    check.py grows IRP FOLDER FORMAT    20,000 actions take about twice the time of 10,000, and bounded memory

Each check that does not hold is printed; the last line is "N passed, N failed".
"""
import calendar, csv, datetime, io, json, posixpath, re, resource, subprocess, sys, time, zipfile
import xml.etree.ElementTree as ET

passed = failed = 0


def check(what, fine):
    global passed, failed
    if fine:
        passed += 1
    else:
        failed += 1
        if failed < 30:
            print('office: not so:', what)


def done():
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed > 0 or passed == 0)


def local(tag):
    return tag.rsplit('}', 1)[-1]


# ---- archives

def relations(z, name):
    folder = posixpath.dirname(posixpath.dirname(name))
    for r in ET.fromstring(z.read(name)):
        if r.get('TargetMode') != 'External':
            target = r.get('Target')
            yield target.lstrip('/') if target.startswith('/') else posixpath.normpath(posixpath.join(folder, target))
        else:
            yield None


def check_ooxml(file, z, names):
    types = ET.fromstring(z.read('[Content_Types].xml'))
    endings = {t.get('Extension') for t in types if local(t.tag) == 'Default'}
    parts = {t.get('PartName').lstrip('/') for t in types if local(t.tag) == 'Override'}
    for n in names:
        if n != '[Content_Types].xml':
            check(f'{file}: {n} has a type', n in parts or n.rsplit('.', 1)[-1] in endings)
    for p in parts:
        check(f'{file}: {p}, which has a type, is there', p in names)
    for n in names:
        if n.endswith('.rels'):
            for target in relations(z, n):
                check(f'{file}: {n} leads to parts of the file: {target}', target in names)


def check_odf(file, z, infos):
    raw = open(file, 'rb').read()
    check(f'{file}: mimetype comes first, as it is', infos[0].filename == 'mimetype' and infos[0].compress_type == 0 and raw[30:38] == b'mimetype')
    kind = z.read('mimetype').decode()
    check(f'{file}: mimetype starts at byte 38', raw[38:38 + len(kind)] == kind.encode())
    listed = {e.get('{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path') for e in ET.fromstring(z.read('META-INF/manifest.xml'))}
    for i in infos:
        if i.filename not in ('mimetype', 'META-INF/manifest.xml'):
            check(f'{file}: the manifest lists {i.filename}', i.filename in listed)


def check_package(file):
    z = zipfile.ZipFile(file)
    infos = z.infolist()
    names = [i.filename for i in infos]
    check(f'{file}: its sums are right', z.testzip() is None)
    check(f'{file}: no part stands twice', len(names) == len(set(names)))
    for i in infos:
        check(f'{file}: {i.filename} has the fixed time', i.date_time == (1980, 1, 1, 0, 0, 0))
        if not i.filename.endswith(('.xml', '.rels')):
            continue
        tree = ET.fromstring(z.read(i.filename))
        formulas = [e for e in tree.iter() if local(e.tag) == 'f' or any(local(a) == 'formula' for a in e.attrib)]
        check(f'{file}: {i.filename} holds no formula', not formulas)
    if file.endswith('.ods'):
        check_odf(file, z, infos)
    else:
        check_ooxml(file, z, names)
        core = z.read('docProps/core.xml').decode()
        check(f'{file}: it has a title', re.search(r'<dc:title>[^<]+</dc:title>', core))


# ---- tables

TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'


def words_of(e):
    """The text of a paragraph: blanks and tabs are elements."""
    out = e.text or ''
    for c in e:
        tag = local(c.tag)
        if tag == 's':
            out += ' ' * int(c.get(TEXT + 'c', '1'))
        elif tag == 'tab':
            out += '\t'
        elif tag == 'line-break':
            out += '\n'
        elif tag not in ('annotation', 'note'):
            out += words_of(c)
        out += c.tail or ''
    return out


def cells_of(row):
    cells = []
    for c in row:
        if local(c.tag) in ('table-cell', 'covered-table-cell'):
            cell = (c.get(OFFICE + 'value-type'), c.get(OFFICE + 'value'), c.get(OFFICE + 'date-value'), '\n'.join(words_of(p) for p in c if local(p.tag) == 'p'))
            times = int(c.get(TABLE + 'number-columns-repeated', '1'))
            cells += [cell] * (times if times < 300 else 1)
    while cells and cells[-1][0] is None:
        cells.pop()
    return cells


def sheets_of(file):
    sheets = {}
    for t in ET.parse(file).iter(TABLE + 'table'):
        rows = []
        for r in t.iter(TABLE + 'table-row'):
            cells = cells_of(r)
            if cells:
                rows += [cells] * int(r.get(TABLE + 'number-rows-repeated', '1'))
        sheets[t.get(TABLE + 'name')] = rows
    return sheets


def irp_csv(irp, day, sources, sheet=None, plain=True):
    words = [irp, 'report', '-q', '--to', 'csv', '--today', day] + (['--plain'] if plain else []) + (['--sheet', sheet] if sheet else []) + sources
    text = subprocess.run(words, capture_output=True, check=False).stdout.decode()
    return list(csv.reader(io.StringIO(text, newline=''), strict=True))


PICTURES = {c: chr(0x2400 + c) for c in range(32) if c not in (9, 10)} | {0x7F: '\u2421'}


def shown(text):
    """What escape_shown makes of a text for people."""
    text = text.replace('\r\n', '\n')
    hidden = re.compile('[\x80-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f]')
    return hidden.sub(lambda m: f'<U+{ord(m[0]):04X}>', text.translate(PICTURES)).replace('\ufffe', '\ufffd').replace('\uffff', '\ufffd')


MONTHS = {m: i for i, m in enumerate(calendar.month_name) if m}


def last_day(text):
    """The last day of what irp's CSV calls a date, and how a spreadsheet shows it."""
    if m := re.fullmatch(r'(\d{4})-(\d\d)-(\d\d)', text):
        return text, f'{int(m[3])} {calendar.month_name[int(m[2])]} {m[1]}'
    if m := re.fullmatch(r'(\d{4})-(\d\d)', text):
        return f'{text}-{calendar.monthrange(int(m[1]), int(m[2]))[1]}', f'{calendar.month_name[int(m[2])]} {m[1]}'
    if re.fullmatch(r'\d{4}', text):
        return f'{text}-12-31', text
    if m := re.fullmatch(r'Q([1-4]) (\d{4})', text):
        return f'{m[2]}-{3 * int(m[1]):02}-{31 if m[1] in "14" else 30}', text
    if m := re.fullmatch(r'winter (\d{4})', text):
        return f'{int(m[1]) + 1}-02-{calendar.monthrange(int(m[1]) + 1, 2)[1]}', text
    return None, text


def same_cell(want, cell):
    kind, value, date, text = cell if cell else (None, None, None, '')
    if kind is None or (kind == 'string' and text == ''):
        return want == ''
    if kind == 'date':
        day, words = last_day(want)
        return (day is None or date[:10] == day) and text == words
    if kind == 'percentage':
        return abs(float(value) - float(want)) < 1e-9
    if kind == 'float' and want.startswith('winter'):      # a format without a sign for the year is a number's: its value is the last day's
        day, words = last_day(want)
        return float(value) == (datetime.date.fromisoformat(day) - datetime.date(1899, 12, 30)).days and text == words
    if kind == 'float':
        return re.fullmatch(r'-?\d+', want) is not None and float(value) == float(want)
    text, want = text.rstrip(), shown(want).rstrip()
    if len(want.encode('utf-16-le')) // 2 > 32767 and 'Cut here: Excel holds 32,767 characters'.replace(',', '') in text.replace(',', ''):
        return want.startswith(text[:25000].rstrip())
    return kind == 'string' and text == want


def check_tables(irp, day, folder, name, sources):
    for form in ('xlsx', 'ods'):
        sheets = sheets_of(f'{folder}/{name}-{form}.fods')
        check(f'{name}.{form} has sheets', sheets)
        dates = 0
        for sheet, rows in sheets.items():
            want = irp_csv(irp, day, sources, sheet)
            check(f'{name}.{form}, {sheet}: {len(rows)} rows, and irp has {len(want)}', len(rows) == len(want))
            for r, (cells, texts) in enumerate(zip(rows, want)):
                for c, text in enumerate(texts):
                    cell = cells[c] if c < len(cells) else None
                    dates += cell is not None and cell[0] == 'date'
                    check(f'{name}.{form}, {sheet}, row {r + 1}, {want[0][c]}: {cell} and not {text[:200]!r}', same_cell(text, cell))
        check(f'{name}.{form}: {sheet} is the last sheet', sheet == 'Totals')
        check(f'{name}.{form} has real dates', dates > 0)
    for sheet in sheets:
        check_guarded(name, irp_csv(irp, day, sources, sheet), irp_csv(irp, day, sources, sheet, plain=False))
    if 'Actions' in sheets:
        check_totals(name, irp_csv(irp, day, sources, 'Actions'), irp_csv(irp, day, sources, 'Totals'))


def check_guarded(name, plain, guarded):
    """CSV for spreadsheets: the same cells, hidden characters shown, and nothing that starts a formula."""
    check(f'{name}: CSV starts with a byte order mark', guarded[0][0].startswith('\ufeff'))
    guarded[0][0] = guarded[0][0].lstrip('\ufeff')
    check(f'{name}: as many rows for spreadsheets', len(plain) == len(guarded))
    for want, got in zip(plain, guarded):
        for text, cell in zip(want, got):
            formula = re.match('[=+@\t\r\uff1d\uff0b\uff0d\uff20]|-(?!\\d+$)', text)
            check(f'{name}: {cell[:80]!r} is guarded as it should be', cell == ("'" if formula else '') + shown(text))


def check_totals(name, actions, totals):
    positions = [r[actions[0].index('Position')] for r in actions[1:]]
    last = dict(zip(totals[0], totals[-1]))
    check(f'{name}: Totals counts the actions', int(last['Actions']) == len(positions))
    for word in ('Completed', 'Late', 'Due this month', 'Later', 'No deadline', 'Withdrawn or superseded'):
        check(f'{name}: Totals counts what is {word}', int(last[word]) == positions.count(word))


# ---- documents

def texts_in(of, found):
    """Every text that a document of irp's JSON shows, in its order."""
    if isinstance(of, dict):
        for key, value in of.items():
            if key in ('text', 'number', 'title', 'name', 'caption', 'message', 'note') and isinstance(value, str):
                found.append(value)
            elif key not in ('runs', 'anchor', 'target', 'kind'):
                texts_in(value, found)
    elif isinstance(of, list):
        for value in of:
            texts_in(value, found)
    return found


def flat(text):
    return re.sub(r'\s+', ' ', text).strip()


def check_words(irp, day, folder, name, sources):
    tree = ET.parse(f'{folder}/{name}.fodt')
    body = next(tree.iter(OFFICE + 'text'))
    got = flat(' '.join(words_of(p) for p in body.iter() if local(p.tag) in ('p', 'h')))
    report = json.loads(subprocess.run([irp, 'report', '-q', '--to', 'json', '--today', day] + sources, capture_output=True, check=False).stdout)
    want = [flat(shown(t)) for t in texts_in(report['documents'] if 'documents' in report else report, []) if flat(t)]
    check(f'{name}.docx: irp says more than 10 things', len(want) > 10)
    for text in want:
        check(f'{name}.docx says {text[:200]!r}', text in got)
    headings = [h for h in body.iter(TEXT + 'h')]
    levels = [int(h.get(TEXT + 'outline-level')) for h in headings]
    check(f'{name}.docx starts with a heading of level 1', levels and levels[0] == 1)
    check(f'{name}.docx leaves no level out', all(b - a <= 1 for a, b in zip(levels, levels[1:])))
    for t in body.iter(TABLE + 'table'):
        check(f'{name}.docx: titles are repeated on each page', t.find(TABLE + 'table-header-rows') is not None)


# ---- calendars

def check_calendar(irp, day, ical, sources):
    ics = subprocess.run([irp, 'report', '-q', '--to', 'ics', '--today', day] + sources, capture_output=True, check=False).stdout
    for line in ics.split(b'\r\n'):
        check(f'a line has at most 75 bytes: {line!r}', len(line) <= 75)
        line.decode()
    check('lines end with CR LF alone', b'\n' not in ics.replace(b'\r\n', b''))
    read = subprocess.run([ical], input=ics, capture_output=True, check=False)
    check(f'libical reads it: {read.stderr[:300]!r}', read.returncode == 0)
    events = [line.split('\t') for line in read.stdout.decode().split('\n') if line]
    rows = irp_csv(irp, day, sources)
    col = rows[0].index
    due = [r for r in rows[1:] if r[col('Position')] in ('Late', 'Due this month', 'Later')]
    check(f'{len(events)} events for {len(due)} open deadlines', len(events) == len(due))
    check('no UID stands twice', len({e[0] for e in events}) == len(events))
    for e, r in zip(events, due):
        late, what = r[col('Position')] == 'Late', flat(r[col('Owner')])
        check(f'{e[1]} is {r[col("Last day")]}', e[1] == r[col('Last day')])
        check(f'{e[2]!r} names action {r[col("Action")]}', f'Action {r[col("Action")]}'.strip() in e[2] and shown(what) in e[2])
        check(f'{e[2]!r} says whether it is late', e[2].startswith('Late: ') == late and ('Late' in e[4].split('|')) == late)
        check(f'{e[5][:80]!r} has the text', flat(shown(r[col('Text')])) in flat(e[5]))
    return events


# ---- growth

def plan_of(actions, file):
    with open(file, 'w') as f:
        f.write('# Action plan: HMP Large\n\nStandard: hmpps\nInspection: March 2026\n\n')
        for i in range(actions):
            if i % 5 == 0:
                f.write(f'## Key concern {i // 5 + 1}\n\nPrisoners waited too long, for the {i}th time.\n\n')
            f.write(f'### Action {i // 5 + 1}.{i % 5 + 1}\nOwner: Head of Unit {i % 97}\nDeadline: {1 + i % 28} July {2026 + i % 3}\n\nStaff will see every prisoner within a day, case {i}.\n\n')


def measured(irp, form, source, to):
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([irp, 'report', '-q', '--to', form, '--today', '2026-10-01', '-o', to, source], capture_output=True, check=False)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    check(f'{form} of {source}: {run.stderr[:200]!r}', run.returncode == 0)
    return ended.ru_utime - started.ru_utime, ended.ru_maxrss


def check_grows(irp, folder, form):
    plan_of(10000, f'{folder}/10000.irp')
    plan_of(20000, f'{folder}/20000.irp')
    one, _ = measured(irp, form, f'{folder}/10000.irp', f'{folder}/10000.{form}')
    two, most = measured(irp, form, f'{folder}/20000.irp', f'{folder}/20000.{form}')
    check(f'{form}: 20,000 actions take {two:.2f} s, and 10,000 {one:.2f} s', two < 3.2 * one + 0.2)
    check(f'{form}: 20,000 actions take {most // 1024} MiB', most < 700 * 1024)


# ---- hostile texts and streams

HOSTILE = ['=HYPERLINK("http://example.org/?"&A1,"press")', '+1+1', '-1+1', '@SUM(A1:A9)', "<b>bold</b> & <script>alert('x')</script>", ']]> <!-- -->',
           '"quoted", and, commas; semicolons', "it's 'quoted'", 'escape \x1b[31m red \x07 \x01\x1f\x7f', 'turned \u202e txet \u2066 and \u200b hidden \ufeff',
           'beyond \U0001f600 \U00020000 \ufffe \uffff \x85', '_x0041_ and _x000D_', '&amp; &#65; %s %n {0} $(id) `id`', '\\n \\, \\;', 'a  b   c', '::error::x ##[group]']


def hostile(file):
    h = lambda i: HOSTILE[i % len(HOSTILE)]
    with open(file, 'w', newline='') as f:
        f.write(f'# Action plan: {h(4)} {h(0)}\n\nStandard: hmpps\nInspection: March 2026\nReport published: 18 May 2026\n\n')
        for i in range(len(HOSTILE)):
            f.write(f'## Key concern {i + 1}: {h(i)}\n\nArea: {h(i + 1)}\n\n\\{h(i + 2)}\n\n')
            f.write(f'### Action {i + 1}.1: {h(i + 3)}\n\nOwner: {h(i + 4)}\nDeadline: {i % 28 + 1} August 2026\nMeasure: {h(i + 5)}\n')
            f.write(f'Status: In progress\nEvidence: {h(i + 6)}\nEvidence: {h(i + 7)}\n\n\\{h(i + 8)}\n\n- {h(i + 9)}\n- {h(i + 10)}\n\n')
            f.write(f'#### Update 3 September 2026\nStatus: In progress\nProgress: 40%\n\n\\{h(i + 11)}\n\n')
        f.write('### Action 90.1\nOwner: Governor\nDeadline: Q3 2026\n\n' + 'a very long text \U0001f600 ' * 2500 + '\n\n')
        f.write('### Action 90.2\nOwner: Governor\nDeadline: winter 2026\nRevised deadline: 2027, agreed 3 July 2026, because it slipped\n\nShort.\n')


def mutants(office, stream, form):
    whole = open(stream, 'rb').read()
    broken = [whole[:n] for n in range(0, len(whole), max(1, len(whole) // 40))] + [whole + b'x', b'', b'irp-office']
    for i in range(0, len(whole), max(1, len(whole) // 80)):
        for flip in (0x01, 0xff):
            broken.append(whole[:i] + bytes([whole[i] ^ flip]) + whole[i + 1:])
    if form == 'ods':                     # one row more than a sheet has; a byte for its one cell, which is missing
        row = b'R' + bytes(4) + bytes(1)
        head = b'irp-office' + (1).to_bytes(4, 'little') + b'I' + bytes(8)
        sheet = b'S' + (1).to_bytes(4, 'little') + b'x' + (1).to_bytes(4, 'little') + (1).to_bytes(4, 'little') + b'c' + bytes([1]) + (9).to_bytes(4, 'little') + bytes(1)
        broken.append(head + sheet + row * 1048576 + b'E' + (1048578).to_bytes(4, 'little'))
    for i, text in enumerate(broken):
        run = subprocess.run([office, '--to', form], input=text, capture_output=True, check=False)
        check(f'broken stream {i}: status {run.returncode}, {run.stderr[:300]!r}', run.returncode in (0, 2) and (run.returncode == 0) == (run.stdout[:2] == b'PK'))
        if run.returncode == 2:
            check(f'broken stream {i} is said to be so: {run.stderr[:200]!r}', run.stderr.startswith(b'irp-office: cannot'))


match sys.argv[1:]:
    case ['hostile', file]:
        hostile(file)
        sys.exit(0)
    case ['mutants', office, stream, form]:
        mutants(office, stream, form)
    case ['package', *files]:
        for f in files:
            check_package(f)
    case ['tables', irp, day, folder, name, *sources]:
        check_tables(irp, day, folder, name, sources)
    case ['words', irp, day, folder, name, *sources]:
        check_words(irp, day, folder, name, sources)
    case ['calendar', irp, day, ical, *sources]:
        check_calendar(irp, day, ical, sources)
    case ['grows', irp, folder, form]:
        check_grows(irp, folder, form)
    case _:
        sys.exit(__doc__)
done()
