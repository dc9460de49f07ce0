#!/usr/bin/env python3
"""Cut the three fonts Liaoyuan ships from Debian's fonts-noto-cjk. See README.md beside this file."""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

SOURCE = Path("/usr/share/fonts/opentype/noto")
HERE = Path(__file__).parent


def decodable(codec: str, first: range, second: range) -> set[int]:
    """Every character a two-byte code page can spell."""
    found = set()
    for a in first:
        for b in second:
            try:
                found.update(map(ord, bytes([a, b]).decode(codec)))
            except UnicodeDecodeError:
                continue
    return {c for c in found if not 0xE000 <= c <= 0xF8FF}  # no private use


LATIN = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100))
MARKS = (
    set(range(0x2010, 0x2028)) | set(range(0x2030, 0x203C))  # dashes, quotes, dots, permille
    | set(range(0x2190, 0x219A))  # arrows
    | set(range(0x2460, 0x2474))  # circled figures
    | set(range(0x3000, 0x3020)) | set(range(0xFF01, 0xFF5F)) | set(range(0xFFE0, 0xFFE6))
    | {0x20AC, 0x2103, 0x2116, 0x2122, 0x2212, 0x2264, 0x2265, 0x2260, 0x2248, 0x221A, 0x25A0, 0x25CB, 0x25CF, 0x2713}
)
GB2312 = decodable("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)) | LATIN | MARKS
GBK = decodable("gbk", range(0x81, 0xFF), range(0x40, 0xFF)) | GB2312
# What people are called outside GBK (䶮, 㛃, 𬭎 …): the Extension A characters of the 通用规范汉字表, and whatever
# the source font has of the later Han blocks.
EXTENSION_A = set(map(ord, "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃"
                           "䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"))
LATER_HAN = EXTENSION_A | set(range(0x9FA6, 0xA000)) | set(range(0x20000, 0x32000))
# Name characters outside GB2312, so that a bold name does not change its weight in the middle.
NAMES = set(map(ord, "喆镕堃昇赟祎玥璟珺垚犇淼骉麤彧翀翾晢晞旻曌婳嫄媞姝妤娣媖嬿琎琤琨珅珮玙瑀璠瓛屹峤峣崟嵚嵘巍锟锴镒镔钰铖锜锳镠鋆錡"
                     "煊煜燊燚炘炜烨焜焯熠燿洺浠涢湜湉沄沨泓淏淯潆潇澍濬瀚灏祐禛祯禔禕桢桉梽棽楸榕樾櫆怡惇恺愷懋慜昉昀昕晔晗暐暻曦甡皛皞睿矞砼碁"
                     "翎翊羿聿芃芮苡茜荻莙菡萱葳蒹蓁蔺薷诚诣谌谞譞赉赪跃轩轶辀迨逯逵遹邗邰郃郗郜鄢鄯闫閆阚隽霁霂霏靓韪颀颋飏馥骁骐骞髙鲲鹍鹂鹏麒黉"
                     "龑龢仝仞伃佟佳侁俣偲傕僡儁兕冼勍勖勰匡卉厐叆吉吽呁咏哿喻嚞囝圩坤垣埕堉墉壎夆奭妫姮娥娴孖孜寔寤尕屾岍岚岽峯崧嵩巽帏幄庠廙弋弢弼彣彤彰徕徵"
                     "德忱忞忻恂恪悫惟慕戬扆抒挺捷揆擎攸敉敔敩斐旂旃旸昊昱晁晏晟晧晳暄暘朕杲枞柃栩栲栻桁桀梓棨棻榛槿樨橚檀欤殊殷毓氡汧汭汶沅沐沚沣泠泫"
                     "喦囍垕堯塱夬奕婧婞嫚孬宓宬寀峇嶷幪巖彥怹恵悳惪愢慿戸扈挶掞揚斈旹昪晸朙杍枬柟栢桠棅棪棲楙槑槮樑橦歆毐氹泩洣浵涴淦渼湦溍滢漪漵瀛灝炅炑炤烜烺煐煥熙燏爕"))

FONTS = [
    # file, face inside the collection, characters
    ("NotoSansCJK-Regular", "Noto Sans CJK SC", GBK | LATER_HAN | NAMES),
    ("NotoSansCJK-Bold", "Noto Sans CJK SC Bold", GB2312 | NAMES),
    ("NotoSerifCJK-Bold", "Noto Serif CJK SC Bold", GB2312 | NAMES),
]


def main() -> None:
    for file, face, wanted in FONTS:
        collection = TTCollection(SOURCE / f"{file}.ttc", lazy=True)
        font = next(f for f in collection.fonts if f["name"].getDebugName(4) == face)
        options = subset.Options()
        options.hinting = False
        options.layout_features = ["kern", "liga", "ccmp", "mark", "mkmk"]
        options.drop_tables += ["VORG", "vhea", "vmtx"]  # nothing is set vertically
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]  # names, copyright and licence
        options.glyph_names = False
        options.notdef_outline = True
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        out = HERE / f"{file.replace('CJK', 'CJKsc')}.otf"
        subset.save_font(font, str(out), options)
        print(f"{out.name}: {len(font.getBestCmap())} characters, {out.stat().st_size / 1e6:.2f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
