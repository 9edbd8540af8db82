"""The tables of csv and sqlite: every concept one table, every column explained, keys that join. docs/export.md is made from this.

A line that begins in the first column is a table: name (key): what a row is. An indented line is a column: name TYPE, ``-> table``
where its values are keys of another table, and what it holds. 0 and 1 stand for no and yes; n counts from 1.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """One column; `refers` is the table whose key it holds, "" if none."""

    name: str
    type: str
    refers: str
    says: str


class Table(NamedTuple):
    """One table; `key` are the columns that name a row."""

    name: str
    key: tuple[str, ...]
    says: str
    columns: tuple[Column, ...]


_TEXT = """
points (code): one row a point
  code TEXT: the written code, KI-4
  channel TEXT -> channels: KI; EX-HN, N-HN and so on for extra points
  number INTEGER: 4
  status TEXT: full, or outline where most is not yet written
  pinyin TEXT: with tone marks
  simplified TEXT: simplified characters
  traditional TEXT: traditional characters
  english TEXT: the first English name; the table names holds all
  cautions TEXT: every danger in full, forbidden ones first; the table cautions holds their parts
  location TEXT: where the point lies
  region TEXT: of the body
  surface TEXT: of the region
  side TEXT: both or midline
  count INTEGER: spots on one body
  phase TEXT: five-phase quality of a transporting point
  actions TEXT: what the point does, joined with "; "
  indications TEXT: its terms, main ones first, joined with "; "
  needling_forbidden INTEGER: 1 where every modern source consulted forbids needling
  min_cun REAL: outer bound of the usual depths; read it with the angles of the table depths
  max_cun REAL: outer bound of the usual depths
  needling_how TEXT: how the needle is led
  moxa_use TEXT: recommended, allowed, caution or forbidden
  moxa_least_minutes REAL: with a moxa stick
  moxa_most_minutes REAL: with a moxa stick
  moxa_least_cones REAL: number of cones
  moxa_most_cones REAL: number of cones
  moxa_note TEXT: what else is said of moxa
  press_use TEXT: recommended, allowed, caution or forbidden
  press_how TEXT: how the point is pressed
  press_least_minutes REAL: a session
  press_most_minutes REAL: a session
  press_least_times REAL: sessions a day
  press_most_times REAL: sessions a day
  sensation TEXT: what is felt (deqi)
  meaning TEXT: why the point is called that
  commentary TEXT: how and when it is used
  checked TEXT: date when a second reader read it against its sources
names (code, n): every name of a point
  code TEXT -> points: the point
  n INTEGER: order
  language TEXT: pinyin, simplified, traditional, english, korean, japanese, kana, vietnamese, other, german, french, italian, spanish, portuguese or dutch
  name TEXT: the name
  note TEXT: what to say about it
locations (code, n): places: the standard one, its parts, and where an authority places the point elsewhere
  code TEXT -> points: the point
  n INTEGER: order
  kind TEXT: standard, part or variant
  part TEXT: name of the part, of a point of several spots
  location TEXT: the place
  source TEXT -> sources: of a variant
steps (code, n): how to find the point by hand
  code TEXT -> points: the point
  n INTEGER: order
  step TEXT: what to do
measures (code, n): distances in cun
  code TEXT -> points: the point
  n INTEGER: order
  cun REAL: distance
  unit TEXT: B bone-proportional, F by the patient's finger
  direction TEXT: from the origin to the point
  origin TEXT: a code, or a landmark
  only_when TEXT: female or male
fractions (code, n): parts of a way between two places
  code TEXT -> points: the point
  n INTEGER: order
  part TEXT: 1/3
  from_place TEXT: a code, or a landmark
  to_place TEXT: a code, or a landmark
levels (code, n): what the point is level with
  code TEXT -> points: the point
  n INTEGER: order
  level_with TEXT: a code, or a landmark
anatomy (code, n): what lies beneath
  code TEXT -> points: the point
  n INTEGER: order
  kind TEXT: muscle, nerve or vessel
  name TEXT: its name
point_roles (code, n): classes that a point belongs to
  code TEXT -> points: the point
  n INTEGER: order
  role TEXT -> roles: the class
  detail TEXT: which one: of blood, of the yin motility vessel
actions (code, n): what a point does
  code TEXT -> points: the point
  n INTEGER: order
  action TEXT: in traditional terms
indications (code, term): what a point is used for
  code TEXT -> points: the point
  term TEXT -> terms: the complaint
  part TEXT: main or other
  n INTEGER: order within its part
  sources TEXT: keys of sources, joined with "; "
depths (code, n): ways to insert a needle; never give a depth without its angle
  code TEXT -> points: the point
  n INTEGER: order
  min_cun REAL: least depth
  max_cun REAL: greatest depth
  angle TEXT: perpendicular, oblique, transverse and between
  direction TEXT: where the needle points
  source TEXT -> sources: who gives it
  usual INTEGER: 0 for what is kept for special cases
methods (code, n): cupping, bleeding, herbs on the skin
  code TEXT -> points: the point
  n INTEGER: order
  method TEXT: what is done
  use TEXT: recommended, allowed, caution or forbidden
  how TEXT: how it is done
  terms TEXT: what for, joined with "; "
  source TEXT -> sources: who gives it
cautions (code, n): dangers of a point
  code TEXT -> points: the point
  n INTEGER: order
  kind TEXT: pregnancy, needling, moxa, lung, heart, organ, vessel, nerve, cord, eye, infant, skin, pressure, other
  level TEXT: forbidden or caution
  methods TEXT: which methods, joined with "; "
  only_when TEXT: the condition it depends on
  scope TEXT: point, or region for a rule of its whole region
  text TEXT: what can happen, and how it is avoided
caution_sources (code, n, source): who names a danger
  code TEXT -> points: the point
  n INTEGER: the caution
  source TEXT -> sources: who says so
related (code, n): points that belong with a point, those that sources name first
  code TEXT -> points: the point
  n INTEGER: order
  other TEXT: code of the other point, which a part of the set may lack
  kind TEXT: named, or the rule it follows from
  reason TEXT: why
  sources TEXT: keys of sources of the reason, joined with "; "
classics (code, n): what old texts say, in acu's words
  code TEXT -> points: the point
  n INTEGER: order
  work TEXT: the old text
  chapter TEXT: of the work
  says TEXT: what it says
  via TEXT: the book that quotes it, if only quoted
questions (code, n): what people ask
  code TEXT -> points: the point
  n INTEGER: order
  question TEXT: the question
  answer TEXT: the answer
differs (code, n): where sources disagree: a row a claim
  code TEXT -> points: the point
  n INTEGER: order
  about TEXT: what they disagree on
  says TEXT: the claim
  source TEXT -> sources: who makes it
cites (code, field, source): what each field rests on
  code TEXT -> points: the point
  field TEXT: location, indications.insomnia
  source TEXT -> sources: the source
point_sources (code, source): every source of a point
  code TEXT -> points: the point
  source TEXT -> sources: the source
combinations (combination): published combinations whose points are all in the export
  combination INTEGER: number within this export; another version may count otherwise
  use TEXT: what for
  source TEXT -> sources: the work
  via TEXT -> sources: the book that quotes it
combination_points (combination, n): the points of a combination
  combination INTEGER -> combinations: the combination
  n INTEGER: order
  code TEXT -> points: the point
conditions (condition): complaints with graded points
  condition TEXT -> terms: the complaint
  also TEXT: other terms that it answers, joined with "; "
  note TEXT: a remark
  checked TEXT: date when a second reader read it against its sources
condition_points (condition, code): which points a complaint is treated with
  condition TEXT -> conditions: the complaint
  n INTEGER: order, best first
  code TEXT -> points: the point
  grade TEXT: core, common or occasional
  pressed TEXT -> sources: who tells people to press it themselves
condition_claims (condition, code, n): who says so
  condition TEXT -> conditions: the complaint
  code TEXT -> points: the point
  n INTEGER: order
  source TEXT -> sources: who says so
  standing TEXT: main, again, named, pattern, added or count
  for_what TEXT: the pattern, or the symptom beside the complaint
  count INTEGER: how often it was used
  share REAL: of the uses counted
condition_sources (condition, source): what was read for a complaint
  condition TEXT -> conditions: the complaint
  source TEXT -> sources: what was read
  place TEXT: where in it
  trials INTEGER: trials counted
  uses INTEGER: uses of points counted
  evidence TEXT: what was measured
terms (term): the vocabulary of complaints
  term TEXT: its plain words
  area TEXT: part of the body, or of life
  meaning TEXT: what it means
  urgent TEXT: the advice, where it can mean an emergency
term_names (term, n): other words for a complaint
  term TEXT -> terms: the complaint
  n INTEGER: order
  language TEXT: english, simplified or traditional
  name TEXT: the word
term_broader (term, broader): terms that hold a term: what serves them may serve it
  term TEXT -> terms: the complaint
  broader TEXT -> terms: the one that holds it
roles (role): classes of points
  role TEXT: its id
  english TEXT: its name
  pinyin TEXT: its name
  simplified TEXT: its name
  traditional TEXT: its name
  class_group TEXT: what it belongs to
  meaning TEXT: what it means
  expected INTEGER: how many points hold it; empty where tradition is loose
  remark TEXT: on its members
  synonyms TEXT: other names, joined with "; "
  sources TEXT: keys of sources, joined with "; "
channels (channel): channels, vessels, and groups of extra points
  channel TEXT: its letters
  english TEXT: its name
  pinyin TEXT: its name
  simplified TEXT: its name
  traditional TEXT: its name
  kind TEXT: primary, vessel or extra
  count INTEGER: points of its own
  limb TEXT: hand or foot
  yinyang TEXT: its division
  polarity TEXT: yin or yang
  phase TEXT: its phase
  organ TEXT: its organ
  hour_from INTEGER: on a 24-hour clock
  hour_to INTEGER: on a 24-hour clock
  pair TEXT -> channels: the coupled channel
  same_name TEXT -> channels: of hand and foot
  opening TEXT: code of the point that opens a vessel
  coupled TEXT: code of the point coupled with it
  pathway TEXT: its course, joined with a blank
  connecting TEXT: its connecting channel
  divergent TEXT: its divergent channel
  sinew TEXT: its sinew channel
  symptoms TEXT: of its disorder, joined with "; "
  sources TEXT: keys of sources, joined with "; "
channel_cautions (channel, n): old rules for a whole channel
  channel TEXT -> channels: the channel
  n INTEGER: order
  kind TEXT: as in cautions
  level TEXT: forbidden or caution
  methods TEXT: which methods, joined with "; "
  only_when TEXT: the condition it depends on
  text TEXT: the rule
  sources TEXT: keys of sources, joined with "; "
sources (source): books, standards and papers
  source TEXT: its key
  title TEXT: its title
  authors TEXT: who wrote it
  year TEXT: of the edition
  edition TEXT: which
  kind TEXT: standard, textbook, classic, paper, web or table
  language TEXT: of the text
  read_through TEXT: how it was read
  url TEXT: the address of a page, or of its site
  seen TEXT: direct, or quoted where only another book was read
  via TEXT: that book
  note TEXT: a remark
"""


def _parsed(text: str) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for line in text.strip().splitlines():
        head, says = line.strip().split(": ", 1)
        if not line.startswith(" "):
            name, _, key = head.partition(" ")
            found[name] = table = Table(name, tuple(key.strip("()").split(", ")), says, ())
            continue
        column, kind, *refers = head.split()
        added = Column(column, kind, refers[1] if refers else "", says)
        table = table._replace(columns=(*table.columns, added))
        found[table.name] = table
    return found


TABLES = _parsed(_TEXT)
