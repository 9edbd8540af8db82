"""What people type, and which point is meant."""

import json

import pytest

from acupoint_cli.errors import AcuError
from acupoint_cli.library.index import Index, open_index
from acupoint_cli.names import codes, japanese, korean, pinyin, vietnamese
from acupoint_cli.names.fold import fold, gists
from acupoint_cli.names.keys import pieces
from acupoint_cli.names.resolve import resolve
from conftest import Run


@pytest.fixture
def index() -> Index:
    return open_index()


TAKEN = [  # what is typed, the point, how it was taken
    ("KI-1", "KI-1", "code"), ("KI1", "KI-1", "code"), ("ki 1", "KI-1", "code"), ("K1", "KI-1", "code"),
    ("Kid-1", "KI-1", "code"), ("kid4", "KI-4", "code"), ("KD 3", "KI-3", "code"), ("Kidney 1", "KI-1", "code"),
    ("kidney meridian 3", "KI-3", "code"), ("Kidney channel 3", "KI-3", "code"), ("R1", "KI-1", "code"),
    ("肾1", "KI-1", "code"), ("足少阴1", "KI-1", "code"), ("足少陰 1", "KI-1", "code"), ("KI-01", "KI-1", "code"),
    ("KI–4", "KI-4", "code"), ("ＫＩ－４", "KI-4", "code"),
    ("36E", "ST-36", "code"), ("40 V", "BL-40", "code"), ("UB 40", "BL-40", "code"), ("B40", "BL-40", "code"),
    ("V40", "BL-40", "code"), ("TE5", "TE-5", "code"), ("SJ-5", "TE-5", "code"), ("TB 5", "TE-5", "code"),
    ("TW5", "TE-5", "code"), ("TH 5", "TE-5", "code"), ("3E 5", "TE-5", "code"), ("Triple Burner 5", "TE-5", "code"),
    ("CV 4", "CV-4", "code"), ("REN-4", "CV-4", "code"), ("RN4", "CV-4", "code"), ("JM 4", "CV-4", "code"),
    ("VC4", "CV-4", "code"), ("GV 20", "GV-20", "code"), ("DU-20", "GV-20", "code"), ("DM20", "GV-20", "code"),
    ("VG 20", "GV-20", "code"), ("LR3", "LR-3", "code"), ("LIV-3", "LR-3", "code"), ("LV 3", "LR-3", "code"),
    ("F3", "LR-3", "code"), ("HT 7", "HT-7", "code"), ("HE-7", "HT-7", "code"), ("H7", "HT-7", "code"),
    ("C7", "HT-7", "code"), ("PC6", "PC-6", "code"), ("P 6", "PC-6", "code"), ("HC6", "PC-6", "code"),
    ("MC 6", "PC-6", "code"), ("XB6", "PC-6", "code"), ("L.I.-4", "LI-4", "code"), ("LI4", "LI-4", "code"),
    ("CO4", "LI-4", "code"), ("Di4", "LI-4", "code"), ("IG 20", "LI-20", "code"), ("EX-HN3", "EX-HN3", "code"),
    ("Ex-HN 3", "EX-HN3", "code"), ("ex-hn-3", "EX-HN3", "code"), ("DU 29", "EX-HN3", "code"),
    ("GV-29", "EX-HN3", "code"), ("GV24+", "EX-HN3", "exact"),
    ("涌泉", "KI-1", "exact"), ("湧泉", "KI-1", "exact"), ("涌泉穴", "KI-1", "exact"), ("足三里", "ST-36", "exact"),
    ("yǒngquán", "KI-1", "exact"), ("Yǒng Quán", "KI-1", "exact"), ("yong3quan2", "KI-1", "exact"),
    ("yong3 quan2", "KI-1", "exact"), ("Gushing Spring", "KI-1", "exact"), ("gushing  spring", "KI-1", "exact"),
    ("zhōngzhǔ", "TE-3", "exact"), ("zhong1zhu4", "KI-15", "exact"), ("용천", "KI-1", "exact"),
    ("ゆうせん", "KI-1", "exact"), ("Dũng Tuyền", "KI-1", "exact"),
    ("yongquan", "KI-1", "folded"), ("Yong Quan", "KI-1", "folded"), ("YONG-QUAN", "KI-1", "folded"),
    ("yung-ch'üan", "KI-1", "folded"), ("Tsu San Li", "ST-36", "folded"), ("zu san li", "ST-36", "folded"),
    ("dung tuyen", "KI-1", "folded"),
    ("M-HN-3", "EX-HN3", "code"), ("MHN3", "EX-HN3", "code"), ("N-HN-54", "EX-HN22", "code"), ("Dü 3", "SI-3", "code"), ("Stomach meridian 36", "ST-36", "code"),
    ("Dickdarm 4", "LI-4", "code"), ("Estómago 36", "ST-36", "code"), ("Fegato 3", "LR-3", "code"), ("Extra-HN3", "EX-HN3", "code"),
    ("Joksamni", "ST-36", "folded"), ("hap gok", "LI-4", "folded"), ("족삼리혈", "ST-36", "exact"), ("Baekhoehyeol", "GV-20", "folded"),
    ("goukoku", "LI-4", "folded"), ("アシサンリ", "ST-36", "folded"), ("がいかん", "TE-5", "exact"), ("気戸", "ST-13", "folded"), ("尺沢", "LU-5", "folded"),
    ("huyệt Hợp cốc", "LI-4", "exact"), ("Tuc Tam Ly", "ST-36", "folded"), ("Tan-chung", "CV-17", "folded"), ("Hoku", "LI-4", "folded"),
    ("Joining of Valley", "LI-4", "folded"), ("Zi Gong Xue", "EX-CA1", "folded"), ("Fengchi (GB20)", "GB-20", "code"), ("B40-Weizhong", "BL-40", "code"),
    ("SP - 4 GONGSUN", "SP-4", "code"), ("中府(LU1Zhongfu)", "LU-1", "code"), ("합곡(合谷)", "LI-4", "folded"), ("Jīng Míng V1", "BL-1", "code"),
    ("Weizhong (BL-54)", "BL-40", "near"), ("BL-49 Zhibian", "BL-54", "near"), ("Yanlingquan", "GB-34", "near"), ("Shenzu", "GV-12", "near"),
    ("Zuzanli", "ST-36", "near"), ("Zighou", "TE-6", "near"),
    ("량문", "ST-21", "folded"), ("려태", "ST-45", "folded"), ("양노", "SI-6", "folded"), ("신수혈", "BL-23", "folded"), ("폐수", "BL-13", "folded"),
    ("tō dō", "GV-13", "exact"), ("chō e", "GB-2", "exact"), ("てのさんり", "LI-10", "folded"), ("Shusanri", "LI-10", "folded"),
    ("ashi no rin kyū", "GB-41", "folded"), ("そくきょういん", "GB-44", "folded"), ("jyō ryō", "BL-31", "folded"), ("syaku taku", "LU-5", "folded"),
    ("Túc Tam Lí", "ST-36", "folded"), ("Qui Lai", "ST-29", "exact"), ("Quy Lai", "ST-29", "folded"), ("Thiên Khu", "ST-25", "folded"),
    ("Chiên Trung", "CV-17", "exact"), ("Đảm Du", "BL-19", "folded"), ("Bá Hội", "GV-20", "folded"), ("Lâm Khấp Đầu", "GB-15", "folded"),
    ("攅竹", "BL-2", "folded"), ("胸鄕", "SP-19", "folded"), ("Gate of Fluids", "TE-2", "exact"), ("Palace of Labor", "PC-8", "exact"), ("Eye Window", "GB-16", "exact"),
    ("Địa Vệ", "KI-1", "exact"), ("dia ve", "KI-1", "folded"), ("사신총", "EX-HN1", "exact"), ("ししんそう", "EX-HN1", "exact"), ("Tứ Thần Thông", "EX-HN1", "exact"),
    ("An Miên", "EX-HN22", "exact"), ("Ấn đường", "EX-HN3", "exact"), ("天湿", "PC-2", "exact"), ("Tuyệt Cốt", "GB-39", "exact"), ("秩辺", "BL-54", "folded"),
    ("qianzheng", "N-HN-20", "folded"), ("Qian Zheng", "N-HN-20", "folded"), ("牵正", "N-HN-20", "exact"), ("牽正", "N-HN-20", "exact"),
    ("牵正穴", "N-HN-20", "exact"), ("qiānzhèng", "N-HN-20", "exact"), ("qian1zheng4", "N-HN-20", "exact"), ("Pull Aright", "N-HN-20", "exact"),
    ("N-HN-20", "N-HN-20", "code"), ("NHN20", "N-HN-20", "code"), ("n-hn20", "N-HN-20", "code"), ("N-HN 20", "N-HN-20", "code"),
    ("EX-HN20", "N-HN-20", "code"), ("Qianzheng (N-HN-20)", "N-HN-20", "code"), ("Qianzheng N-HN-20", "N-HN-20", "code"),
    ("N-HN-20 Qianzheng", "N-HN-20", "code"), ("Yintang EX-HN3", "EX-HN3", "code"), ("NHN54", "EX-HN22", "code"), ("M-UE-48", "EX-UE12", "code"),
    ("tituo", "N-CA-4", "folded"), ("提托", "N-CA-4", "exact"), ("提托穴", "N-CA-4", "exact"), ("nca4", "N-CA-4", "code"), ("EX-CA4", "N-CA-4", "code"),
    ("Sprudelnde Quelle", "KI-1", "folded"), ("fuente que brota", "KI-1", "folded"), ("Vale circundado", "LI-4", "folded"), ("Sorgente zampillante", "KI-1", "folded"),
    ("Ghost Pillow", "GV-16", "exact"), ("flying tiger", "TE-6", "exact"), ("Cáoxī", "GV-16", "exact"), ("曹溪", "GV-16", "exact"),
    ("Hand-Wangu", "SI-4", "folded"), ("foot linqi", "GB-41", "folded"), ("Head Linqi", "GB-15", "folded"), ("Zuanzhu (BL 2)", "BL-2", "code"),
    ("GI11. Khúc trì", "LI-11", "code"), ("Tae Tchrong", "LR-3", "folded"), ("Oe Tchong", "BL-40", "folded"), ("VU 29", "BL-29", "code"),
    ("Žučni Mjehur 21", "GB-21", "code"), ("Ttr.1", "SI-1", "code"), ("EC 6", "PC-6", "code"),
    ("J.12.Чжун-вань", "CV-12", "code"), ("Le 3 (H 3)", "LR-3", "code"), ("Thiên Trì (Tb.1)", "PC-1", "code"), ("Ex-3 Yuyao", "EX-HN4", "folded"),
    ("36ème point du méridien de l’Estomac", "ST-36", "code"), ("the 36th point of the stomach meridian", "ST-36", "code"), ("Le Nr.1 Dai Ton", "LR-1", "code"),
    ("Stomach Thirty-Six", "ST-36", "code"), ("stomach three", "ST-3", "code"), ("the third point of the Liver channel", "LR-3", "code"),
    ("sesto punto del Meridiano di Pericardio", "PC-6", "code"), ("Huyệt thứ 36 của kinh Vị", "ST-36", "code"), ("36. Punkt des Magenmeridians", "ST-36", "code"),
    ("胃の36番", "ST-36", "code"), ("胃经第三十六穴", "ST-36", "code"), ("위경의 36번째 혈", "ST-36", "code"), ("V(VII)65", "BL-65", "code"), ("8 de Circulación-Sexualidad", "PC-8", "code"),
    ("tchien-ču", "BL-10", "folded"), ("nej-kuan", "PC-6", "folded"), ("cu-san-li", "ST-36", "folded"), ("淚孔", "BL-1", "folded"), ("窮骨", "GV-1", "folded"), ("足の三里", "ST-36", "exact"),
    ("Stomach (ST) 36", "ST-36", "code"), ("(Urinary) Bladder (BL) 40", "BL-40", "code"), ("Taichong 3F 太 衝", "LR-3", "code"), ("large intestines 4", "LI-4", "code"), ("Feng Shi · GB31", "GB-31", "code"),
    ("B7: Yaoyan", "EX-B7", "code"), ("HN1 Sishencong", "EX-HN1", "code"), ("CV (Ren) 12 (Zhongwan)", "CV-12", "code"), ("P-3 Palais céleste TIANFU", "LU-3", "code"),
    ("內關 P-6 “Neiguan”", "PC-6", "code"), ("Hegu L.I.-4", "LI-4", "code"), ("P7 (méridien Poumon)", "LU-7", "code"), ("陽(yáng)白穴", "GB-14", "exact"), ("Puntos Yingxiang", "LI-20", "folded"),
    ("El tercer ojo", "EX-HN3", "folded"), ("ponto PC6", "PC-6", "code"), ("Spleen Six Point", "SP-6", "code"), ("Шаошанг", "LU-11", "near"), ("Конгзуй", "LU-6", "near"),
    ("punto #4 del intestino grueso", "LI-4", "code"), ("Slezena/Pankreas 5", "SP-5", "code"), ("Phế Du (BL13)", "BL-13", "code"),
    ("GV 24.5", "EX-HN3", "code"), ("Yin Tang (GV24.5)", "EX-HN3", "code"), ("Du 24,5", "EX-HN3", "code"),
    ("Sann Inn Tsiao", "SP-6", "folded"), ("鬼壘", "SP-1", "folded"), ("Sea of Tranquility", "CV-17", "exact"), ("M-UE-24", "EX-UE8", "code"),
    ("yongqan", "KI-1", "near"), ("sanyinjao", "SP-6", "near"), ("Gushing Sprng", "KI-1", "near"),
]  # fmt: skip


WORD_BY_WORD = [  # translated names that no list holds, and the language in which they are read
    ("Innerlijke Poort", "PC-6", "Dutch"), ("Bruisende Bron", "KI-1", "Dutch"), ("Kreuzung der drei Yin", "SP-6", "German"),
    ("zamknięta dolina", "LI-4", "Polish"), ("плечевой колодец", "GB-21", "Russian"),
    ("Quelle des Yang-Hügels", "GB-34", "German"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code", "language"), WORD_BY_WORD, ids=[w[0] for w in WORD_BY_WORD])
def test_a_translated_name_is_read_word_by_word(index: Index, typed: str, code: str, language: str) -> None:
    found = resolve(typed, index)
    assert (found.code, found.kind) == (code, "near")
    assert f"word by word in {language}" in found.taken
    with pytest.raises(AcuError):
        resolve(typed, index, exact=True)


ASKED = [  # the error, and the points that are named
    ("Windpalast", "not_found", {"GV-16"}), ("abdomen inferior", "not_found", {"CV-10"}), ("Fenster des Himmels", "ambiguous", {"SI-16", "TE-16"}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "error", "codes"), ASKED, ids=[a[0] for a in ASKED])
def test_what_may_be_something_else_is_asked(index: Index, typed: str, error: str, codes: set[str]) -> None:
    with pytest.raises(AcuError) as refused:
        resolve(typed, index)
    assert refused.value.code == error
    assert codes <= set(refused.value.candidates)


@pytest.mark.parametrize(
    "typed",
    [
        "eau de source",
        "боль в животе",
        "klatka piersiowa",
        "Río Grande",
        "lower back",
        "spring water",
        "banana gate",
        "dolor de estómago",
        "muscle spasm",
        "Muskelkrampf",
        "Stadttor",
    ],
)
def test_what_is_something_else_is_not_taken(index: Index, typed: str) -> None:
    with pytest.raises(AcuError) as refused:
        resolve(typed, index)
    assert refused.value.code == "not_found"


@pytest.mark.parametrize(("typed", "code", "kind"), TAKEN, ids=[t[0] for t in TAKEN])
def test_taken(index: Index, typed: str, code: str, kind: str) -> None:
    found = resolve(typed, index)
    assert (found.code, found.kind) == (code, kind)


REFUSED = [  # what is typed, the error, the candidates or a word of the line
    ("商楊", "not_found", "LI-1 "), ("洛却", "not_found", "BL-8 "), ("足三理", "not_found", "ST-36 "), ("金钟罩", "not_found", "acu search"), ("太极", "not_found", "acu search"),
    ("LI 4 (banana)", "not_found", "o point"), ("Ghost Heart", "ambiguous", "LU-9"), ("II4", "not_found", "ACU_CODES=roman reads it as LI-4"), ("T20", "not_found", "ACU_CODES=russian reads it as GV-20"),
    ("D 99999999999999999999999", "not_found", "o point"), ("II99999999999999999999999999", "not_found", "o point"), ("T 0", "not_found", "o point"),
    ("one heart", "not_found", "o point"), ("first liver", "not_found", "o point"), ("three kidney points", "not_found", "o point"), ("3 kidney points", "not_found", "o point"),
    ("Stomach ninety", "not_found", "o point"), ("36 weeks of the stomach", "not_found", "o point"), ("GV 24.51", "not_found", "o point"), ("ST 24.5", "not_found", "o point"),
    ("Ear Shenmen (TF4)", "not_found", "o point"), ("тянь-чжун", "ambiguous", "SI-11"), ("HN1 Hegu", "not_found", "o point"), ("Hua Tuo", "not_found", "o point"), ("5 shu points", "not_found", "o point"),
    ("hand banana", "not_found", "o point"), ("L4-L5", "not_found", "o point"), ("C5/6", "not_found", "o point"), ("LI4-LI5", "ambiguous", "LI-5"), ("S36-S37", "ambiguous", "ST-37"),
    ("Ex-1 Hegu", "not_found", "o point"), ("J.12 T.20", "not_found", "o point"), ("36th point of the lost meridian", "not_found", "o point"), ("绝骨阳", "not_found", "o point"),
    ("todo", "not_found", "o point"), ("sine", "not_found", "o point"), ("gansu", "not_found", "o point"),
    ("lute", "not_found", "o point"), ("indo", "not_found", "o point"), ("Tử Cung", "ambiguous", "EX-CA1"),
    ("Lâm Khấp", "ambiguous", "GB-41"), ("Dương Quan", "ambiguous", "GV-3"), ("りんきゅう", "ambiguous", "GB-15"),
    ("Hegu (LI14)", "ambiguous", "disagree"), ("yumen", "ambiguous", "LU-2"), ("tenso", "ambiguous", "SI-16"), ("sohae", "ambiguous", "HT-3"),
    ("1st", "not_found", "o point"), ("5k", "not_found", "o point"), ("into", "not_found", "o point"), ("green", "not_found", "o point"),
    ("darling", "not_found", "o point"), ("holding", "not_found", "o point"), ("fengshui", "not_found", "o point"), ("gansu", "not_found", "o point"),
    ("D3", "not_found", "o point"), ("55.01", "not_found", "o point"), ("Gyeongdongmaek", "not_found", "o point"),
    ("KI-28", "out_of_range", "1 to 27"), ("KI-0", "out_of_range", "1 to 27"), ("LU12", "out_of_range", "1 to 11"),
    ("KI-9999999999999999", "out_of_range", "1 to 27"), ("EX-HN99", "out_of_range", "1 to 15"),
    ("zhongzhu", "ambiguous", "KI-15"), ("zhongzhu", "ambiguous", "TE-3"), ("IG-5", "ambiguous", "SI-5"),
    ("juliao", "ambiguous", "GB-29"), ("futu", "ambiguous", "LI-18"), ("yinjiao", "ambiguous", "GV-28"),
    ("", "usage", "empty"), ("   ", "usage", "empty"), ("\u3000", "usage", "empty"),
    ("😀", "not_found", "o point"), ("'; DROP TABLE points", "not_found", "o point"), ("[/b]", "not_found", "o point"),
    ("tai chi", "not_found", "o point"), ("feng shui", "not_found", "o point"), ("banana", "not_found", "o point"),
    ("x" * 10_000, "not_found", "10000 letters"), ("\x1b[31m", "not_found", "o point"), ("KI", "not_found", "o point"),
    ("ST 36 weeks", "not_found", "o point"), ("H7N9", "not_found", "o point"), ("-1", "not_found", "o point"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code", "word"), REFUSED, ids=[f"{t[0][:20]!r}-{t[2]}" for t in REFUSED])
def test_refused(index: Index, typed: str, code: str, word: str) -> None:
    with pytest.raises(AcuError) as caught:
        resolve(typed, index)
    assert caught.value.code == code
    assert word in caught.value.line()


def test_exact_refuses_near_misses(index: Index) -> None:
    with pytest.raises(AcuError) as caught:
        resolve("yongqan", index, exact=True)
    assert caught.value.candidates[0] == "KI-1"


CODES = [("vietnamese", "Vi.34", "ST-34"), ("dutch", "Maag 36", "ST-36"), ("french", "Rn-6", "KI-6"), ("german", "Du 14", "GV-14"), ("french", "P 7", "LU-7"), ("french", "C 7", "HT-7"), ("german", "He 7", "HT-7"), ("spanish", "H 3", "LR-3"),
         ("spanish", "B 6", "SP-6"), ("spanish", "IG 5", "LI-5"), ("french", "IG 5", "SI-5"), ("", "P 7", "PC-7"), ("roman", "II4", "LI-4"), ("roman", "36 III", "ST-36"), ("roman", "V 7", "HT-7"), ("", "V 7", "BL-7"), ("roman", "XIV.12", "CV-12"), ("russian", "J.12", "CV-12"), ("russian", "T 20", "GV-20")]  # fmt: skip


@pytest.mark.parametrize(("convention", "typed", "code"), CODES)
def test_acu_codes_decides(
    index: Index, monkeypatch: pytest.MonkeyPatch, convention: str, typed: str, code: str
) -> None:
    monkeypatch.setenv("ACU_CODES", convention)
    assert resolve(typed, index).code == code


ELSEWHERE = [  # what a rule decides between several points, and what is said of the others
    ("P 7", "PC-7", "LU-7 in french"), ("P6", "PC-6", "ACU_CODES decides"), ("天池", "PC-1", "also another name of CV-24"), ("B 3", "BL-3", "SP-3 in spanish"),
    ("KI-1", "KI-1", ""), ("LI4", "LI-4", ""), ("涌泉", "KI-1", ""), ("SP6", "SP-6", ""), ("zusanli", "ST-36", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code", "said"), ELSEWHERE, ids=[e[0] for e in ELSEWHERE])
def test_what_a_name_means_elsewhere_is_said(acu: Run, typed: str, code: str, said: str) -> None:
    for command in ("show", "related", "codes"):
        done = acu(command, typed, "--fields", "code")
        assert done.code == 0
        assert said in done.err
        assert bool(said) == ("ACU_CODES" in done.err or "another name" in done.err)
    assert json.loads(acu("show", typed, "--json").out)["points"][0]["code"] == code


def test_a_convention_that_was_asked_for_leaves_nothing_to_say(acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACU_CODES", "english")
    assert acu("show", "P 7", "--fields", "code").err == ""


def test_a_convention_that_is_none_is_refused(index: Index, acu: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACU_CODES", "frensh")
    for command in (["show", "P7"], ["list", "--channel", "P"], ["scan", "README.md"], ["show", "P7", "-f", "table"]):
        done = acu(*command)
        assert done.code == 2, command
        assert "ACU_CODES 'frensh' is no convention" in done.err
        assert "french" in done.err


def test_every_point_answers_to_its_names(index: Index) -> None:
    """Each standard name as written leads to its point, or to an ambiguity that holds it."""
    wrong = []
    for code, pinyin_name, chinese in index.rows("SELECT code, pinyin, chinese FROM points"):
        for name in (code, code.replace("-", ""), pinyin_name, chinese):
            try:
                if resolve(name, index).code != code:
                    wrong.append((name, code))
            except AcuError as error:
                if code not in error.candidates:
                    wrong.append((name, code))
    assert wrong == []


SPLIT = [("Yǒngquán", ["yong", "quan"]), ("xi'an", ["xi", "an"]), ("Jīnggǔ", ["jing", "gu"]), ("nüxu", ["nv", "xu"]),
         ("banana", ["ba", "na", "na"]), ("hello", None), ("", None), ("Ěrhéliáo", ["er", "he", "liao"])]  # fmt: skip


@pytest.mark.parametrize(("text", "syllables"), SPLIT)
def test_pinyin_split(text: str, syllables: list[str] | None) -> None:
    assert pinyin.split(text) == syllables


WADE = [("quan", "ch'üan"), ("yong", "yung"), ("zu", "tsu"), ("he", "ho"), ("xue", "hsüeh"), ("zhong", "chung"), ("ri", "jih")]  # fmt: skip


@pytest.mark.parametrize(("syllable", "spelling"), WADE)
def test_wade_giles(syllable: str, spelling: str) -> None:
    assert pinyin.wade_giles(syllable) == spelling


GISTS = [
    ("Joining of the Valleys", {"#joiningvalley", "#valleyjoining"}), ("Fluid Gate", {"#fluidgate"}), ("Gate of Fluids", {"#gatefluid", "#fluidgate"}),
    ("Palace of Labour", {"#palacelabor", "#laborpalace"}), ("Calf's Nose", {"#calfnose"}), ("Spring", set()), ("of the", set()), ("Túc Tam", set()), ("", set()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "keys"), GISTS)
def test_gists(name: str, keys: set[str]) -> None:
    assert gists(name) == keys


PIECES = [("Dìchōng 地冲", ["地冲", "Dìchōng"]), ("Địa Cù, Địa Vệ", ["Địa Cù", "Địa Vệ"]), ("GV24+", ["GV24+"]), (" , ", []), ("", [])]  # fmt: skip


@pytest.mark.parametrize(("name", "parts"), PIECES)
def test_pieces(name: str, parts: list[str]) -> None:
    assert pieces(name) == parts


RESPELLED = [
    ("Túc Tam Lý", "足三里", {"tuctamli", "tamly", "tamli", "tamlytuc", "tamlituc"}), ("Quy Lai", "归来", {"quilai"}),
    ("Ngũ Khu", "五枢", {"nguxu"}), ("Khâu Khư", "丘墟", {"khuukhu", "kheokhu", "khauhu", "khuuhu", "kheohu", "khaukhau", "khuukhau", "kheokhau"}),
    ("Mi Xung", "", {"myxung"}), ("Hợp Cốc", "合谷", set()), ("Hòa Liêu", "口禾髎", set()), ("", "", set()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "simplified", "keys"), RESPELLED)
def test_vietnamese_respelled(name: str, simplified: str, keys: set[str]) -> None:
    assert vietnamese.respelled(name, simplified) == keys


FOLDED_HANGUL = [("량문", "양문"), ("루곡", "누곡"), ("녀", "여"), ("합곡", "합곡"), ("대릉", "대능"), ("양릉천", "양능천")]  # fmt: skip


@pytest.mark.parametrize(("text", "folded"), FOLDED_HANGUL)
def test_hangul_folds_to_the_spelling_of_the_south(text: str, folded: str) -> None:
    assert fold(text) == folded


TRANSPORTING = [("신유", "肾俞", "신수"), ("수부", "俞府", "유부"), ("합곡", "合谷", None), ("화료", "口禾髎", None)]  # fmt: skip


@pytest.mark.parametrize(("hangul", "han", "other"), TRANSPORTING)
def test_korean_transporting(hangul: str, han: str, other: str | None) -> None:
    assert korean.transporting(hangul, han) == other


PLACED = [("てさんり", "手三里", {"さんり", "てのさんり", "しゅさんり"}), ("ごうこく", "合谷", set()), ("かりょう", "口禾髎", {"くちかりょう", "くちのかりょう", "こうかりょう"}),
          ("あしのつうこく", "足通谷", {"つうこく", "あしつうこく", "そくつうこく"})]  # fmt: skip


@pytest.mark.parametrize(("kana", "simplified", "others"), PLACED)
def test_japanese_placed(kana: str, simplified: str, others: set[str]) -> None:
    assert japanese.placed(kana, simplified) == others


KUNREI = [("しょうふ", {"syouhu", "syoohu", "syohu", "syohhu"}), ("ちき", {"tiki"}), ("はっちゃ", {"hattya"}), ("じょう", {"zyou", "zyo", "zyoo", "zyoh", "jyou", "jyo", "jyoo", "jyoh"}),
          ("かく", set()), ("abc", set())]  # fmt: skip


@pytest.mark.parametrize(("kana", "spellings"), KUNREI)
def test_japanese_kunrei(kana: str, spellings: set[str]) -> None:
    assert japanese.kunrei(kana) == spellings


PARSED = [("KI-1", ("ki", "1", False)), ("36E", ("e", "36", True)), ("GV24+", None), ("ki", None), ("12", None), ("K.I. 3", ("ki", "3", False)),
          ("Dü 3", ("due", "3", False)), ("Du 3", ("du", "3", False)),
          ("ST 36 weeks", None), ("", None)]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), PARSED)
def test_code_form(text: str, parts: tuple[str, str, bool] | None) -> None:
    assert codes.parse(text) == parts


def test_fold_brings_variants_together() -> None:
    assert fold("湧泉") == fold("涌泉")
    assert fold("Yǒng-Quán") == "yongquan"


SHOWN = [
    ("deadman", "KI-3", "KID-3"),
    ("deadman", "EX-HN3", "M-HN-3"),
    ("deadman", "N-HN-20", "N-HN-20"),
    ("german", "N-CA-4", "N-CA-4"),
    ("german", "SI-3", "Dü 3"),
    ("french", "ST-36", "E-36"),
    ("who", "LR-3", "LR-3"),
]


@pytest.mark.parametrize(("style", "typed", "title"), SHOWN, ids=[f"{s[0]}-{s[1]}" for s in SHOWN])
def test_codes_in_the_readers_convention(acu: Run, style: str, typed: str, title: str) -> None:
    shown = acu("show", typed, "--codes", style, "--format", "markdown")
    assert shown.out.startswith(f"## {title} ")
    assert f'"code":"{typed}"' in acu("show", typed, "--codes", style, "--json").out, "programs keep the WHO code"


def test_codes_of_no_convention_are_refused(acu: Run) -> None:
    done = acu("show", "KI-1", "--codes", "klingon")
    assert (done.code, "Choose from: who, deadman" in done.err) == (2, True)


def test_one_way_to_write_a_code(acu: Run) -> None:
    """What --codes and scan --replace write is what `acu codes` lists first for the convention."""
    from acupoint_cli.names.conventions import CODES, NAMES

    for code in ("LI-4", "SI-3", "TE-5", "GV-20", "ST-36", "EX-HN3", "N-HN-20"):
        rows = [row for row in json.loads(acu("codes", code, "--json").out)["codes"] if row["kind"] == "code"]
        listed: dict[str, list[str]] = {}
        for row in rows:
            listed.setdefault(row["convention"], []).append(row["written"])
        for convention in CODES:
            if convention in NAMES:
                continue
            first = listed.get(convention, [code])[0]
            assert acu("show", code, "--codes", convention, "-f", "markdown").out.startswith(f"## {first} ")
            assert acu("scan", "--replace", convention, stdin=code).out == first
        assert len(rows) == len({(row["convention"], row["written"]) for row in rows})


AROUND = [  # what a list leaves around a name; other scripts
    ("KI-1,", "KI-1"), ("LI 4.", "LI-4"), ("1. KI-1", "KI-1"), ("* KI-1", "KI-1"), ("KI-1:", "KI-1"), ('"KI-1"', "KI-1"), ("(KI-1)", "KI-1"), ("\ufeffK1", "KI-1"), ("[涌泉]", "KI-1"), ("위36", "ST-36"), ("방광경40", "BL-40"),
    ("юн-цюань", "KI-1"), ("ЦЗУ-САНЬ-ЛИ", "ST-36"), ("Цзу сань лі", "ST-36"), ("V(VII)65", "BL-65"), ("ponto do estômago 36", "ST-36"),
    ("TR5 вай-гуань", "TE-5"), ("М-HN-3", "EX-HN3"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code"), AROUND, ids=[t for t, _ in AROUND])
def test_what_stands_around_and_other_scripts(typed: str, code: str) -> None:
    assert resolve(typed, open_index()).code == code


@pytest.mark.parametrize("typed", ["KI-1, KI-3", "K1;ST36", "ST 36, LI 4"])
def test_two_codes_are_two_points(typed: str) -> None:
    with pytest.raises(AcuError, match="names several points"):
        resolve(typed, open_index())
