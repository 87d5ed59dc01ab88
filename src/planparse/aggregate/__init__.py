"""Stage 6: many plans become an overview across communes."""
