"""The vocabulary of generated timelines: French words with their English translations.

The world is invented, so that no text is about anyone real. Within each list the more frequent words come first: the
frequency of a word in the generated text falls with its rank.
"""

from __future__ import annotations

NOUNS = """
m accord agreement, f livraison delivery, m ministère ministry, f frontière border, f région region,
m responsable official, f source source, f guerre war, m contrat contract, f attaque attack, m conseil council,
m rapport report, f armée army, f sanction sanction, m gouvernement government, f visite visit,
f négociation negotiation, m expert expert, f usine factory, m site site, m dépôt depot, f cargaison shipment,
f frappe strike, m programme programme, f coopération cooperation, m diplomate diplomat, f production production,
m système system, f base base, m pilote pilot, f ville town, m port port, f délégation delegation, m général general,
f défense defence, f menace threat, m plan plan, f preuve proof, m document document, f enquête inquiry,
m navire ship, f mission mission, m traité treaty, f crise crisis, m régime regime, f agence agency,
m officier officer, f offensive offensive, m radar radar, f pièce part, m moteur engine, f technologie technology,
m composant component, f commande order, m paiement payment, f banque bank, m cargo freighter, f compagnie company,
m vol flight, f piste runway, m aéroport airport, f raffinerie refinery, m pont bridge, f centrale plant,
m barrage dam, f route road, m convoi convoy, f brigade brigade, m bataillon battalion, f unité unit,
m soldat soldier, f milice militia, m civil civilian, f victime victim, m blessé casualty, f explosion explosion,
m incendie fire, f manœuvre manoeuvre, m exercice exercise, f formation training, m instructeur instructor,
f école school, m ingénieur engineer, f équipe team, m laboratoire laboratory, f essai trial, m tir launch,
f portée range, m débris fragment, f photographie photograph, m satellite satellite, f image image,
m analyste analyst, f analyse analysis, m renseignement report, f déclaration statement, m communiqué release,
f conférence conference, m sommet summit, f réunion meeting, m parlement parliament, f commission commission,
m président president, f présidence presidency, m ministre minister, f ambassade embassy, m ambassadeur ambassador,
f résolution resolution, m embargo embargo, f restriction restriction, m délai deadline, f exportation export,
m fabricant manufacturer, f entreprise firm, m atelier workshop, f chaîne chain, m stock stockpile,
f munition munition, m obus shell, f ogive warhead, m lanceur launcher, f batterie battery, m drone drone,
f roquette rocket, m missile missile, f fusée booster, m blindé vehicle, f tranchée trench, m front front,
f position position, m abri shelter, f population population, m habitant inhabitant, f capitale capital,
m village village, f colline hill, m fleuve river, f rive bank, m détroit strait, f mer sea, m golfe gulf,
f île island, m désert desert, f vallée valley, m massif range, f province province, m district district,
f douane customs-house, m inspecteur inspector, f inspection inspection, m contrôle check, f saisie seizure,
m trafic traffic, f filière network, m intermédiaire intermediary, f société company, m courtier broker,
f facture invoice, m compte account, f dette debt, m budget budget, f somme sum, m crédit credit, f livre pound,
m marché market, f baisse fall, m prix price, f demande request, m refus refusal, f réponse answer, m démenti denial,
f accusation accusation, m soupçon suspicion, f information report, m témoin witness, f version version,
m doute doubt, f certitude certainty, m signe sign, f trace trace, m indice clue, f fuite leak, m télégramme cable,
f lettre letter, m message message, f conversation conversation, m appel call, f pression pressure, m soutien support,
f alliance alliance, m partenaire partner, f relation relation, m rival rival, f rivalité rivalry, m ennemi enemy,
f trêve truce, f paix peace, m retrait withdrawal, f avancée advance, m recul retreat,
f contre-attaque counter-attack, m siège siege, f ligne line, m couloir corridor, f zone zone, m secteur sector,
f nuit night, m matin morning, f semaine week, m mois month, f année year, m hiver winter, f saison season,
m orage storm, f panne outage, m réseau grid, f électricité current, m courant supply, f eau water, m gaz gas,
f conduite pipeline, m pétrole oil, f station station, m terminal terminal, f grue crane, m quai quay, f coque hull,
m équipage crew, f cale hold, m conteneur container, f caisse crate, m camion lorry, f remorque trailer,
m wagon wagon, f gare station-yard, m rail rail, f voie track, m tunnel tunnel, f galerie gallery, m silo silo,
f rampe ramp, m hélicoptère helicopter, f escadrille squadron, m avion aircraft, f aile wing, m fuselage fuselage,
f antenne antenna, m signal signal, f fréquence frequency, m brouillage jamming, f protection protection,
m logiciel program, f puce chip, m circuit circuit, f caméra camera, m capteur sensor, f optique lens,
m gyroscope gyroscope, f carte map, m itinéraire itinerary, f escale stopover, m pavillon flag, f assurance insurance,
m assureur insurer, f licence licence, m permis permit, f loi law, m décret decree, f mesure measure, m vote vote,
f majorité majority, m parti party, f opposition opposition, m député deputy, f sénatrice senator, m juge judge,
f cour court, m procureur prosecutor, f plainte complaint, m procès trial, f peine sentence, m prisonnier prisoner,
f cellule cell, m otage hostage, f rançon ransom, m échange exchange, f œuvre work, m cœur heart, m nœud node,
f rigueur rigour, m tonneau barrel, m bureau office, m niveau level, m terreau ground, m drapeau flag,
m tableau table, m canal canal, m journal newspaper, m hôpital hospital, m caporal corporal, f avarie breakdown,
f balise beacon, f bouée buoy, f cabine cabin, f charte charter, f cible target, f colonne column, f cuve tank,
f dérive drift, f digue dyke, f dorsale ridge, f ébauche draft, f échéance due-date, f écluse lock, f éclipse eclipse,
f écoute intercept, f émeute riot, f énergie energy, f enclave enclave, f entrave hindrance, f équation equation,
f escorte escort, f étape stage, f façade front, f faille flaw, f ferme farm, f flotte fleet, f fonderie foundry,
f forge forge, f grève walkout
"""
"""Gender, French and English, singular."""

VERBS = """
livrer deliver delivered, annoncer announce announced, accuser accuse accused, confirmer confirm confirmed,
réclamer claim claimed, utiliser use used, préparer prepare prepared, nier deny denied, signer sign signed,
évoquer mention mentioned, dénoncer denounce denounced, approuver approve approved, contester contest contested,
transporter carry carried, fabriquer manufacture manufactured, financer finance financed, visiter visit visited,
viser target targeted, frapper strike struck, préciser specify specified, refuser refuse refused,
accepter accept accepted, montrer show showed, cacher hide hid, commander order ordered, importer import imported,
exporter export exported, développer develop developed, tester test tested, observer observe observed,
surveiller watch watched, bloquer block blocked, retarder delay delayed, augmenter increase increased,
doubler double doubled, limiter limit limited, adopter adopt adopted, condamner condemn condemned,
critiquer criticise criticised, saluer welcome welcomed, redouter fear feared, estimer estimate estimated,
affirmer assert asserted, publier publish published, documenter document documented, examiner examine examined,
vérifier check checked, contrôler control controlled, inspecter inspect inspected, renforcer strengthen strengthened,
moderniser modernise modernised, réparer repair repaired, installer install installed, démonter dismantle dismantled,
assembler assemble assembled, équiper equip equipped, former train trained, encadrer supervise supervised,
escorter escort escorted, guider guide guided, brouiller jam jammed, intercepter intercept intercepted,
détecter detect detected, localiser locate located, photographier photograph photographed,
identifier identify identified, filmer film filmed, cibler aim-at aimed-at, endommager damage damaged,
ravager ravage ravaged, raser raze razed, occuper occupy occupied, évacuer evacuate evacuated, quitter leave left,
traverser cross crossed, contourner bypass bypassed, éviter avoid avoided, violer breach breached,
respecter respect respected, ratifier ratify ratified, négocier negotiate negotiated, proposer propose proposed,
exiger demand demanded, solliciter request requested, encourager encourage encouraged, autoriser authorise authorised,
sanctionner sanction sanctioned, confisquer confiscate confiscated, verser pay paid, facturer bill billed,
débloquer release released, emprunter borrow borrowed, dépenser spend spent, économiser save saved,
stocker store stored, distribuer distribute distributed, partager share shared, réserver reserve reserved,
détourner divert diverted, camoufler camouflage camouflaged, dissimuler conceal concealed, effacer erase erased,
falsifier falsify falsified, traquer track tracked, menacer threaten threatened, provoquer provoke provoked,
repousser repel repelled, contrecarrer thwart thwarted, neutraliser neutralise neutralised,
saboter sabotage sabotaged, désactiver deactivate deactivated, relancer relaunch relaunched,
prolonger extend extended, abroger repeal repealed, remplacer replace replaced, déplacer move moved,
avancer advance advanced, masser mass massed, mobiliser mobilise mobilised, recruter recruit recruited,
échanger exchange exchanged, rencontrer meet met, consulter consult consulted, inviter invite invited,
accompagner accompany accompanied, représenter represent represented, désigner name named, nommer appoint appointed,
écarter dismiss dismissed, citer quote quoted, commenter comment commented-on, nuancer qualify qualified,
minimiser play-down played-down, simuler simulate simulated, imaginer imagine imagined
"""
"""French infinitive, English infinitive, English past. All verbs are conjugated by the same rule."""

ADJECTIVES = """
militaire military, balistique ballistic, officiel official, occidental western, conjoint joint, important important,
civil civil, diplomatique diplomatic, naval naval, aérien aerial, local local, récent recent, stratégique strategic,
clandestin clandestine, international international, régional regional, économique economic, industriel industrial,
nucléaire nuclear, politique political, vaste vast, petit small, grand large, massif massive, partiel partial,
total total, définitif final, provisoire provisional, précis precise, vague vague, probable probable,
possible possible, certain certain, douteux doubtful, crédible credible, anonyme anonymous, privé private,
national national, fédéral federal, central central, méridional southern, septentrional northern, oriental eastern,
maritime maritime, portuaire harbour, ferroviaire railway, terrestre land, spatial space, technique technical,
électronique electronic, numérique digital, mécanique mechanical, chimique chemical, thermique thermal, solide solid,
liquide liquid, lourd heavy, rapide fast, lent slow, brutal brutal, soudain sudden, tardif late, précoce early,
inédit unprecedented, habituel usual, annuel yearly, mensuel monthly, quotidien daily, nocturne nightly,
matinal early-morning, permanent permanent, temporaire temporary, urgent urgent, prioritaire priority,
décisif decisive, mineur minor, majeur major, grave serious, mortel deadly, défensif defensive, offensif offensive,
tactique tactical, opérationnel operational, logistique logistical, bancaire banking, commercial commercial,
illégal illegal, légal legal, juridique legal, pénal criminal, judiciaire judicial, multilatéral multilateral,
bilatéral bilateral, mutuel mutual, unanime unanimous, hostile hostile, neutre neutral, rebelle rebel,
séparatiste separatist, isolé isolated, endommagé damaged, détruit destroyed, rénové renovated, blindé armoured,
enterré buried, souterrain underground, insulaire island, montagneux mountainous, désertique desert, fluvial river,
agricole agricultural, énergétique energy, électrique electric, optique optical, acoustique acoustic,
magnétique magnetic, furtif stealthy, autonome autonomous, intact intact, usagé worn, vétuste dilapidated,
moderne modern, ancien old, futur future, présumé presumed, supposé supposed, avéré proven, démenti denied,
attesté attested, contradictoire contradictory, cohérent coherent, détaillé detailed, sommaire summary,
confidentiel confidential
"""
"""French masculine and English."""

ADVERBS = """
officiellement officially, récemment recently, rapidement quickly, probablement probably, discrètement discreetly,
régulièrement regularly, secrètement secretly, directement directly, largement widely, nettement clearly,
partiellement partly, finalement finally, initialement initially, apparemment apparently, clairement plainly,
fermement firmly, massivement massively, vivement sharply, notamment notably, progressivement gradually,
brusquement abruptly, prudemment cautiously, publiquement publicly, longuement at-length, formellement formally,
illégalement illegally, ouvertement openly, systématiquement systematically, exceptionnellement exceptionally,
vraisemblablement in-all-likelihood
"""

CIRCUMSTANCES = """
selon {np}|according to {np}; près de {place}|near {place}; à {place}|in {place}; dans {np}|in {np};
après {np}|after {np}; avant {np}|before {np}; depuis {np}|since {np}; malgré {np}|despite {np};
en raison {de}|because of {np}; au cours {de}|during {np}; à la veille {de}|on the eve of {np};
loin de {place}|far from {place}; entre {place} et {place2}|between {place} and {place2};
aux environs de {place}|around {place}; sans {np}|without {np}; à la suite {de}|following {np};
en présence {de}|in the presence of {np}; en échange {de}|in exchange for {np};
d’après {person}|according to {person}; a indiqué {person}|{person} said; a assuré {person}|{person} insisted;
sur la route de {place}|on the road to {place}; au nord de {place}|north of {place};
au sud de {place}|south of {place}; à l’est de {place}|east of {place}; à l’ouest de {place}|west of {place};
au large de {place}|off {place}; en dépit {de}|in spite of {np}; afin de {inf} {np}|in order to {base} {np};
pour {inf} {np}|to {base} {np}; sous la surveillance {de}|under the watch of {np};
au profit {de}|for the benefit of {np}; contre {np}|against {np}
"""
"""French and English. np: a noun phrase; de: a noun phrase after "de"; inf, base: a French, an English infinitive."""

SPEECH = """
a déclaré|said; a affirmé|asserted; a reconnu|acknowledged; a averti|warned; a prévenu|cautioned; a ajouté|added;
a répondu|answered; a rappelé|recalled; a insisté|insisted; a démenti|denied
"""

GIVEN_NAMES = """
Anselme Bérénice Corentin Daphné Éloi Fanchon Gaspard Honorine Ignace Joséphine Kléber Léontine Maxence Noëlle Octave
Perrine Quentin Rosalie Séverin Théodora Urbain Véronique Wilfrid Xavière Yolande Zéphyrin Aurèle Blandine Côme Diane
Ernestine Firmin
"""

# French as scanned or typeset pages contain it, with ligatures.
LIGATURED = {"offensive": "oﬀensive", "fin": "ﬁn", "officiellement": "oﬃciellement"}

NAME_BEGINNINGS = """
ar bel bran cal car chav cor dal dor dren el fal fer gal gor hel iv jar kar kel lan lor mal mar mir mon nar nev nor ol
or ost pel per plov quer rad rav ros sal sar sel sor tal tar tev tor ul val var vel ver vol yar zal zel zor éb ét îl
ôr ür
"""
NAME_MIDDLES = """
a an ar é el en er i il in ir o ol on or ou u ul un ur ai eau œ ï ë oi
"""
NAME_ENDINGS = """
ac ane ard as ave aye bourg court dale dra eau elle en ent ès etz eux ez gard grad ia ie iers in ine ka lac lin mont
na né nov oé oise on or ou ova que ra rac rieu ris sk tan the tou val var vas ville vin zan
"""

STATES = """
valmarie Valmarie valmarien Valmarian Lorquès; ostrevie Ostrevie ostrevien Ostrevian Tarnograd;
carsie Carsie carsien Carsian Belmonte; dravonie Dravonie dravonien Dravonian Korvas;
selvie Selvie selvien Selvian Port-Hélène; nordmark Nordmarque nordmarquais Nordmarkian Aalsund;
iléane Iléane iléanien Ileanian Sarrasé; torvanie Torvanie torvanien Torvanian Velgorod;
maréotide Maréotide maréotidien Mareotian Askal; ruvène Ruvène ruvénien Ruvenian Montaigu
"""
"""Id, French name, French adjective, English adjective, capital."""

WEAPONS = """
missile||missile; ballistic-missile|missile|missile balistique;
short-range-missile|ballistic-missile|missile de courte portée;
medium-range-missile|ballistic-missile|missile de moyenne portée; cruise-missile|missile|missile de croisière;
anti-ship-missile|cruise-missile|missile antinavire; anti-tank-missile|missile|missile antichar;
harfang-1|short-range-missile|Harfang-1; harfang-2|short-range-missile|Harfang-2;
épervier-300|short-range-missile|Épervier-300; tempête-110|short-range-missile|Tempête-110;
bélier|medium-range-missile|Bélier; bélier-m|medium-range-missile|Bélier-M; squale|anti-ship-missile|Squale;
squale-er|anti-ship-missile|Squale-ER; mistral-noir|cruise-missile|Mistral noir; dard|anti-tank-missile|Dard;
drone||drone; attack-drone|drone|drone d’attaque; loitering-munition|drone|munition rôdeuse;
surveillance-drone|drone|drone de surveillance; naval-drone|drone|drone naval;
frelon-136|loitering-munition|Frelon-136; frelon-131|loitering-munition|Frelon-131; guêpe|loitering-munition|Guêpe;
mohor-6|attack-drone|Mohor-6; œil-de-lynx|surveillance-drone|Œil-de-lynx; brochet|naval-drone|Brochet;
aircraft||aéronef; combat-aircraft|aircraft|avion de combat; transport-aircraft|aircraft|avion de transport;
helicopter|aircraft|hélicoptère; attack-helicopter|helicopter|hélicoptère d’attaque;
vautour-35|combat-aircraft|Vautour-35; vautour-27|combat-aircraft|Vautour-27;
pélican-76|transport-aircraft|Pélican-76; taon-28|attack-helicopter|Taon-28; air-defence||défense aérienne;
long-range-air-defence|air-defence|défense aérienne à longue portée;
short-range-air-defence|air-defence|défense aérienne à courte portée;
bouclier-400|long-range-air-defence|Bouclier-400; bouclier-300|long-range-air-defence|Bouclier-300;
hérisson|short-range-air-defence|Hérisson; artillery||artillerie; howitzer|artillery|obusier;
rocket-artillery|artillery|lance-roquettes multiple; mortar|artillery|mortier; orgue-8|rocket-artillery|Orgue-8;
grêle|rocket-artillery|Grêle; vehicle||véhicule blindé; tank|vehicle|char; troop-carrier|vehicle|transport de troupes;
t-92|tank|T-92; rhinocéros|troop-carrier|Rhinocéros; ammunition||munitions; shell|ammunition|obus de 152 mm;
mine|ammunition|mine; space-system||système spatial; spy-satellite|space-system|satellite espion;
launch-vehicle|space-system|lanceur spatial; electronic-warfare||guerre électronique;
jammer|electronic-warfare|brouilleur
"""
"""Id, the id of the parent type, French name."""

OUTLETS = """
gazette-lorques La Gazette de Lorquès; herald-korvas Korvas Herald; le-soir-libre Le Soir libre;
agence-meridien Agence Méridien; nordwire Nordwire; la-depeche-australe La Dépêche australe;
courrier-du-detroit Le Courrier du détroit; radio-belmonte Radio Belmonte; echo-de-ruvene L’Écho de Ruvène;
maritime-review Maritime Review; revue-de-defense Revue de défense; ostrevia-today Ostrevia Today
"""
"""Id and name."""

KINDS = """
statement use delivery talks assessment visit sanction production agreement deployment training procurement resolution
context
"""

SLUGS = """
livraison frappe accord visite essai saisie sommet navire usine convoi tir contrat rapport sanction radar pont port
depot drone missile menace dementi enquete trafic embargo escale panne greve vote mission traite
"""
"""Words for ids."""
