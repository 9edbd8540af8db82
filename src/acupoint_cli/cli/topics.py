"""The texts of `acu help TOPIC`."""

SUMMARY = {
    "safety": "what no single card can say: read it first",
    "pressing": "which points are pressed, and what acu knows of it",
    "cun": "measuring with one's own hand",
    "cautions": "the kinds of caution, and how to read one",
    "grades": "core, common, occasional, 8 of 11, score: how sure an answer is",
    "sources": "who says what, and where they differ",
    "words": "deqi, B-cun, named, expected and other words of cards and rows",
    "codes": "which codes and names acu understands",
    "formats": "tables, lines, JSON, and what scripts may rely on",
    "exit-codes": "what the exit code says",
    "environment": "variables and folders",
    "data": "where the facts are from, and how to add your own",
}

TEXT = {
    "safety": """
acu informs. It is not medical advice, and it replaces neither a diagnosis nor a medicine.

Call for help first when there is chest pain, trouble breathing, sudden weakness of one side, lost speech, fainting,
heavy bleeding, a first fit, a stiff neck with fever, or thoughts of ending one's life. No point is a treatment for these.

Needles are for trained people: most points over the chest and back lie above the lung, and other points above the eye,
the spinal cord, great vessels and organs. A depth in acu is what a source gives, for an adult of ordinary build, always
with its angle; a thin or a small person needs less. The cards name the dangers first.

What no single card can say:
  blood thinners      Bleeding and bruising come more easily with anticoagulants or a bleeding disorder: ask before
                      needling, cupping, gua sha or strong pressing. `--safe-in bleeding-tendency` leaves out points
                      beside a listed vessel, and those that a source bars to people who bleed easily; every other
                      point can bleed too.
  pacemakers          No electroacupuncture for people with a pacemaker or another electrical implant, and none across
                      the chest.
  numb skin, feet     With diabetes or nerve damage a burn or a wound may not be felt: no moxa, hot bath or plaster
                      there, and no needle in the feet without care.
  lymphoedema         No needle, moxa, cup or strong pressure on a limb that is swollen or at risk after lymph nodes
                      were removed.
  infection           Never through or near infected, inflamed or broken skin, a wound, an ulcer or a varicose vein.
  pregnancy           Sources disagree; acu shows each. `--safe-in pregnancy` leaves out every point that any source
                      lists. Nothing listed is not proof of safety: ask the person who looks after the pregnancy.
                      Of moxa the Classic of Supplementing Life passes on a rule that no list of points can show: with
                      child, in whatever month, it is not fitting at all.
  children            Less of everything; no needle near an open fontanelle; no heat or plaster on infants' skin.
  moxa, plasters      Both burn. Never on the face or over great vessels with direct moxa; take a plaster off when the
                      skin reddens or stings.
  fainting            Needling may make people faint: lie down, take the needles out, give water.
  clean needles       Sterile, single-use needles only.

Pressing a point: firm, never painful, one to three minutes; not on the front of the neck, the eye, a breast lump, a
varicose vein or a fresh injury. Stop if it feels wrong. More: `acu help pressing`.
""",
    "pressing": """
Most points are known from books on needles. A card says under Press what a source says of pressing the point, with how
long and how often where one does; where none does, it says so. That is no ban, but acu gives no time then.

  recommended, allowed   a source has people press it; `acu list --pressed` and `acu search "can't sleep" --pressed` show
                         only these, and search marks them "may be pressed, says a source" (JSON: "pressed": true)
  caution, forbidden     an artery, a nerve, the eye, the breast or the windpipe lies there: lightly, or not at all;
                         lists show "pressing", and `--safe-in pressing` leaves such points out

Some of them are pressed by another person, as in a faint: read the card first. Its cautions name the rest: `methods`
holds pressing where a caution is about it, such as LI-4, SP-6, BL-60 and GB-21 in pregnancy.

How to press, and where never: the end of `acu help safety`.
""",
    "cun": """
Distances on the body are given in cun, and a cun is the patient's own: the same point lies at the same number of cun on
a child and on a giant.

B-cun (bone-proportional): a stretch between two landmarks is divided into equal parts. Measure the stretch on the
person, divide, and count. `data/proportions.yaml` lists the stretches of WHO 2008; the most used are:
  elbow crease to wrist crease             12 cun
  fold of the armpit to elbow crease        9 cun
  front hairline to back hairline          12 cun
  sternum's lower end to navel              8 cun
  navel to upper edge of the pubic bone     5 cun
  nipple to nipple                          8 cun
  between the shoulder blades' edges        6 cun
  greater trochanter to hollow of the knee 19 cun
  hollow of the knee to lateral malleolus  16 cun

F-cun (finger): where no such stretch helps, the patient's own hand is the ruler:
  1 cun     the width of the thumb at its joint
  1 cun     between the two creases of the bent middle finger
  3 cun     four fingers side by side, at the level of the middle joint of the middle finger
  1.5 cun   two fingers side by side, by rule of thumb (half of the four)

Use the patient's hand, not yours, and prefer the bone-proportional measure wherever both will do.
""",
    "cautions": """
A caution has a level, a kind, methods, a condition, its text and its sources. On a card:

  FORBIDDEN needling (deep insertion): ...  [cam]     forbidden by the source in brackets, on that condition
  CAUTION   lung (needling): ...  [deadman, zjs]      care is needed, for these methods
  CLASSICAL pregnancy (whole channel; ...): ...       an old rule for the whole channel, not for this point alone
  (the whole region)                                  it holds for every point of that part of the body

Kinds:
  pregnancy   not, or not so, in pregnancy
  needling    how deep, at what angle, for whom; painful or risky to needle
  moxa        heat here burns, scars or is forbidden
  lung        the lung lies beneath: a deep needle may let air into the chest
  heart       the heart, or the great vessels at it, lie beneath
  organ       liver, spleen, kidney, bladder, bowel or womb lies beneath
  vessel      an artery or a vein lies here
  nerve       a nerve lies here
  cord        the spinal cord or the base of the brain lies beneath
  eye         the eyeball lies here
  infant      open fontanelle, or not for small children
  skin        burns, blisters, plasters, broken or numb skin
  pressure    pressing needs care
  other       anything else: the text says what

Methods: needling, moxibustion, pressing, bleeding (pricking to let blood), cupping, plasters, gua sha.

Rows name the kind alone, and in brackets what is forbidden or on what condition: the card has the text. No listed
caution is not proof of safety: `acu help safety`.

--safe-in leaves out points with a caution of these kinds:
""",
    "grades": """
`acu term insomnia` and `acu search insomnia` grade points by what the sources consulted for that complaint say.

  core         at least two sources, and a third of all consulted, put it into their basic prescription or use it most;
               or nearly all name it
  common       one source puts it first, or several name it
  occasional   named for a pattern, for one symptom, or seldom
  8 of 11      eleven sources were consulted for the complaint, eight of them name the point; `acu term` writes (8/11)

An old book, a web page or a table counts as a quarter of a source. A grade says how many agree, not that it works.

In the rows of search:
  score                what the reasons for a point add up to; it only ranks the rows of one answer. --why shows the sum
  main indication      the point's own entry puts the complaint first; indication: it lists it among others
  combinations         published prescriptions for the complaint that hold the point
  text: ...            the word stands in a text of the point and is no complaint that acu knows: a weak reason
  ... was taken for    a word was read as another: see standard error

In `acu term`: listed main and listed are the points whose own entries name the complaint; consulted is who was read.
How it is worked out: docs/search.md.
""",
    "sources": """
Every fact has its source. A key in brackets, [cam], names it: `acu source cam` says which book it is, in what edition,
how it was read, and what rests on it; `acu source` lists them all.

  [deadman, zjs]       both say so
  [via cam]            an old book that was read only as cam quotes it
  They differ          sources disagree: each with its claim, and no winner
  Elsewhere            where another authority places the point
  Checked              when a second reader read the card against its sources

In records: `cites` says what each field rests on, `differs` where they disagree, `sources` lists all keys of a point.
The location is that of the WHO standard of 2008 (who2008) in acu's words; for extra points of the authority in `cites`.
An empty field means that no source consulted says anything, not that there is nothing to say.
""",
    "words": """
  B-cun, F-cun      measures by the patient's bones or fingers: `acu help cun`
  caution, kinds    lung, vessel, cord, other...: `acu help cautions`
  confluent point   opens one of the eight vessels; opening and coupled: the two points that do so together
  core, common      grades of a point for a complaint: `acu help grades`
  deqi              what is felt when a needle or a finger reaches a point: soreness, numbness, heaviness or fullness,
                    perhaps along the channel; a card's Sensation
  expected          of a class of points: how many tradition counts; empty where it is loose
  horary point      the point of a channel whose phase is the channel's own; mother, child: of the phase before, after
  main for          what the sources put first; also for: the rest
  midline           one point; on both sides: the same point left and right
  named             of `acu related`: a source names the two together; other kinds follow from a rule, told in the row
  near miss         a misspelt name that is close to one name alone: taken, and said on standard error
  outline           names, region and roles only; the rest is not yet written
  pair, previous,   of a channel: coupled in the same phase; before and after it on the clock of two-hour watches;
  next, same name   hand and foot channel of one name (shaoyin: Heart and Kidney)
  phase             wood, fire, earth, metal, water: of a channel, and of each of its five transporting points
  prick             to let a few drops of blood, not to insert a needle
  role              a class of points, such as luo-connecting: `acu role`
  sedating,         reducing and strengthening ways of needling
  tonifying
  special cases     a depth that its source keeps for them
  transverse        nearly flat under the skin; oblique: slanting; perpendicular: straight in
  via               the book that quotes a work which was not read itself
""",
    "codes": """
Codes of any convention: KI-1 KI1 ki 1 K1 Kid-1 "Kidney 1" R1 肾1, number first (36E), UB BL B V, TE SJ TB TW TH 3E,
CV REN RN JM VC, GV DU DM VG, LR LIV LV F, HT HE H C, PC P HC MC XB, L.I.-4 CO4 Di4; EX-HN3 and N-HN-20 for extra points.

An abbreviation that means two channels in two languages is read the English way (P is the Pericardium, C the Heart).
ACU_CODES=french (and others: `acu help environment`) reads that convention first. Where English has no reading and two
languages disagree, acu asks: exit code 4.

Names: pinyin with or without tone marks, tone numbers, spaces; Wade–Giles; simplified and traditional characters, with
or without 穴; English; Korean, Japanese and Vietnamese readings; Russian, Czech and French spellings. A name in another
language is looked up, or read word by word: "Innerlijke Poort" is 内关, and acu says so; a single word or a part of the
body is only proposed. Codes in words too: "Stomach Thirty-Six", "36. Punkt des Magenmeridians", 胃经第36穴.

The first of these that fits counts: a code; the standard name as written; another name as written; the standard name
with tones, case and blanks dropped; another name so; a near miss. Toneless zhongzhu is KI-15 and TE-3: acu lists both.
A near miss is taken only when it is close and alone, and said on standard error; --exact refuses it. A code that
cannot be (KI-28) is never turned into another.
""",
    "formats": """
--format, -f   auto      a table on a terminal; in a pipe plain for show, tsv for every other command
               table     for people: the terminal's width; cards begin with every caution in full, rows have them in
                         a few words right after the name
               plain     show: key<TAB>value lines, a blank line between points
               tsv       one record a line, no header (--header adds one); lists join with "; "
               json      {"schema": 1, …, "errors": […]}: the same shape for none, one or many
               jsonl     one record a line
               yaml      the tree of json
               markdown  for documents
--brief        of show: a short card, 40 lines at most. On a terminal what is longer than the screen goes through a pager:
               --no-pager, or ACU_PAGER= for good, switches it off.
--json, --jsonl are short for -f json, -f jsonl. --fields code,location keeps only those keys. ACU_FORMAT sets a default.

Standard output holds answers; standard error all else. JSON keys are only ever added, never renamed or retyped; a schema
of each answer is in schema/. Tables for people may change in any release.
""",
    "exit-codes": """
Of several outcomes the gravest counts: 3, then 4, then 2, then 1.
""",
    "environment": """
  ACU_FORMAT        the format where none is given
  ACU_CODES         conventions of codes to read first: french, german, italian, spanish, portuguese, dutch,
                    vietnamese, korean, croatian, czech, polish, russian, roman (IX4), latin (Rs 12), initials (D. 20)
  ACU_DATA          folder of your own data, quiz.sqlite too (else $XDG_DATA_HOME/acu, ~/.local/share/acu)
  SOURCE_DATE_EPOCH the time of an export in seconds since 1970, so that it can be made again byte for byte
  ACU_PAGER         the pager on a terminal, instead of PAGER (else less); empty, or cat: none
  ACU_DEBUG=1       show the traceback of a fault
  NO_COLOR          no colour; FORCE_COLOR: colour in a pipe; TERM=dumb: no colour; --color overrules all three
  COLUMNS           the width of tables
  XDG_CACHE_HOME    where the compiled index of a clone or of your own data lies (else ~/.cache), in acu/

acu has no network code, asks for no update and sends nothing.
""",
    "data": """
One YAML file a point in data/points; who says what stands in `cites`, and where sources disagree in `differs`.
`acu source` lists the sources, `acu source deadman` how one was read and what rests on it. Location is the WHO
standard of 2008 in acu's words; where older books differ, the card shows it.

Your own notes: `acu note KI-1 "warm it before bed"`. Cards show them, `acu search` finds them first. They lie in
notes.jsonl in the folder of your data (see `acu help environment`), one a line: open, whole after a crash, easy to copy.

Your own points: `acu new MY-1` makes a file to fill in, in the points folder of your data. A file with the code of a
shipped point (`acu new KI-1`) changes only the fields it names; its cautions are added to the shipped ones, and it takes
no ban back. A file with faults is named and left out. `acu check FILE` says what is wrong, line by line.
""",
}

# Words that people look for, each with the topic that explains it.
_EXPLAINED = {
    "cun": "cun b-cun f-cun bcun fcun inch",
    "grades": "grade core common occasional score consulted ranking weight",
    "cautions": "caution forbidden classical danger dangers lung vessel nerve cord organ level kinds kind",
    "sources": "source cites differs checked via",
    "words": "word deqi qi-sensation sensation expected named prick transverse oblique perpendicular outline role roles phase midline horary glossary",
    "codes": "code convention conventions name names",
    "formats": "format tsv json yaml pager brief header fields",
    "exit-codes": "exit exit-code",
    "environment": "variables acu_pager acu_data acu_codes acu_format",
    "data": "own notes overlay",
    "safety": "safe disclaimer",
}


def topic_of(word: str) -> str:
    """Return the topic that explains a word, "" if none does."""
    key = "-".join(word.casefold().split())
    return next((topic for topic, words in _EXPLAINED.items() if key == topic or key in words.split()), "")
