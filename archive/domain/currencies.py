"""The words and signs that name a currency or a scale beside a figure, in three languages."""

from __future__ import annotations

BEFORE = {
    "人民币": "CNY", "人民幣": "CNY", "RMB¥": "CNY", "RMB": "CNY", "CNY": "CNY", "CN¥": "CNY", "¥": "CNY",
    "新臺幣": "TWD", "新台幣": "TWD", "新台币": "TWD", "臺幣": "TWD", "台幣": "TWD", "台币": "TWD",
    "NT$": "TWD", "NTD$": "TWD", "NTD": "TWD", "TWD": "TWD", "TW$": "TWD", "NT": "TWD",
    "港幣": "HKD", "港币": "HKD", "HK$": "HKD", "HKD$": "HKD", "HKD": "HKD",
    "澳門幣": "MOP", "澳门币": "MOP", "MOP$": "MOP", "MOP": "MOP",
    "美金": "USD", "美元": "USD", "US$": "USD", "USD$": "USD", "USD": "USD",
    "S$": "SGD", "SG$": "SGD", "SGD$": "SGD", "SGD": "SGD", "新加坡元": "SGD", "新幣": "SGD", "新币": "SGD",
    "€": "EUR", "EUR": "EUR", "歐元": "EUR", "欧元": "EUR",
    "£": "GBP", "GBP": "GBP", "英鎊": "GBP", "英镑": "GBP",
    "JP¥": "JPY", "JPY": "JPY", "日圓": "JPY", "日元": "JPY", "日幣": "JPY", "日币": "JPY",
    "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD",
    "₩": "KRW", "KRW": "KRW", "RM": "MYR", "MYR": "MYR", "฿": "THB", "THB": "THB",
    "₫": "VND", "VND": "VND", "₹": "INR", "INR": "INR", "₱": "PHP", "IDR": "IDR", "RP": "IDR",
    "CHF": "CHF", "$": "",
}  # fmt: skip
"""Written before a figure (upper case) -> ISO 4217 code; "" for a sign that several countries share."""

AFTER = {
    "人民币": "CNY", "人民幣": "CNY", "RMB": "CNY", "CNY": "CNY", "yuan": "CNY",
    "新臺幣": "TWD", "新台幣": "TWD", "臺幣": "TWD", "台幣": "TWD", "台币": "TWD", "NTD": "TWD", "TWD": "TWD",
    "港元": "HKD", "港幣": "HKD", "港币": "HKD", "HKD": "HKD", "Hong Kong dollars": "HKD",
    "澳門元": "MOP", "澳门元": "MOP", "MOP": "MOP",
    "美元": "USD", "美金": "USD", "USD": "USD", "US dollars": "USD",
    "新加坡元": "SGD", "坡幣": "SGD", "坡币": "SGD", "SGD": "SGD", "Singapore dollars": "SGD",
    "歐元": "EUR", "欧元": "EUR", "EUR": "EUR", "€": "EUR", "euros": "EUR", "euro": "EUR",
    "英鎊": "GBP", "英镑": "GBP", "GBP": "GBP", "pounds sterling": "GBP", "pounds": "GBP",
    "日圓": "JPY", "日元": "JPY", "日幣": "JPY", "JPY": "JPY", "AUD": "AUD", "CAD": "CAD", "MYR": "MYR",
    "韓元": "KRW", "韩元": "KRW", "KRW": "KRW", "CHF": "CHF", "dollars": "",
}  # fmt: skip
"""Written behind a figure -> ISO 4217 code."""

SCALES = {
    "百": 10**2, "千": 10**3, "仟": 10**3, "万": 10**4, "萬": 10**4, "w": 10**4, "十万": 10**5, "十萬": 10**5,
    "百万": 10**6, "百萬": 10**6, "千万": 10**7, "千萬": 10**7, "亿": 10**8, "億": 10**8, "十亿": 10**9, "十億": 10**9,
    "万亿": 10**12, "萬億": 10**12, "兆": 10**12,
    "k": 10**3, "K": 10**3, "thousand": 10**3, "m": 10**6, "M": 10**6, "mn": 10**6, "mil": 10**6, "million": 10**6,
    "bn": 10**9, "B": 10**9, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
"""A scale word -> what it multiplies by. 兆 is 10^12, as in Taiwan."""
