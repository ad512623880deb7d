"""Django looks for the app's tables here; they live in the rooms."""

from catalog.content.models import ContentMetric, ContentPiece, ContentProduct
from catalog.customers.models import Customer, CustomerIdentity
from catalog.imports.models import ImportBatch, ImportBefore, ImportFile, ImportRowError, SavedMapping
from catalog.keys.models import ApiKey, PublicKey, StoredAnswer
from catalog.limits.models import GuessBucket
from catalog.occasions.models import OccasionChange
from catalog.orders.models import ChangeMark, Order, OrderLine, Refund, RefundLine
from catalog.outbox.models import OutboxJob
from catalog.people.models import Invitation, Membership, RateWindow, SecurityEvent, User
from catalog.playlists.models import Playlist, PlaylistAddress, PlaylistChange, PlaylistItem
from catalog.products.models import Category, PackPart, Product, ProductHold
from catalog.series.models import Series, SeriesPost
from catalog.shops.models import Shop

__all__ = [
    "ApiKey",
    "Category",
    "ChangeMark",
    "ContentMetric",
    "ContentPiece",
    "ContentProduct",
    "Customer",
    "CustomerIdentity",
    "GuessBucket",
    "ImportBatch",
    "ImportBefore",
    "ImportFile",
    "ImportRowError",
    "Invitation",
    "Membership",
    "OccasionChange",
    "Order",
    "OrderLine",
    "OutboxJob",
    "PackPart",
    "Playlist",
    "PlaylistAddress",
    "PlaylistChange",
    "PlaylistItem",
    "Product",
    "ProductHold",
    "PublicKey",
    "RateWindow",
    "Refund",
    "RefundLine",
    "SavedMapping",
    "SecurityEvent",
    "Series",
    "SeriesPost",
    "Shop",
    "StoredAnswer",
    "User",
]
