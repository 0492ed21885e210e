"""A timeline in memory: its parts, their trees and links, and the timeline as of a day."""
