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


@dataclass(frozen=True, slots=True)
class Place:
    """A wilaya with a commune, its share of the customers, the delivery fee and what it adds to the log-odds of a
    refusal at the door."""

    french: str
    arabic: str
    commune: str
    share: float
    fee: int
    refusal: float


PLACES = [
    Place("Alger", "الجزائر", "Bab Ezzouar", 0.25, 400, -0.25),
    Place("Oran", "وهران", "Bir El Djir", 0.11, 600, 0.0),
    Place("Constantine", "قسنطينة", "El Khroub", 0.08, 600, -0.05),
    Place("Blida", "البليدة", "Boufarik", 0.08, 500, -0.1),
    Place("Sétif", "سطيف", "El Eulma", 0.08, 600, 0.05),
    Place("Tizi Ouzou", "تيزي وزو", "Azazga", 0.07, 500, -0.2),
    Place("Béjaïa", "بجاية", "Akbou", 0.06, 600, -0.1),
    Place("Annaba", "عنابة", "El Bouni", 0.05, 600, 0.0),
    Place("Ouargla", "ورقلة", "Hassi Messaoud", 0.04, 900, 0.4),
    Place("Tlemcen", "تلمسان", "Mansourah", 0.04, 700, 0.1),
    Place("Batna", "باتنة", "Batna", 0.03, 600, 0.15),
    Place("Mostaganem", "مستغانم", "Mostaganem", 0.03, 600, 0.1),
    Place("Djelfa", "الجلفة", "Djelfa", 0.02, 700, 0.5),
    Place("Biskra", "بسكرة", "Biskra", 0.02, 700, 0.3),
    Place("Ghardaïa", "غرداية", "Ghardaia", 0.02, 900, 0.2),
    Place("Béchar", "بشار", "Bechar", 0.01, 1000, 0.6),
    Place("Adrar", "أدرار", "Adrar", 0.01, 1200, 0.8),
]

# A colour, in French and Arabic, that makes a further product of an article.
VARIANTS = [
    ("rouge", "أحمر"),
    ("vert", "أخضر"),
    ("bleu", "أزرق"),
    ("beige", "بيج"),
    ("noir", "أسود"),
    ("blanc", "أبيض"),
    ("doré", "ذهبي"),
    ("rose", "وردي"),
]

FIRST_NAMES = (
    "Amina Karim Lynda Yacine Nadia Sofiane Imane Rachid Meriem Walid Sarah Amine Khadidja Bilal Houria"
).split()
LAST_NAMES = "Exemple Démonstration Modèle Spécimen Essai".split()
ARABIC_NAMES = "أمينة كريم ليندة ياسين نادية سفيان إيمان رشيد مريم وليد".split()
