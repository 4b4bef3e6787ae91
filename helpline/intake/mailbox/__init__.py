"""The way back: an anonymous person opens their own words with a receipt."""

from helpline.intake.mailbox.panels import Panel, PanelView
