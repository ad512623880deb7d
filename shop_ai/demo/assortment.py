"""What the simulated shop sells, where it sells and to whom: invented, and plausible for Algeria."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A product as the sheets name it in French and in Arabic; ``appeal`` weighs how often it is bought."""

    sku: str
    french: str
    arabic: str
    category: str
    price: int
    stock: int | None
    appeal: float


ARTICLES = [
    Article("ROBE-KAB", "Robe kabyle brodée", "فستان قبائلي مطرز", "Robes", 6500, 14, 3.0),
    Article("HIJAB-MED", "Hijab soie de Médine", "حجاب حرير المدينة", "Hijabs", 1200, 80, 5.0),
    Article("ABAYA-NOI", "Abaya noire classique", "عباية سوداء كلاسيكية", "Robes", 5200, 22, 2.4),
    Article("SAC-CUIR", "Sac en cuir artisanal", "حقيبة جلدية تقليدية", "Sacs", 8900, 6, 1.3),
    Article("PARF-OUD", "Parfum oud 50 ml", "عطر العود 50 مل", "Parfums", 4500, 35, 2.2),
    Article("MUSC-10", "Musc blanc 10 ml", "مسك أبيض 10 مل", "Parfums", 900, 120, 3.2),
    Article("HUILE-OLI", "Huile d'olive de Kabylie 1 L", "زيت زيتون القبائل 1 ل", "Épicerie", 1400, 60, 2.6),
    Article("MIEL-JUJ", "Miel de jujubier 500 g", "عسل السدر 500 غ", "Épicerie", 3800, 18, 1.5),
    Article("COFF-THE", "Coffret à thé en cuivre", "طقم شاي نحاسي", "Maison", 7400, 4, 0.8),
    Article("TAPIS-PR", "Tapis de prière velours", "سجادة صلاة مخملية", "Maison", 2300, 40, 1.9),
    Article("SAVON-NO", "Savon noir beldi 250 g", "صابون بلدي 250 غ", "Soins", 700, 90, 2.8),
    Article("GHASSOUL", "Ghassoul 500 g", "غاسول 500 غ", "Soins", 650, 0, 1.6),
]

PACK = ("PACK-HAMMAM", "Pack hammam : savon noir, ghassoul, musc", 1990, ["SAVON-NO", "GHASSOUL", "MUSC-10"])
PACK_GIFT = ("PACK-CADEAU", "Pack cadeau : hijab et musc blanc", 1900, ["HIJAB-MED", "MUSC-10"])

# Channel of the order, share of orders, chance that the parcel is refused at the door.
CHANNELS = [
    ("Instagram", 0.41, 0.17),
    ("Facebook", 0.26, 0.24),
    ("TikTok", 0.21, 0.31),
    ("WhatsApp", 0.12, 0.09),
]

# Wilaya in French and Arabic, commune, share of orders, delivery fee in dinars.
PLACES = [
    ("Alger", "الجزائر", "Bab Ezzouar", 0.30, 400),
    ("Oran", "وهران", "Bir El Djir", 0.13, 600),
    ("Constantine", "قسنطينة", "El Khroub", 0.09, 600),
    ("Blida", "البليدة", "Boufarik", 0.09, 500),
    ("Sétif", "سطيف", "El Eulma", 0.09, 600),
    ("Tizi Ouzou", "تيزي وزو", "Azazga", 0.08, 500),
    ("Béjaïa", "بجاية", "Akbou", 0.07, 600),
    ("Annaba", "عنابة", "El Bouni", 0.06, 600),
    ("Ouargla", "ورقلة", "Hassi Messaoud", 0.05, 900),
    ("Tlemcen", "تلمسان", "Mansourah", 0.04, 700),
]

FIRST_NAMES = (
    "Amina Karim Lynda Yacine Nadia Sofiane Imane Rachid Meriem Walid Sarah Amine Khadidja Bilal Houria"
).split()
LAST_NAMES = "Exemple Démonstration Modèle Spécimen Essai".split()
ARABIC_NAMES = "أمينة كريم ليندة ياسين نادية سفيان إيمان رشيد مريم وليد".split()
