"""Every sentence of the product, by key and language."""

LANGUAGES = ("zh", "en")
