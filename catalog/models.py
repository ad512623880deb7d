"""Django looks for the app's tables here; they live in the rooms."""

from catalog.channels.models import (
    ArrivalSign,
    Campaign,
    CampaignName,
    Channel,
    ChannelMove,
    ChannelRule,
    ChannelRun,
    ChannelSaid,
)
from catalog.codes.models import CodeMark, CodeUse, PlaylistCode
from catalog.content.models import ContentMetric, ContentPiece, ContentProduct
from catalog.conversations.models import (
    Conversation,
    ConversationChange,
    ConversationMessage,
    ConversationSettings,
    ReplyScript,
)
from catalog.customers.models import Customer, CustomerIdentity
from catalog.heard.models import HeardAnswer, HeardSettings
from catalog.history.models import RecordChange
from catalog.imports.models import ImportBatch, ImportBefore, ImportFile, ImportRowError, SavedMapping
from catalog.keys.models import ApiKey, PublicKey, StoredAnswer
from catalog.landing.models import LandingItem, LandingPage
from catalog.limits.models import GuessBucket
from catalog.occasions.models import OccasionChange
from catalog.orders.models import ChangeMark, Order, OrderLine, Refund, RefundLine
from catalog.outbox.models import OutboxJob
from catalog.parcels.models import CourierWord, Parcel, ParcelEvent, Remittance
from catalog.people.models import Invitation, Membership, RateWindow, SecurityEvent, User
from catalog.playlists.models import Playlist, PlaylistAddress, PlaylistChange, PlaylistItem
from catalog.products.models import Category, PackPart, Product, ProductHold
from catalog.series.models import ReminderChoice, SentReminder, Series, SeriesPost
from catalog.shops.models import Shop
from catalog.spend.models import CurrencyRate, SpendChange, SpendDay, SpendEntry

__all__ = [
    "ApiKey",
    "ArrivalSign",
    "Campaign",
    "CampaignName",
    "Category",
    "ChangeMark",
    "Channel",
    "ChannelMove",
    "ChannelRule",
    "ChannelRun",
    "ChannelSaid",
    "CodeMark",
    "CodeUse",
    "ContentMetric",
    "ContentPiece",
    "ContentProduct",
    "Conversation",
    "ConversationChange",
    "ConversationMessage",
    "ConversationSettings",
    "CourierWord",
    "CurrencyRate",
    "Customer",
    "CustomerIdentity",
    "GuessBucket",
    "HeardAnswer",
    "HeardSettings",
    "ImportBatch",
    "ImportBefore",
    "ImportFile",
    "ImportRowError",
    "Invitation",
    "LandingItem",
    "LandingPage",
    "Membership",
    "OccasionChange",
    "Order",
    "OrderLine",
    "OutboxJob",
    "PackPart",
    "Parcel",
    "ParcelEvent",
    "Playlist",
    "PlaylistAddress",
    "PlaylistChange",
    "PlaylistCode",
    "PlaylistItem",
    "Product",
    "ProductHold",
    "PublicKey",
    "RateWindow",
    "RecordChange",
    "Refund",
    "RefundLine",
    "ReminderChoice",
    "Remittance",
    "ReplyScript",
    "SavedMapping",
    "SecurityEvent",
    "SentReminder",
    "Series",
    "SeriesPost",
    "Shop",
    "SpendChange",
    "SpendDay",
    "SpendEntry",
    "StoredAnswer",
    "User",
]
