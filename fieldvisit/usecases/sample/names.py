"""Names of dealers, people and streets, English and Chinese, that nobody has but that could be."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

COMPANY: Final = "Qinghe Brewing and Beverages Co., Ltd"
COMPANY_LOCAL: Final = "清禾酿造饮料有限公司"
COMPANY_ADDRESS: Final = "1 Qinghe Rd, Suzhou 苏州市清禾路1号"
REP: Final = "Lin Yue 林悦"
REP_TITLE: Final = "Senior representative"


@dataclass(frozen=True)
class Kind:
    """A kind of shop: how it is called, what it is in the trade."""

    word: str
    local: str
    channel: str
    tier: str


KINDS: Final = {
    "trading": Kind("Trading", "商贸有限公司", "wholesale", "distributor"),
    "wholesale": Kind("Drinks", "饮品批发", "wholesale", "distributor"),
    "beverage": Kind("Beverage", "饮料经营部", "wholesale", "second-tier"),
    "liquor": Kind("Liquor", "酒行", "specialist", "second-tier"),
    "grocery": Kind("Grocery", "副食商行", "traditional trade", "second-tier"),
    "supermarket": Kind("Supermarket", "超市", "modern trade", "retailer"),
    "mart": Kind("Mini-mart", "小超市", "modern trade", "retailer"),
    "store": Kind("Store", "商店", "traditional trade", "retailer"),
    "kiosk": Kind("Kiosk", "便民店", "traditional trade", "retailer"),
    "catering": Kind("Catering", "餐饮供应", "on-trade", "terminal"),
    "canteen": Kind("Canteen", "食堂供应", "on-trade", "terminal"),
    "snacks": Kind("Snacks", "小吃", "on-trade", "terminal"),
}

STEMS: Final = tuple(
    pair.split(" ")
    for pair in [
        "Anda 安达",
        "Baihe 百合",
        "Chunhui 春晖",
        "Dongsheng 东升",
        "Fengshou 丰收",
        "Guangming 光明",
        "Haifeng 海丰",
        "Jiali 佳利",
        "Kaixuan 凯旋",
        "Lehui 乐惠",
        "Minsheng 民生",
        "Nanhu 南湖",
        "Pingan 平安",
        "Qianjin 前进",
        "Ruixiang 瑞祥",
        "Senlin 森林",
        "Taihe 泰和",
        "Wanjia 万家",
        "Xingwang 兴旺",
        "Yonghui 永汇",
        "Zhenhua 振华",
        "Aijia 爱家",
        "Bolin 柏林",
        "Changxing 长兴",
        "Dafa 大发",
        "Fumin 富民",
        "Gaoxin 高新",
        "Huimin 惠民",
        "Jinxiu 锦绣",
        "Kangtai 康泰",
        "Longteng 龙腾",
        "Meijia 美佳",
        "Ningyuan 宁远",
        "Puyuan 普源",
        "Qingfeng 清风",
        "Rongda 荣达",
        "Sanyuan 三源",
        "Tongli 同里",
        "Weiye 伟业",
        "Xiangyang 向阳",
        "Yuanda 远大",
        "Zhongtian 中天",
        "Binhe 滨河",
        "Cuiyuan 翠园",
        "Dexin 德信",
        "Fangyuan 方圆",
        "Guxiang 故乡",
        "Heping 和平",
    ]
)

_FAMILIES: Final = [
    "Wang 王",
    "Li 李",
    "Zhang 张",
    "Liu 刘",
    "Chen 陈",
    "Yang 杨",
    "Zhao 赵",
    "Huang 黄",
    "Zhou 周",
    "Wu 吴",
    "Xu 徐",
    "Sun 孙",
    "Hu 胡",
    "Zhu 朱",
    "Gao 高",
    "He 何",
    "Guo 郭",
    "Ma 马",
    "Luo 罗",
    "Liang 梁",
    "Song 宋",
    "Zheng 郑",
    "Xie 谢",
    "Tang 唐",
    "Shen 沈",
    "Lu 陆",
    "Gu 顾",
    "Qian 钱",
]
_GIVEN: Final = [
    "Min 敏",
    "Fang 芳",
    "Wei 伟",
    "Jing 静",
    "Qiang 强",
    "Lei 磊",
    "Yan 艳",
    "Jun 军",
    "Juan 娟",
    "Yong 勇",
    "Jie 杰",
    "Tao 涛",
    "Ming 明",
    "Chao 超",
    "Xia 霞",
    "Ping 平",
    "Gang 刚",
    "Hua 华",
    "Ling 玲",
    "Bin 斌",
    "Mei 梅",
    "Hong 红",
    "Peng 鹏",
    "Xin 欣",
    "Hui 慧",
    "Feng 峰",
    "Yun 云",
    "Ying 英",
]
STREETS: Final = [
    "Renmin Rd 人民路",
    "Ganjiang Rd 干将路",
    "Shihu Rd 石湖路",
    "Xinggang St 星港街",
    "Jinji Lake Ave 金鸡湖大道",
    "Changjiang Rd 长江路",
    "Baima Jing Rd 白马泾路",
    "Zhongshan Rd 中山路",
    "Dongwu Rd 东吴路",
    "Qianjin Rd 前进路",
    "Loujiang Rd 娄江路",
    "Guanqian St 观前街",
]


def person(rng: Random) -> str:
    """A person's name, English and Chinese: `Zhou Min 周敏`."""
    family, family_local = rng.choice(_FAMILIES).split(" ")
    given, given_local = rng.choice(_GIVEN).split(" ")
    return f"{family} {given} {family_local}{given_local}"


def address(rng: Random) -> str:
    """A house in a street: `18 Heping Rd 和平路`."""
    return f"{rng.randint(2, 880)} {rng.choice(STREETS)}"


def made_up(index: int) -> tuple[str, str, str]:
    """English name, Chinese name and kind of the `index`-th dealer that is not named by hand; no name twice."""
    kinds = tuple(KINDS)
    turn, place = divmod(index, len(STEMS))
    kind = kinds[(index * 7 + turn) % len(kinds)]
    branch = turn // len(kinds)
    stem, local = STEMS[place]
    english, chinese = f"{stem} {KINDS[kind].word}", f"{local}{KINDS[kind].local}"
    return (f"{english} No. {branch + 1}", f"{chinese}{branch + 1}店", kind) if branch else (english, chinese, kind)
