"""A view that shows a picture of a blueprint: what the canvas and the panes of a comparison have in common.

It holds no graphics items: the surface paints the display list where it is in sight, so that ten thousand steps cost
what can be seen of them.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.ui.canvas.camera import Camera
from visavis.ui.canvas.picture import Picture
from visavis.ui.canvas.surface import Surface


class PictureView(QGraphicsView):
    """Shows a picture in a theme, without frame or scroll bars; its subclass makes the camera that looks at it."""

    camera: Camera

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Of a viewport that Qt makes PySide finds out what it is: it loads every kind of widget that there is.
        self.setViewport(QWidget())
        self.surface = Surface(self)
        self.setScene(QGraphicsScene(self))
        self.theme: Theme = LIGHT
        self.picture: Picture | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def shown_picture(self) -> Picture:
        """The picture on show, for what cannot happen before there is one: events come to no tool until then."""
        assert self.picture is not None
        return self.picture
