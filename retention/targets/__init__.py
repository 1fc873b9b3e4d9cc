"""Who to contact and why: people with contacts, campaign ideas (plays), target lists and their files."""

from retention.targets.contacts import mask_email, mask_name, mask_phone
from retention.targets.files import csv_bytes
from retention.targets.lists import REFUSALS, Choice, TargetList, list_of_people, make_list, reach
from retention.targets.people import people, people_csv
from retention.targets.plays import PLAYS, Play

__all__ = [
    "PLAYS",
    "REFUSALS",
    "Choice",
    "Play",
    "TargetList",
    "csv_bytes",
    "list_of_people",
    "make_list",
    "mask_email",
    "mask_name",
    "mask_phone",
    "people",
    "people_csv",
    "reach",
]
