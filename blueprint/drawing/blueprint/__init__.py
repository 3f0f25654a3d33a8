"""The blueprint itself: lanes, phases, cards, flows, the effort ribbon, and what lies over them."""
