"""How the samples are made: a declaration (`plans/*.toml`) becomes a DOCX, a PDF, a text and its truth."""
