"""What every printed sheet of a municipality has in common."""

from programmes.enums import Palette

# As the theme's colours of the same names (static/theme), which a printed sheet cannot ask for.
ACCENTS = {
    Palette.TEAL: "#0f5261", Palette.BLUE: "#1f4a86", Palette.GREEN: "#2d5a34", Palette.WINE: "#7c2541",
    Palette.INK: "#323c49",
}  # fmt: skip
