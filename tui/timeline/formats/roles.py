"""What a column of a table can be, and the names by which it is recognised in four languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tui.text.folding import fold
from tui.timeline.model.entities import RELATIONS

ROLES: Mapping[str, str] = {
    "id": "the event's id",
    "date": "when it happened, or when it began",
    "end": "when it ended",
    "time": "the time of day, beside the date",
    "end time": "the time of day at which it ended",
    "zone": "the time zone of the time",
    "year": "the year, where the date is in several columns",
    "month": "the month, beside the year",
    "day": "the day, beside the year",
    "end year": "the year in which it ended",
    "end month": "the month in which it ended",
    "end day": "the day on which it ended",
    "date text": "the wording of the date",
    "precision": "how exact the date is",
    "title": "what happened, in a line",
    "summary": "what happened, in full",
    "note": "a remark",
    "quote": "the exact words of the source",
    "translation": "a translation of the quote",
    "actor": "who takes part",
    "speaker": "who says it",
    "via": "the outlet that is credited",
    "place 1": "the widest place, such as the country",
    "place 2": "a place in it",
    "place 3": "a place in that",
    "place 4": "a place in that",
    "place": "where it happened",
    "lat": "degrees north",
    "lon": "degrees east",
    "coordinates": "degrees north and east",
    "weapon": "what weapon it concerns",
    "kind": "what sort of event it is",
    "status": "how firmly it is reported",
    "tag": "tags",
    "url": "the address of a source",
    "source": "the name of a source",
    "outlet": "who published the source",
    "issued": "when the source came out",
    "archived": "the address of a copy of the source",
    "media": "the address of a picture or a film",
    "caption": "what the picture shows",
    "credit": "whose picture it is",
    "links": 'events that it is linked to: "denies: id"',
    "date note": "how the date is known",
    "draft": "whether it is unfinished",
    "internal": "whether it is not for the public",
    "facet": "a facet of its own",
    "data": "a further field",
    "ignore": "left out",
}
"""Each with what it means."""

MULTIPLE: frozenset[str] = frozenset(
    (
        *("actor", "speaker", "via", "tag", "url", "source", "note", "summary", "media", "facet", "data", "ignore"),
        *("place", "weapon", "links", "quote", "translation"),
    )
)
"""The roles that several columns may have."""

_NAMES: Mapping[str, str] = {
    "id": "id; event id; event_id; eventid; uid; uuid; identifier; entry; ref; reference; no; nr; number; key;"
    " identifiant; identificador; kennung; nummer; unique id; event_id_cnty; globaleventid; slug; code",
    "date": "date; start; start date; date start; startdate; start_date; date_start; begin; begins; begin date; from;"
    " datetime; date time; timestamp; event date; event_date; when; day of event; hdate; date of event; incident date;"
    " published; created; time stamp; date debut; debut; date de debut; fecha; fecha inicio; fecha de inicio; inicio;"
    " datum; beginn; von; zeitpunkt; anfang; startdatum; date_time; occurred; occurred at; sqldate; date utc; dtstart",
    "end": "end; end date; date end; enddate; end_date; date_end; until; to; ends; finish; hdate_end; hdate end;"
    " date fin; date de fin; fin; fecha fin; fecha de fin; hasta; ende; bis; enddatum; jusqu'a; dtend",
    "time": "time; start time; hour; heure; hora; uhrzeit; zeit; time of day; event time; local time",
    "end time": "end time; heure fin; hora fin; endzeit",
    "zone": "timezone; time zone; zone; tz; fuseau; zeitzone; zona horaria",
    "year": "year; annee; ano; año; jahr; start year",
    "month": "month; mois; mes; monat; start month",
    "day": "day; jour; dia; tag des monats; start day",
    "end year": "end year; annee fin; endjahr",
    "end month": "end month",
    "end day": "end day",
    "date text": "display date; date text; date_text; original date; date as written; date string; written date",
    "precision": "precision; date precision; date_precision; time_precision; time precision; date_prec; date prec",
    "title": "title; headline; event; name; label; subject; event title; event name; what; heading; titre; intitule;"
    " evenement; titulo; título; titular; evento; titel; uberschrift; ereignis; bezeichnung; message; short; suceso;"
    " event_name; summary line; nombre",
    "summary": "summary; description; text; details; detail; body; content; abstract; brief description; narrative;"
    " long description; event description; resume; texte; contenu; descripcion; resumen; texto; detalles;"
    " beschreibung; zusammenfassung; inhalt; desc; comment text; full text; what happened; explanation",
    "note": "note; notes; remark; remarks; comment; comments; remarque; remarques; commentaire; nota; notas;"
    " observaciones; comentarios; anmerkung; anmerkungen; bemerkung; notizen; annotation",
    "quote": "quote; quotes; quotation; exact; citation; cita; zitat; verbatim; exact quote; excerpt",
    "translation": "translation; translations; traduction; traduccion; ubersetzung; translated; english translation",
    "actor": "actor; actors; who; people; person; persons; participants; participant; party; parties; actor1; actor2;"
    " actor 1; actor 2; acteur; acteurs; personne; personnes; actores; personas; akteur; akteure; personen; side_a;"
    " side_b; side a; side b; organisation; organization; organisations; organizations; attendees; involved",
    "speaker": "speaker; said by; locuteur; orateur; orador; sprecher; author of quote",
    "via": "via; agency",
    "place 1": "country; pays; pais; país; land; staat; nation; country name",
    "place 2": "region; state; province; admin1; admin 1; adm_1; adm1; oblast; provincia; provinz; bundesland;"
    " departement; department; governorate",
    "place 3": "district; county; admin2; admin 2; adm_2; adm2; raion; distrito; bezirk; kreis; landkreis; canton",
    "place 4": "admin3; admin 3; municipality; municipio; gemeinde; commune",
    "weapon": "weapon; weapons; arms; munition; arme; armes; arma; armas; waffe; waffen",
    "links": "event links; linked events; " + "; ".join(f"links {relation}" for relation in RELATIONS),
    "date note": "date note",
    "draft": "draft; is draft",
    "internal": "internal; is internal",
    "place": "places; locations; lieux; lugares; orte; place;"
    " location; where; city; town; town/city; city/town; village; venue; site; place name; locality;"
    " lieu; ville; endroit; localisation; lugar; ciudad; ubicacion; localidad; ort; stadt; standort; spatial;"
    " address; adresse; where_coordinates; settlement; actiongeo_fullname",
    "lat": "lat; latitude; latitud; breite; breitengrad; y; geo lat; actiongeo_lat",
    "lon": "lon; lng; long; longitude; longitud; lange; langengrad; x; geo lon; actiongeo_long",
    "coordinates": "coordinates; coords; lat long; lat lon; latlng; latlong; coordonnees; coordenadas; koordinaten;"
    " geo; geopoint; coordinate; lat/long; lat, lon; gps",
    "kind": "kind; type; category; event type; event_type; event kind; categorie; tipo; categoria; kategorie; art; typ",
    "status": "status; statut; estado",
    "tag": "tags; tag; keywords; keyword; labels; topics; topic; mots cles; motscles; etiquetas; palabras clave;"
    " schlagworte; schlagworter; stichworter; categories; themes; subjects",
    "url": "url; link; source url; source_url; source link; links; uri; href; web; website; webpage; address url;"
    " lien; enlace; adresse url; url source; reference url; sourceurl; links to sources; hyperlink; post url; tweet;"
    " archived url source; wikipedia; sources",
    "source": "source; source title; source name; source_article; references; publication; fuente; quelle; quellen;"
    " fuentes; bron; citation source; bibliography",
    "outlet": "outlet; publisher; media outlet; newspaper; journal; site name; medio; herausgeber; medium; editeur",
    "issued": "issued; date published; publication date; published at; published date; source date; source_date;"
    " date de publication; fecha de publicacion; veroffentlicht; publish date; pubdate",
    "archived": "archived; archive; archive url; archive_url; archived url; archive location; archive link; wayback;"
    " wayback url; archived link; copy url",
    "media": "media; image; image url; photo; picture; video; media url; img; illustration; bild; foto; imagen;"
    " thumbnail; video url; image_url; screenshot",
    "facet": "group; event group; series; gruppe; groupe; grupo",
    "caption": "caption; media caption; image caption; legende; leyenda; bildunterschrift",
    "credit": "credit; media credit; image credit; photographer; copyright; credito; bildnachweis",
}
_SEPARATORS = re.compile(r"[\s_\-./:#()\[\]]+")


def folded_name(name: str) -> str:
    """Return the form of a column's name in which names are compared."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return " ".join(_SEPARATORS.sub(" ", fold(spaced)).split())


ROLE_OF_NAME: Mapping[str, str] = {
    folded_name(name): role for role, names in _NAMES.items() for name in names.split(";") if name.strip()
}
"""The roles by the folded names of columns."""
