"""planparse: reads Vietnamese administrative plans into JSON that a tracker can trust."""

__version__ = "0.1.0"
