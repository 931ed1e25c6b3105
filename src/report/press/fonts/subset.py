"""Makes the bundled faces from Debian's Noto fonts: `pip install fonttools`, `apt-get install fonts-noto-core fonts-noto-cjk`."""

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

CORE = "/usr/share/fonts/truetype/noto/NotoSans-%s.ttf"
CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-%s.ttc"


def jis(rows):
    found = set()
    for row in rows:
        for cell in range(1, 95):
            try:
                found.add(ord(bytes([row + 0xA0, cell + 0xA0]).decode("euc_jp")))
            except (UnicodeDecodeError, TypeError):
                pass
    return found


LATIN = {0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265}.union(
    range(0x20, 0x250), range(0x300, 0x400), range(0x400, 0x530), range(0x1E00, 0x1F00), range(0x2000, 0x2070), range(0x20A0, 0x20C0)
)
LEVEL_1 = jis(range(1, 9)) | jis(range(16, 48)) | set(range(0x3000, 0x3100)) | set(range(0xFF00, 0xFFF0)) | set(range(0x2460, 0x2474))
LEVEL_2 = jis(range(48, 85))
# Signs that Noto Sans lacks, and the kanji of names that JIS X 0208 lacks and every Japanese machine has (Windows-31J).
SIGNS = {0x2248, 0x2260, 0x2264, 0x2265, 0x2713}
NAMES = {ord(letter) for letter in map(chr, range(0x2E80, 0x10000)) if len(letter.encode("cp932", "ignore")) == 2} | {0x20BB7}


def make(font, letters, path, features):
    options = subset.Options()
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE", "MATH"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.save(path)


for weight, kanji in [("Regular", LEVEL_1 | LEVEL_2 | SIGNS | NAMES), ("Bold", LEVEL_1 | SIGNS)]:
    make(TTFont(CORE % weight), LATIN, f"NotoSans-{weight}.ttf", ["kern", "mark", "mkmk", "ccmp", "locl"])
    japanese = next(font for font in TTCollection(CJK % weight).fonts if "JP" in font["name"].getDebugName(1))
    make(japanese, kanji, f"NotoSansCJKjp-{weight}.otf", [])
