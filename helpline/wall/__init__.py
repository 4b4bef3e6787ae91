"""The wall: which database role may do what to which rows, table by table."""

from helpline.wall.applied import apply, drift
from helpline.wall.rules import WALL
from helpline.wall.words import Rule
