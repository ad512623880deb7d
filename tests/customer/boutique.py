"""A plausible shop page around the widget, and the answers the product would give it in French and Arabic."""

from __future__ import annotations

from typing import Any

from .conftest import KEY, Answer, Origin, Tool

TITLES = {
    "fr": [
        "Robe kabyle brodée main, coton",
        "Hijab soie de Médine",
        "Parfum Oud 50 ml",
        "Sac à main en cuir de Médéa",
        "Burnous laine fine pour homme, coupe longue et capuche doublée",
        "Bijou argent Beni Yenni",
    ],
    "ar": [
        "فستان قبائلي مطرز يدويًا",
        "حجاب حرير المدينة",
        "عطر العود 50 مل",
        "حقيبة يد جلدية",
        "برنوس صوف رفيع",
        "حلي فضة بني يني",
    ],
}
REASONS = {
    "fr": ["37 vendus ces 30 jours", "Souvent pris avec la robe", "Sélection de la boutique"],
    "ar": ["بيع منه 37 خلال 30 يومًا", "يُطلب غالبًا مع الفستان", "اختيار المتجر"],
}
PRICES = [6500, 1200, 4200, 8900, 15400, 3800]
PICTURES = [
    ("#f3d9d2", "#a8443a", "M38 22h24l6 14-8 6 10 40H30l10-40-8-6z"),
    ("#dfe6da", "#5e7a5a", "M30 34q20-24 40 0l6 34q-26 20-52 0z"),
    ("#efe3cb", "#9a6b1f", "M42 20h16v12h6v50H36V32h6z"),
    ("#e6dcd3", "#7a4b2c", "M26 44h48l6 36H20zM38 44q0-20 12-20t12 20h-6q0-13-6-13t-6 13z"),
    ("#dcdfe6", "#4a556e", "M50 16q12 0 14 16l14 50H22l14-50q2-16 14-16z"),
    ("#e9e6ee", "#6c6486", "M50 24a22 22 0 1 0 .1 0zM50 36a12 12 0 1 1-.1 0z"),
]
WHY = {
    "fr": {
        "title": "Pourquoi ces produits ?",
        "body": ["Cette liste montre ce que les clients de la boutique ont le plus commandé et gardé."],
        "data_used_label": "Données utilisées",
        "criteria_label": "Ce qui compte, dans l’ordre",
        "excluded_label": "Ce qui est écarté",
        "data_used": [
            "Les commandes livrées de la boutique ces 90 derniers jours",
            "La page que vous regardez",
        ],
        "criteria": [
            {"name": "Ventes livrées récentes", "weight_words": "compte le plus"},
            {"name": "Acheté avec ce produit", "weight_words": "compte beaucoup"},
            {"name": "Choix de la boutique", "weight_words": "compte un peu"},
        ],
        "excluded": ["Les produits épuisés", "Le produit déjà affiché"],
        "switch_label": "Ne pas utiliser ma navigation",
        "privacy_url": "https://tool.example/t/yasmine/",
        "privacy_label": "Tout ce qui est automatisé ici",
        "adviser_label": "Parler à un conseiller",
        "adviser_url": "https://wa.me/213550000001",
    },
    "ar": {
        "title": "لماذا تظهر لي هذه المنتجات؟",
        "body": ["تعرض هذه القائمة أكثر ما طلبه زبائن المتجر واحتفظوا به."],
        "data_used_label": "البيانات المستخدمة",
        "criteria_label": "ما يؤخذ في الحسبان، بالترتيب",
        "excluded_label": "ما يُستبعد",
        "data_used": ["الطلبات المسلّمة خلال آخر 90 يومًا", "الصفحة التي تشاهدها"],
        "criteria": [
            {"name": "المبيعات المسلّمة حديثًا", "weight_words": "الأكثر تأثيرًا"},
            {"name": "يُشترى مع هذا المنتج", "weight_words": "تأثير كبير"},
            {"name": "اختيار المتجر", "weight_words": "تأثير قليل"},
        ],
        "excluded": ["المنتجات غير المتوفرة", "المنتج المعروض"],
        "switch_label": "عدم استخدام تصفحي",
        "privacy_url": "https://tool.example/t/yasmine/",
        "privacy_label": "كل ما هو آلي هنا",
        "adviser_label": "تحدث مع مستشار",
        "adviser_url": "https://wa.me/213550000001",
    },
}
WORDS = {
    "fr": {
        "previous": "Produits précédents",
        "next": "Produits suivants",
        "why": "Pourquoi ces produits ?",
        "close": "Fermer",
        "saved": "C’est noté : votre navigation ne sert pas à choisir ces produits.",
        "undone": "C’est noté : les 20 derniers produits regardés ici servent à choisir ces produits.",
        "private": "Votre navigateur demande de ne pas être suivi : votre navigation ne sert pas.",
        "no": "Pas intéressé",
        "hidden": "Vous ne verrez plus :",
        "undo": "Annuler",
        "nothing": "Rien ne correspond à ces choix.",
        "all": "Tout montrer",
        "choices": "Vos choix",
        "updated": "Produits affichés :",
        "failed": "Ce choix n’a pas pu être appliqué.",
    },
    "ar": {
        "previous": "المنتجات السابقة",
        "next": "المنتجات التالية",
        "why": "لماذا تظهر لي هذه المنتجات؟",
        "close": "إغلاق",
        "saved": "تم الحفظ: لا يُستخدم تصفحك لاختيار هذه المنتجات.",
        "undone": "تم الحفظ: آخر 20 منتجًا تشاهدها هنا تُستخدم لاختيار هذه المنتجات.",
        "private": "متصفحك يطلب عدم التتبع: لا يُستخدم تصفحك.",
        "no": "لا يهمني",
        "hidden": "لن يظهر لك بعد الآن:",
        "undo": "تراجع",
        "nothing": "لا شيء يوافق هذه الاختيارات.",
        "all": "عرض الكل",
        "choices": "اختياراتك",
        "updated": "المنتجات المعروضة:",
        "failed": "تعذر تطبيق هذا الاختيار.",
    },
}
FILTERS = {
    "fr": [
        ("use", "Usage", [("every_day", "Tous les jours"), ("to_celebrate", "Pour la fête")]),
        ("budget", "Budget", [("3000", "Jusqu’à 3\xa0000\xa0DA"), ("8000", "Jusqu’à 8\xa0000\xa0DA")]),
        ("gift", "Cadeau", [("1", "À offrir")]),
    ],
    "ar": [
        ("use", "الاستعمال", [("every_day", "كل يوم"), ("to_celebrate", "للاحتفال")]),
        ("budget", "الميزانية", [("3000", "حتى 3\xa0000\xa0دج"), ("8000", "حتى 8\xa0000\xa0دج")]),
        ("gift", "هدية", [("1", "للإهداء")]),
    ],
}
HEADINGS = {"fr": "Souvent achetés ensemble", "ar": "يُشترى معًا غالبًا"}
PAGE = {
    "fr": (
        "Boutique Yasmine",
        "Robe kabyle brodée",
        "6\xa0500\xa0DA",
        "Ajouter au panier",
        "Paiement à la livraison, 58 wilayas.",
    ),
    "ar": (
        "متجر ياسمين",
        "فستان قبائلي مطرز",
        "6\xa0500\xa0دج",
        "أضف إلى السلة",
        "الدفع عند الاستلام في كل الولايات.",
    ),
}
STYLE = """body{margin:0;font:16px/1.6 "Segoe UI",Tahoma,sans-serif;color:#2a2320;background:#fffdfa}
header{padding:18px 24px;border-bottom:1px solid #eee3d8;font-weight:700;font-size:20px}
main{max-width:1160px;margin:auto;padding:24px 16px}.p{display:grid;gap:28px}
.p img{width:100%;border-radius:18px}
@media(min-width:800px){.p{grid-template-columns:1fr 1fr}}h1{font-size:28px;margin:0 0 8px}
.b{padding:14px 28px;border:0;border-radius:99px;background:#a8443a;color:#fff;font:inherit;font-weight:600}
[data-reco]{min-height:400px;margin-top:48px;--reco-accent:#a8443a}footer{padding:40px 24px;color:#6d625c}"""


def items(lang: str, number: int = 6) -> list[dict[str, Any]]:
    return [
        {
            "sku": f"SKU-{n}",
            "title": TITLES[lang][n % 6],
            "url": f"/p/{n}",
            "image": f"/i/{n % 6}.svg",
            "price": f"{PRICES[n % 6]}.00",
            "currency": "DZD",
            "price_text": f"{PRICES[n % 6]:,} {'DA' if lang == 'fr' else 'دج'}".replace(",", "\xa0").replace(
                " ", "\xa0"
            ),
            "reason": REASONS[lang][n % 3],
            "reason_code": "picked_by_shop" if n % 3 == 2 else "best_seller",
            "label": REASONS[lang][2] if n % 3 == 2 else "",
            "recommendation_id": f"rec-{n}",
            "rank": n + 1,
        }
        for n in range(number)
    ]


def filters(lang: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": label, "options": [{"value": v, "label": text} for v, text in options]}
        for name, label, options in FILTERS[lang]
    ]


def document(lang: str = "fr", number: int = 6, **changes: Any) -> dict[str, Any]:
    return {
        "heading": HEADINGS[lang],
        "heading_code": "bought_together",
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "items": items(lang, number),
        "why": WHY[lang],
        "words": WORDS[lang],
        "filters": [],
        "served_at": "now",
        "personalised": False,
        "computed_at": "2026-11-22T02:00:00+01:00",
        **changes,
    }


def widget(tool: Tool) -> str:
    return f'<script async src="{tool.url}/w/v1.js" data-key="{KEY}"></script>'


def place(lang: str = "fr", more: str = "") -> str:
    return f'<div data-reco="product" data-sku="ROBE-M" data-locale="{lang}" {more}></div>'


def open_shop(shop: Origin, tool: Tool, lang: str = "fr", number: int = 6) -> str:
    """Publishes the product page and its pictures; returns the page's address."""
    for n, (paper, ink, shape) in enumerate(PICTURES):
        svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        svg += f'<path fill="{paper}" d="M0 0h100v100H0z"/>'
        shop.pages[f"/i/{n}.svg"] = Answer(
            body=f'{svg}<path fill="{ink}" d="{shape}"/></svg>', kind="image/svg+xml"
        )
    tool.recommend(document(lang, number))
    name, title, price, add, note = PAGE[lang]
    return shop.set_page(
        f"/{lang}",
        f"""<!doctype html><html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"><head>
<title>{title}</title><meta name=viewport content="width=device-width">
<style>{STYLE}</style>{widget(tool)}</head>
<body><header>{name}</header><main><div class=p><img src="/i/0.svg" alt=""><div>
<h1>{title}</h1><p><b>{price}</b></p><p>{note}</p><button class=b>{add}</button></div></div>
{place(lang)}</main><footer>{name}</footer></body></html>""",
    )
