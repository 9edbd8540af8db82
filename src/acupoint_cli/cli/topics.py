"""The texts of `acu help TOPIC`."""

SUMMARY = {
    "safety": "what no single card can say: read it first",
    "pressing": "which points are pressed, and what acu knows of it",
    "cun": "measuring with one's own hand",
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
    "codes": """
Codes of any convention: KI-1 KI1 ki 1 K1 Kid-1 "Kidney 1" R1 肾1, number first (36E), UB BL B V, TE SJ TB TW TH 3E,
CV REN RN JM VC, GV DU DM VG, LR LIV LV F, HT HE H C, PC P HC MC XB, L.I.-4 CO4 Di4; EX-HN3 and N-HN-20 for extra points.

An abbreviation that means two channels in two languages is read the English way (P is the Pericardium, C the Heart).
ACU_CODES=french (german, italian, spanish, portuguese) reads that language first. Where English has no reading and two
languages disagree, acu asks: exit code 4.

Names: pinyin with or without tone marks, tone numbers, spaces; Wade–Giles; simplified and traditional characters, with
or without 穴; English; Korean, Japanese and Vietnamese readings.

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
--json, --jsonl are short for -f json, -f jsonl. --fields code,location keeps only those keys. ACU_FORMAT sets a default.

Standard output holds answers; standard error all else. JSON keys are only ever added, never renamed or retyped; a schema
of each answer is in schema/. Tables for people may change in any release.
""",
    "exit-codes": """
Of several outcomes the gravest counts: 3, then 4, then 2, then 1.
""",
    "environment": """
  ACU_FORMAT        the format where none is given
  ACU_CODES         conventions of codes to read first: french, german, italian, spanish, portuguese
  ACU_DATA          folder of your own data, quiz.sqlite too (else $XDG_DATA_HOME/acu, ~/.local/share/acu)
  SOURCE_DATE_EPOCH the time of an export in seconds since 1970, so that it can be made again byte for byte
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
