"""Text, measured once: styles, advances, wrapping."""

from blueprint.text.metrics import metrics
from blueprint.text.styles import FittedText, GlyphRun, GlyphSegment, TextMetrics, TextStyle, Weight
from blueprint.text.wrapping import fit

__all__ = ["FittedText", "GlyphRun", "GlyphSegment", "TextMetrics", "TextStyle", "Weight", "fit", "metrics"]
