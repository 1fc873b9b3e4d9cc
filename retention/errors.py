"""What can go wrong for a user, one class a user action.

An error says what was found, what is needed and what to do next. `code` is stable, `fields` are values; the
sentence in the user's language comes from the catalogue (`retention.i18n.sentence`), keyed by the English one here.
"""

from __future__ import annotations

from typing import ClassVar


class RetentionError(Exception):
    """Something the user can mend."""

    sentences: ClassVar[dict[str, str]] = {}

    def __init__(self, code: str, **fields: object) -> None:
        if code not in self.sentences:
            raise KeyError(f"{type(self).__name__} has no sentence for {code!r}")
        self.code = code
        self.fields = fields
        super().__init__(self.sentence)

    @property
    def template(self) -> str:
        """The English sentence with its fields open: the key into the catalogues."""
        return self.sentences[self.code]

    @property
    def sentence(self) -> str:
        """The English sentence."""
        return self.template.format(**self.fields)


class ImportRefused(RetentionError):
    """A file cannot be loaded as it is; nothing was changed."""

    sentences: ClassVar[dict[str, str]] = {
        "file_missing": "{file} was not found. Check the path and the name.",
        "file_empty": "{file} is empty (0 rows). Export it again from the shop and load the new file.",
        "header_only": "{file} holds a header line but no rows. Choose a period with orders and export again.",
        "file_is_html": "{file} is a web page, not a table: the download probably ended on a login page. "
        "Log in to the shop, export again and load that file.",
        "file_is_binary": "{file} is not a text table ({found}). Save it as CSV (UTF-8) and load it again.",
        "archive_damaged": "{file} is a damaged or unfinished archive ({found}). Download it again.",
        "members_several": "{file} holds {count} tables ({found}). Load them all, or name the one that is needed.",
        "member_unknown": "{file} holds no table “{member}” (it holds: {found}). Check the name.",
        "sheets_several": "{file} has {count} sheets with tables ({found}). Name the sheet that holds the export.",
        "sheet_unknown": "{file} has no sheet “{sheet}” (it has: {found}). Check the name.",
        "archive_too_large": "{file} unpacks to more than {limit} GB, {ratio} times its size. "
        "That is no shop export; unpack it yourself and load the table if it is one.",
        "encoding_unknown": "{file} cannot be read as text in {encoding} (byte {position}). "
        "Choose the encoding, or save the file as UTF-8.",
        "no_table": "{file} holds no table that we recognise: {found}. We need a header line and rows with columns "
        "separated by a comma, semicolon, tab or |.",
        "line_too_long": "{file} has a line of more than {limit} characters (line {line}): a quotation mark is "
        "probably not closed. Export again, or mend that line.",
        "header_duplicate": "{file} names the column “{found}” twice, and it is needed. Rename one of them.",
        "column_missing": "{file} has no column for {needed} (found: {found}). Choose one under “Map columns”.",
        "column_unknown": "{file} has no column “{column}” (found: {found}). Check the spelling.",
        "field_unknown": "There is no field “{field}”. Known fields: {known}.",
        "status_unknown": "“{found}” is no meaning of a status. Choose one of: {known}.",
        "dates_ambiguous": "{example} in {file} can be {first} or {second}, and no row decides it. "
        "Pick the date order.",
        "dates_unreadable": "Column “{column}” of {file} does not hold dates that we can read (for example "
        "“{example}”). Choose another column, or write dates as 2026-10-31.",
        "amounts_unreadable": "Column “{column}” of {file} does not hold numbers that we can read (for example "
        "“{example}”). Choose another column.",
        "nothing_usable": "None of the {count} rows of {file} could be used; the first reason: {reason}",
        "kind_ambiguous": "{file} can hold {first} or {second}, and its columns do not decide it. "
        "Choose what it holds.",
        "kind_unknown": "{file} looks neither like orders nor like sessions (found: {found}). "
        "Choose the columns under “Map columns”.",
        "ids_damaged": "A spreadsheet has shortened the long numbers in column “{column}” of {file} "
        "(for example {example}): nobody can tell them apart any more. "
        "Export again, and load the file without opening it in a spreadsheet.",
        "summary_table": "{file} counts visits ({found}) but names no visitor, so it cannot be joined to customers. "
        "We need single visits or events: “Which file?” has a request to copy for your developer or analyst.",
        "model_summary": "{file} is a summary made for a customer model, one row a customer ({found}), not orders. "
        "We need the orders that it was made from: date, customer and amount. Export those.",
        "orders_summed_up": "{file} is a report: it counts orders ({found}) and names none. "
        "We need single orders, one row an order or an item. Choose the order export, not the report.",
        "payments_table": "{file} lists payments ({found}), where one order may stand several times. "
        "We need the orders: choose the order export, paid and refunded amounts are inside.",
        "time_zone_differs": "This shop counts in the time zone {known}, the import asked for {found}. "
        "Change it in the shop's settings first, or leave it out.",
        "time_zone_unknown": "There is no time zone “{found}”. Write it like Europe/Moscow.",
        "reader_failed": "{file} could not be read: the reader stopped ({found}). Nothing was changed. "
        "Try a smaller period; if it happens again, report the file's first lines.",
        "disk_full": "There is not enough free space to load {file}: {needed} MB are needed, {found} MB are free.",
        "covers_to_wrong": "The export cannot run to {found}: it holds orders up to {last}.",
    }


class ShopError(RetentionError):
    """The shop file cannot be used as asked."""

    sentences: ClassVar[dict[str, str]] = {
        "shop_in_use": "{shop} is open in another program ({found}). Close the app, or put export files "
        "into its drop folder.",
        "shop_missing": "There is no shop at {shop}. Import a file first, or check the path.",
        "shop_newer": "{shop} was made by a newer version (format {found}, this one knows {known}). "
        "Update the program: the file was not touched.",
        "shop_not_ours": "{shop} is not a shop file of this program. Choose another file.",
        "shop_exists": "There is already a shop called “{shop}”. Choose another name.",
        "shop_name_wrong": "“{shop}” cannot be the name of a shop. Use letters, digits, spaces, - and _.",
        "import_unknown": "There is no import {number} in this shop. `imports` lists them.",
        "layout_unknown": "No columns are remembered under “{found}”. Nothing was forgotten.",
        "shop_is_sample": "This is the sample shop: your files would mix with made-up orders. "
        "Choose or make a shop of your own and load them there.",
        "backup_exists": "There is already a file {backup}. Choose another name; on the command line --force "
        "replaces it.",
        "backup_missing": "There is no backup at {backup}. Check the path and the name.",
        "backup_not_ours": "{backup} is no backup of this program, or it is damaged. The present shop was not "
        "touched: choose another backup.",
        "backup_is_shop": "{backup} is the shop itself. Choose another file.",
        "space_short": "There is not enough free space in {folder}: {needed} MB are needed, {found} MB are free. "
        "Delete what is not needed there, or choose another disk.",
        "drop_folder_missing": "The drop folder {found} is not there or cannot be read. Make the folder, connect its "
        "disk, or name another one in the settings.",
        "drop_folder_wrong": "{found} holds the shop itself and cannot be its drop folder. Choose or make another "
        "folder.",
        "drop_folder_unset": "This shop has no drop folder. Name one first: settings drop_folder=FOLDER.",
        "setting_wrong": "The setting {name} cannot be “{found}”. Write it like {example}.",
        "setting_unknown": "There is no setting “{found}”. Known settings: {known}.",
    }


class MetricRefused(RetentionError):
    """A number cannot be computed as asked."""

    sentences: ClassVar[dict[str, str]] = {
        "metric_unknown": "There is no metric “{found}”. Known metrics: {known}.",
        "option_unknown": "{metric} has no option “{found}”. Known options: {known}.",
        "value_unknown": "{option} cannot be “{found}”. Choose one of: {known}.",
        "segment_field_unknown": "Customers have no attribute “{found}”. Known attributes: {known}.",
        "order_field_unknown": "Orders have no attribute “{found}”. Known attributes: {known}.",
        "split_too_wide": "Splitting by {fields} makes {found} groups; a table may have {most}. Split by another "
        "attribute, or choose some customers first.",
        "window_wrong": "The churn window must be between {low} and {high} days, not {found}.",
        "visit_window_wrong": "The visit window must be between {low} and {high} days, not {found}.",
        "as_of_wrong": "The data run from {first} to {last}; {found} lies outside.",
        "paydays_wrong": "Paydays are days of the month between 1 and 31, like 5,20, not “{found}”.",
        "compare_to_wrong": "The earlier day must lie between {first} and {last}, not on {found}.",
        "event_unknown": "There is no sale or holiday “{found}”. Known ones: {known}. Name your own in the setting "
        "events.",
        "event_not_covered": "“{found}” has no day in the data, which run from {first} to {last}.",
        "events_by_age": "Cohorts of a sale or holiday are followed by age, so the clock cannot be “calendar”.",
        "spend_missing": "No marketing spend is loaded up to {day}. Load a file with month or day, channel and "
        "amount, then ask again.",
        "shop_empty": "This shop holds no orders yet. Load an order export first.",
        "no_visits": "This shop holds no visits yet. Load an export of visits or events first; “Which file?” says "
        "where to get one.",
    }


class ListRefused(RetentionError):
    """A target list cannot be made as asked."""

    sentences: ClassVar[dict[str, str]] = {
        "play_unknown": "There is no campaign idea “{found}”. Known ones: {known}.",
        "destination_unknown": "Lists cannot be sent to “{found}”. Known destinations: {known}.",
        "contact_on_wrong": "People can be contacted from {first} on, the day after the data end, not on {found}.",
    }
