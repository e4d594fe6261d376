"""Simplified and traditional Chinese from each other, by OpenCC: on this machine, without a service.

Into traditional Chinese with the words of Taiwan (软件 → 軟體), which is where most of our readers of it are; a reader in
Hong Kong knows them too, while `s2t` would give neither's spelling (裏, 爲). Back with the same table reversed.
"""

import re
from functools import cache

from opencc import OpenCC

OTHER = {"zh-hans": "zh-hant", "zh-hant": "zh-hans"}
CONFIG = {"zh-hant": "s2twp", "zh-hans": "tw2sp"}
SPELLING = {"zh-hant": "s2tw", "zh-hans": "tw2s"}
# OpenCC takes these for words of computers. In our texts they are words of law and of newspapers, so they keep their word
# and change their letters only: 高级专员 is 高級專員 and no 高階專員, 執行死刑 is 执行死刑 and no 运行死刑.
LEAVE = {
    "zh-hant": re.compile(
        "((?<!应用)程序|发布|信号|文件|文档|支持|对象|项目|权限|进程|高级|声明|保存|创建|循环|参数|社区|激活|交互|查找"
        "|运行|调用|优化|点击)"
    ),
    "zh-hans": re.compile(
        "(執行|建立|宣告|文件|檔案|程序|支援|物件|呼叫|核心|元件|數位|啟用|回撥|位元|相容|存取|通訊)"
    ),
}
# The pair opens and closes; a single ’ in a name written in Latin letters is an apostrophe.
QUOTES = {
    "zh-hant": ((re.compile("“([^“”]*)”"), r"「\1」"), (re.compile("‘([^‘’]*)’"), r"『\1』")),
    "zh-hans": ((re.compile("「([^「」]*)」"), r"“\1”"), (re.compile("『([^『』]*)』"), r"‘\1’")),
}


def can_draft(source, target, languages):
    """Whether there may be a text to convert: the original is the other Chinese, or the site has that language.

    `languages()` gives the codes of the site's languages; it is only asked where it matters.
    """
    other = OTHER.get(target)
    return other is not None and (source == other or other in languages())


def convert(html, target):
    """A text in the other Chinese as one in `target`, "zh-hans" or "zh-hant". Tags are left alone."""
    pieces = LEAVE[target].split(html)
    words, spelling = _converter(CONFIG[target]), _converter(SPELLING[target])
    converted = "".join(
        (spelling if number % 2 else words).convert(piece) for number, piece in enumerate(pieces)
    )
    for pair, ours in QUOTES[target]:
        converted = pair.sub(ours, converted)
    return converted


@cache
def _converter(config):
    return OpenCC(config)
