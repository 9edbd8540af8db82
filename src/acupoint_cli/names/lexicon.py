"""Which words of a complaint count for what: lists for words.py and for search, nothing more."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that carry no complaint, neither alone nor in a phrase.
STOP = _set("""
    a am an and are at be by for from has have having i in into is it its me my of on or our so some the their
    them to too very was when with you your
""")

# Words that count within a phrase ("can't sleep", "feeling down"), but say nothing alone: none leads to a term by itself.
LIGHT = _set("""
    able about above acupoint acupoints acupressure acupuncture acute after again ago all almost already also
    always another any anybody anymore anyone anything around as away awful awfully bad badly because been
    before being below best better between bit boost boosting both but call called came can cannot cant cause
    caused causes causing chronic come comes coming condition conditions constant constantly could couldnt cure
    cured cures daily day days did didnt difficult difficulties difficulty disease diseases disorder disorders
    do does doesnt doing done dont down due during each ease eases easily easing else ended even ever every
    everyone everything everywhere extreme extremely feel feeling feels felt few first fix fixing for get gets
    getting give gives go goes going gone good got great had half hasnt havent he heal healing hed help helping
    helps her here hers herself hes high him himself his home horrible how however id if ill im improve improves
    improving increase increasing instead isnt issue issues ive just keep keeping keeps kept kind lack lacking
    last lately left less let like little long look looking loss lot lots low made make makes making manage
    managing many may maybe mild mine moment month months more most much must myself natural naturally near need
    needs never new next no nobody none nor not nothing now off often old once one only onto other others our
    out over own part people perhaps persistent person place please point points prevent preventing problem
    problems put quickly quite rather really recurrent recurring reduce reducing relief relieve relieved
    remedies remedy right said same say second see seem seems seen sensation sensations several severe severely
    she shes should side since slight slightly somebody someone something sometimes somewhat soon start started
    starting still stop stopped stopping stops such sudden suddenly suffer suffering suffers support supporting
    sure symptom symptoms syndrome take taken takes taking tell terrible terribly than that thats their then
    there theres these they theyre thing things think this those though three through till time times today
    tonight took total totally towards treat treated treating treatment treatments tried trouble troubles try
    trying two unable under until up upon us use used using usual usually want wants wasnt way we week weeks
    well went were werent what whats where which while who whole whose why will within without wont work works
    would wouldnt year years yes yet youre yours
""")

# Of these, the words that turn a meaning round or tell complaints apart ("no sweat" is not "sweat"): the others are what a
# phrase may hold besides, or leave out.
WITHIN = LIGHT - _set("""
    able above below between cannot cant couldnt didnt difficult difficulties difficulty doesnt dont half high
    isnt lack lacking less loss low more much never no none not nothing off out over stop stopped sudden
    suddenly trouble troubles unable under up wasnt without wont wouldnt
""")

# What a red flag may hold besides: there "severe" and "sudden" count.
ASIDE = _set("""
    been can could did do does had he hed her him his im ive just keep keeping keeps kept now really seem seems
    she shes that there they think this we
""")

# What people write for the same thing, in the key that minds neither order nor form.
_ONE = {
    "belly": "abdomen abdominal bellies tummy",
    "bleed": "bleeding bleeds",
    "block": "blocked bunged congested obstructed stuffed stuffy",
    "blur": "blurred blurring blurry",
    "breath": "breathe breathes breathing",
    "burn": "burning burns",
    "cannot": "cant couldnt inability unable",
    "deficiency": "deficient depletion insufficiency vacuity xu",
    "difficulty": "difficult difficulties trouble troubles",
    "disharmony": "communicating disharmonious interacting noninteraction",
    "gall": "gallbladder",
    "hear": "hearing",
    "itch": "itches itchiness itching itchy",
    "low": "lower",
    "no": "didnt doesnt dont isnt lack lacking never none not nothing wasnt without wont wouldnt",
    "pain": "ache ached aches achey aching achy hurt hurting hurts painful pains sore tender",
    "period": "menses menstrual menstruation periods",
    "pregnant": "pregnancy",
    "rise": "ascendant ascending hyperactivity rising uprising",
    "run": "running runny runs",
    "sleep": "asleep sleeping slept",
    "stagnation": "constraint stagnant stasis",
    "stool": "defecate defecation faeces feces poo pooing poop pooping stools",
    "sudden": "suddenly",
    "sweat": "sweating sweats sweaty",
    "swell": "swelled swelling swells swollen",
    "tremor": "shake shakes shaking shaky tremble trembling tremors",
    "ulcer": "sores ulcers",
    "urine": "pee peeing urinate urinating urination wee weeing",
    "walk": "walking",
}
SAME = {word: one for one, words in _ONE.items() for word in (one, *words.split())}

# Plurals of their own, and what the rules would make into another word: "sore" hurts, "the runs" are no running.
IRREGULAR = {
    "feet": "foot",
    "teeth": "tooth",
    "calves": "calf",
    "sinuses": "sinus",
    "viruses": "virus",
    "gases": "gas",
    "women": "woman",
    "men": "man",
    "sores": "sores",
    "running": "running",
    "winded": "winded",
    "blowing": "blowing",
}

# What a part of the body can be: beside one, "cold" is no illness.
STATES = _set("burning cold dry heavy hot itching itchy numb red stiff swollen tingling weak")

# Words that tell a place: "between the eyebrows".
SPATIAL = _set("""
    above around base behind below beneath between beside crease crook edge front hollow inside middle midpoint nape outside
    tip under web
""")

# What says the same in an action.
_ACTS = (
    "calm calms quiet quiets settle settles pacify pacifies tranquillise soothe soothes steady steadies anchor anchors",
    "nourish nourishes enrich enriches moisten moistens nurture nurtures",
    "tonify tonifies supplement supplements strengthen strengthens boost boosts reinforce reinforces support supports",
    "clear clears drain drains cool cools purge purges",
    "spread spreads course courses smooth smooths",
    "move moves quicken quickens activate activates invigorate invigorates",
    "dispel dispels expel expels drive drives eliminate eliminates scatter scatters disperse disperses extinguish",
    "transform transforms resolve resolves dissolve dissolves",
    "lower lowers descend descends redirect redirects",
    "raise raises lift lifts",
    "warm warms",
    "harmonise harmonises regulate regulates",
    "open opens unblock unblocks free frees",
    "benefit benefits",
    "brighten brightens",
    "subdue subdues",
    "firm firms secure secures",
    "unbind unbinds",
    "revive revives restore restores",
    "promote promotes generate generates produce produces",
    "relax relaxes",
)
ACTS = {word: _set(row) for row in _ACTS for word in row.split()}
MIND = _set("spirit mind shen")
