"""Changing a timeline's file where it is meant and nowhere else: comments, order and layout stay."""
