"""Garbage text layers are told from sound texts, however odd these are."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from planparse.read.sound import is_broken, soundness

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

SOUND = {
    "a letterhead in capitals": "ỦY BAN NHÂN DÂN PHƯỜNG SUỐI MƠ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 12/KH-UBND",
    "English": "The plan sets out who does what by when, and how progress will be reported to the provincial department each quarter of the year.",
    "Vietnamese without marks": "Uy ban nhan dan phuong ban hanh Ke hoach chuyen doi so nam 2027 tren dia ban phuong voi cac noi dung chu yeu sau day",
    "numbers": "1 2 3 4 5 12,5% 15/12/2026 2.702.898 18 36 199.868 7.195.248 100 200 300 (1) (2) (3) 2026 2027 2028",
    "codes and abbreviations": "QĐ-UBND 251/KH-UBND HĐND-UBND VNeID IoT GPS pH CO2 m2 km2 14h30 TTg CT-TTg NĐ-CP BTC MTTQVN CNTT TTHC ATTP PCCC CSDL QLNN KT-XH",
    "names of places and persons": "Ama Kông; H'Hen Niê; Y Moan Ênuôl; Đắk Lắk; Krông Pắc; Buôn Đôn; Plei Ku; Kon Tum; Kbang; Chư Prông; Ia Grai; Mang Yang",
    "formulas": "α + β ≥ 3, Δt = 5 °C, 12 µm; diện tích 40 m²; tỷ lệ ≈ 95%; nồng độ N-NH4+ và N-NO3- theo quy chuẩn hiện hành của Bộ",
    "nothing": "",
}
BROKEN = {
    "a wrong character map": "&Ӝ1* HÒA XÃ +Ӝ, &+Ӫ 1*+Ƭ$ 9,ӊ7 NAM ĈӝF OұS - 7ӵ do - +ҥQK phúc 7KӵF KLӋQ",
    "OCR made for English": (
        "Té chire sinh hoat chuyén mén tai cac truong, b6 phan mot cua phu@ng; ra soat thu tuc hanh chinh cdc xa, h4nh phtic nhan ddn. "
        "Can ctr Ké hoach s6 45/KH-UBND ngay 15 thang 01 cla Uy ban nhan dan tinh vé viéc ph6i hgp tO chirc thuc hign, t6ng k6t"
    ),
    "letters lost": " ".join(
        ["C NG HÒA XÃ H I CH NGH A VI T NAM c l p t do h nh ph c y ban nhân dân ph ng ban hành k ho ch v c i cách hành ch nh"] * 2
    ),
    "private codes": "\ue001\ue002\ue003 \ue004\ue005 \ue006\ue007\ue008 k\ue009 ho\ue010ch n\ue011m",
    "UTF-8 read as Latin-1": "á»¦y ban nhÃ¢n dÃ¢n phÆ°á»\x9dng ban hÃ\xa0nh Káº¿ hoáº¡ch chuyá»\x83n Ä\x91á»\x95i sá»\x91 nÄ\x83m 2027 trÃªn Ä\x91á»\x8ba bÃ\xa0n phÆ°á»\x9dng",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_sound(text: str) -> None:
    assert not is_broken(text) and soundness(text) > 0.8


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken(text: str) -> None:
    assert is_broken(text)


@pytest.mark.parametrize("size", [600, 2400])
def test_silent_on_every_page_of_the_clean_texts(size: int) -> None:
    files = sorted((CORPUS / "texts").glob("*.txt"))
    if not files:
        pytest.skip(f"{CORPUS} absent")
    alarms = []
    for path in files:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        alarms += [f"{path.name}:{at}" for at in range(0, len(text), size) if is_broken(text[at : at + size])]
    assert alarms == []
