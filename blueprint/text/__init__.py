"""Text, measured once: styles, advances, wrapping."""

from visavis.blueprint.text.metrics import metrics
from visavis.blueprint.text.styles import FittedText, GlyphRun, GlyphSegment, TextMetrics, TextStyle, Weight
from visavis.blueprint.text.wrapping import fit

__all__ = ["FittedText", "GlyphRun", "GlyphSegment", "TextMetrics", "TextStyle", "Weight", "fit", "metrics"]
