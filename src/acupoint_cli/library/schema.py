"""The tables of the index."""

PRAGMAS = "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE points (id INTEGER PRIMARY KEY, ord INTEGER, code TEXT, channel TEXT, number INTEGER, pinyin TEXT,
  chinese TEXT, english TEXT, region TEXT, status TEXT, json TEXT, crc INTEGER, row TEXT);
CREATE UNIQUE INDEX points_code ON points (code, ord);
CREATE INDEX points_order ON points (ord, code);
CREATE INDEX points_channel ON points (channel, number, code);
CREATE TABLE names (key TEXT, tier INTEGER, code TEXT, shown TEXT, near INTEGER, PRIMARY KEY (key, tier, code)) WITHOUT ROWID;
CREATE TABLE abbreviations (prefix TEXT, convention TEXT, channel TEXT, written TEXT, PRIMARY KEY (prefix, convention, channel)) WITHOUT ROWID;
CREATE TABLE renderings (beginning TEXT, language TEXT, characters TEXT, rank INTEGER, PRIMARY KEY (beginning, language, characters)) WITHOUT ROWID;
CREATE TABLE aliases (alias TEXT, code TEXT, PRIMARY KEY (alias, code)) WITHOUT ROWID;
CREATE TABLE entries (kind TEXT, key TEXT, ord INTEGER, json TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE entry_names (kind TEXT, name TEXT, key TEXT, PRIMARY KEY (kind, name, key)) WITHOUT ROWID;
CREATE TABLE facets (kind TEXT, value TEXT, code TEXT, PRIMARY KEY (kind, value, code)) WITHOUT ROWID;
CREATE TABLE cautions (code TEXT, kind TEXT, level TEXT, methods TEXT, text TEXT, sources TEXT, classical INTEGER);
CREATE INDEX cautions_code ON cautions (code);
CREATE TABLE words (phrase TEXT, term TEXT, PRIMARY KEY (phrase, term)) WITHOUT ROWID;
CREATE TABLE lacking (phrase TEXT PRIMARY KEY, name TEXT, near TEXT) WITHOUT ROWID;
CREATE TABLE patterns (phrase TEXT, code TEXT, why TEXT, PRIMARY KEY (phrase, code, why)) WITHOUT ROWID;
CREATE TABLE flags (phrase TEXT PRIMARY KEY, line TEXT) WITHOUT ROWID;
CREATE TABLE graded (term TEXT, code TEXT, grade TEXT, share REAL, why TEXT, PRIMARY KEY (term, code)) WITHOUT ROWID;
CREATE TABLE pressed (term TEXT, code TEXT, source TEXT, PRIMARY KEY (term, code)) WITHOUT ROWID;
CREATE TABLE broader (term TEXT, wider TEXT, PRIMARY KEY (term, wider)) WITHOUT ROWID;
CREATE TABLE urgent (term TEXT PRIMARY KEY, line TEXT) WITHOUT ROWID;
CREATE TABLE term_words (word TEXT, term TEXT, PRIMARY KEY (word, term)) WITHOUT ROWID;
CREATE TABLE postings (term TEXT, code TEXT, part TEXT, rank INTEGER, cited INTEGER, combined INTEGER, PRIMARY KEY (term, code)) WITHOUT ROWID;
CREATE TABLE roles (role TEXT, code TEXT, at INTEGER, detail TEXT, PRIMARY KEY (role, code, at)) WITHOUT ROWID;
CREATE TABLE named (target TEXT, code TEXT, at INTEGER, why TEXT, source TEXT, PRIMARY KEY (target, code, at)) WITHOUT ROWID;
CREATE TABLE briefs (code TEXT PRIMARY KEY, json TEXT) WITHOUT ROWID;
CREATE TABLE combinations (id INTEGER PRIMARY KEY, codes TEXT, json TEXT);
CREATE TABLE combination_terms (id INTEGER, term TEXT, PRIMARY KEY (term, id)) WITHOUT ROWID;
CREATE TABLE combination_codes (id INTEGER, code TEXT, PRIMARY KEY (code, id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5 (code UNINDEXED, names, actions, place, meaning, commentary, combinations,
  indications, anatomy, cautions, classics, tokenize = "porter unicode61 remove_diacritics 2");
"""

# What an index of the user's own points has besides: every file as it was read.
OWN_TABLES = """
CREATE TABLE files (name TEXT PRIMARY KEY, mark TEXT, digest BLOB, code TEXT, data TEXT, fault TEXT, misfit TEXT) WITHOUT ROWID;
CREATE INDEX files_code ON files (code, name);
"""
