# Die Worte der Seiten. Texte von Befragungen und Schritten stehen in deren eigenen Dateien.

title = { $page } – Footing
error-page-title = Fehler: { $page }
skip = Zum Inhalt springen
nav = Sprache und deine Seite
nav-me = Deine Seite
back = ← Zurück
back-to-result = ← Zurück zu deinem Ergebnis
back-to-me = ← Deine Seite
to-start = Zum Anfang
to-me = Zu deiner Seite
continue = Weiter
between-sentences = { " " }
between-labels = { ", " }
footer-private = Privat: Nur du siehst deine Antworten und dein Ergebnis.
footer-stored = Was gespeichert wird

date = { $day }. { $month } { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

## Zahlen mit ihren Wörtern, für andere Texte

count-minutes = { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
}
count-questions = { $questions ->
    [one] 1 Frage
   *[other] { $questions } Fragen
}
count-characters = { $longest } Zeichen
count-least = { $least ->
    [one] 1 Antwort
   *[other] { $least } Antworten
}

home-title = Sicher unterwegs mit KI bei der Arbeit
home-lead = Ein kurzer Blick darauf, was du mit KI tatsächlich machst, und ein kleiner Schritt für diese Woche, der zu deiner Arbeit passt. Keine Rangliste.
home-privacy = Niemand außer dir sieht deine Antworten oder dein Ergebnis.
home-privacy-wave = In einer Umfrage deiner Organisation zählen Antworten in Zahlen von Gruppen mit. Was davon gezeigt wird, liest du vor der ersten Frage.
home-look = Ansehen
home-me = Zu deiner Seite
survey-facts = { count-questions } · etwa { count-minutes }
intro-get-title = Was du bekommst
intro-get-level = Wo du stehst, und wie sicher das ist.
intro-get-step = Einen kleinen Schritt für diese Woche, der zu deiner Arbeit passt.
intro-get-honest = Es gibt keine richtigen Antworten. Die ehrlichen helfen dir am meisten.
intro-privacy-title = Wer es sieht
intro-privacy = Niemand außer dir. Deine Antworten und dein Ergebnis sind privat. Keine Führungskraft, niemand aus dem Team und kein Bericht bekommt sie.
intro-privacy-steps = Nimmst du dir einen Schritt vor, kann gezählt werden, wie viele in deiner Organisation ihn sich vorgenommen haben und was daraus wurde: nur für die ganze Organisation und nur, wo es genug waren.
intro-privacy-delete = Du kannst jederzeit alles über dich löschen. Was du nie abgibst, wird 30 Tage nach deiner letzten Antwort gelöscht.
intro-privacy-delete-member = Du kannst deine Antworten, Ergebnisse und Schritte jederzeit löschen.
intro-start = Anfangen
intro-go-on = Weitermachen, wo du aufgehört hast
intro-so-far = Du hast { $answered } von { $all ->
    [one] 1 Frage
   *[other] { $all } Fragen
} beantwortet. Was du beantwortet hast, ist gespeichert.
intro-earlier = Deine früheren Ergebnisse ansehen

place-item = Frage { $number } von { $all }
place-context = Zu deiner Arbeit, { $number } von { $all }
error-title = Da stimmt etwas nicht
error-mark = Fehler:{ " " }
error-select = Wähle die Antwort aus, die am besten passt
error-not-an-option = Wähle eine der Antworten unten aus
saved = Gespeichert
not-saved = Noch nicht gespeichert. „Weiter“ versucht es noch einmal.
quick-switch = Schnell antworten: Tasten 1–5, Antippen führt weiter
see-result = Mein Ergebnis ansehen
review-first = Erst meine Antworten prüfen
review-title = Prüfe deine Antworten, bevor du dein Ergebnis siehst
review-incomplete = Einige Fragen sind noch offen. Wir bringen dich hin.
review-change = Ändern
review-change-what = Antwort ändern zur Frage: { $question }
review-open = Noch nicht beantwortet
review-nothing = Keine davon

result-where = Wo du stehst, { $date }
result-no-score = Für eine Punktzahl kam diesmal zu wenig vor, und das ist in Ordnung.
result-too-few = Eine Punktzahl braucht Antworten auf mindestens { $needs } der Fragen. „Das kam nicht vor“ ist eine ehrliche Antwort, darum wird hier nichts geraten. Der Schritt unten passt trotzdem.
result-held-back = Deine Punkte allein ergäben „{ $level }“. Für diese Stufe braucht zuerst der Bereich „{ $dimension }“ mehr Punkte; ein anderer starker Bereich gleicht das nicht aus.
result-between = Deine Punktzahl liegt so nah an der Grenze, dass sich die beiden Stufen nicht unterscheiden lassen. Beide können zutreffen.
finding-between = Du stehst zwischen „{ $from }“ und „{ $to }“.
ladder-title = Stufe { $level } von { $levels }, „{ $name }“: { $points } von 100, plus oder minus { $sem }
change-up = Seit dem letzten Mal ist deine Punktzahl von { $before } auf { $now } gestiegen. Das ist mehr als Zufall.
change-down = Seit dem letzten Mal ist deine Punktzahl von { $before } auf { $now } gesunken. Das ist mehr als Zufall; vier Wochen können sehr verschieden sein.
change-unclear = Letztes Mal { $before }, jetzt { $now }: keine klare Veränderung. Ein Unterschied dieser Größe kann schon entstehen, wenn du die Fragen einfach noch einmal beantwortest.
change-dimension-up = gestiegen von { $before }
change-dimension-down = gesunken von { $before }
step-head = Dein nächster Schritt diese Woche · { count-minutes }
why-this-one = Warum dieser: { $reason }
why-signal = Auf die Frage, wie oft du KI nutzt, hast du „{ $answer }“ gewählt, und der Bereich „{ $dimension }“ liegt bei { $points } von 100. Darum kommt das Prüfen zuerst.
why-weakest = Von deinen vier Bereichen ist „{ $dimension }“ klar der schwächste ({ $points } von 100).
why-none-weaker = Keiner deiner vier Bereiche ist klar schwächer als die anderen, darum hilft regelmäßige Praxis am meisten.
why-no-scores = Für einen Vergleich deiner Bereiche gibt es zu wenige Antworten, darum fangen wir mit der Praxis an.
why-task = Du hast gesagt, dass du das oft machst: „{ $task }“.
why-work = Dieser Schritt passt zu der Art von Arbeit, die du gewählt hast: „{ $work }“.
pattern-title = Das Muster
pattern-trigger = Auslöser
pattern-ai = Das macht die KI
pattern-human = Du entscheidest
pattern-review = Prüfen
pattern-recover = Wenn es danebengeht
done-when = Fertig, wenn
done-joint = { "" }
step-take = Das mache ich
step-calendar = In den Kalender
step-decline = Nichts für mich
step-taken = Vorgenommen am { $date }.
step-what-came = Was ist daraus geworden?
result-no-step-left = Du bist alle Schritte durchgegangen, die wir für dich haben. Das ist beachtlich. Zeig jemandem im Team den Schritt, der dir am meisten geholfen hat.
result-sides = Deine vier Bereiche
bars-caption = Punktzahl von 0 bis 100 für jeden Bereich, den schwächsten zuerst, mit der Spanne, in der sie liegen kann
bars-side = Bereich
bars-score = Punktzahl
bars-no-score = Zu wenige Antworten für eine Punktzahl
bars-note = Die Linie in jedem Balken zeigt die Spanne, in der die Punktzahl in etwa zwei von drei Fällen läge, wenn du noch einmal antworten würdest.
score-with-sem = { $points } ± { $sem }
others-title = Oder einer von diesen Schritten
other-head = { count-minutes } · { $dimension }
other-see = Schritt ansehen
other-see-what = Schritt ansehen: { $step }
result-who-title = Wer das sehen kann
result-who-alone = Niemand außer dir. Niemand kann deine Antworten oder dein Ergebnis nachschlagen.
result-who-wave = Niemand außer dir sieht deine Antworten und dein Ergebnis. Sie zählen in Zahlen von Gruppen mit mindestens { count-least } mit, so wie du es vor der ersten Frage gelesen hast.
result-me = Deine Seite: privater Link, frühere Ergebnisse, deine Schritte
result-again-title = Wann du wiederkommst
result-again = Gewohnheiten brauchen ein paar Wochen. Schau ab dem { $date } wieder vorbei; bis dahin zählt der Schritt.

me-title = Deine Seite
me-lead = Deine Ergebnisse, deine Schritte und alles, was über dich gespeichert ist.
me-nothing = Hier ist noch nichts.
me-nothing-link = Zur Selbsteinschätzung
me-go-on = Weitermachen: { $survey }
me-steps = Deine Schritte
me-results = Deine Ergebnisse
history-up = Gestiegen, mehr als Zufall
history-down = Gesunken, mehr als Zufall
history-unclear = Keine klare Veränderung
outcome-none = Noch nichts eingetragen
outcome-done = Gemacht
outcome-partly = Zum Teil
outcome-not-yet = Noch nicht
progress-question = Was ist daraus geworden?
progress-note = Eine Zeile, wenn du magst
progress-note-hint = Was gut ging oder was du anders versuchen würdest. Nur du siehst das. Höchstens { count-characters }.
progress-note-long = Kürze deine Zeile auf { count-characters }
progress-select = Wähle aus, was daraus geworden ist
progress-save = Speichern
progress-so-far = Bisher
progress-details = Den Schritt noch einmal zeigen
link-title = Dein privater Link
link-what = Er öffnet diese Seite auf jedem Gerät. Behalte ihn für dich: Wer ihn hat, sieht deine Ergebnisse.
link-renew = Neuen Link erstellen
link-renew-what = Falls jemand deinen Link gesehen haben könnte, erstelle einen neuen. Der alte gilt dann sofort nicht mehr, auch auf deinen anderen Geräten.
link-renewed-title = Dein Link ist neu
link-renewed = Der alte Link funktioniert nicht mehr. Das ist der neue; dieses Gerät nutzt ihn schon.
invitation-title = Deine Seite auf diesem Gerät öffnen?
invitation-what = Dieser Link gehört einer Person. Öffne ihn nur, wenn es deiner ist, und nur auf einem Gerät, dem du vertraust.
invitation-open = Meine Seite öffnen
data-title = Deine Daten
data-what = Nimm eine Kopie mit, melde dich auf diesem Gerät ab oder lösche alles. Beim Abmelden wird nur der Schlüssel von diesem Gerät entfernt; dein Link gilt weiter.
data-what-member = Nimm eine Kopie von allem mit, was mit dir verknüpft ist, oder lösche deine Antworten, Ergebnisse und Schritte. Was in der Personenliste deiner Organisation über dich steht, bleibt.
data-export = Kopie herunterladen
data-leave = Auf diesem Gerät abmelden
data-delete = Alles über mich löschen
data-delete-member = Meine Antworten und Schritte löschen
delete-title = Alles über dich löschen?
delete-title-member = Deine Antworten, Ergebnisse und Schritte löschen?
delete-what = { $responses ->
    [0] Das löscht deine bisherigen Antworten, deine Schritte und deinen privaten Link.
    [one] Das löscht dein Ergebnis, deine Schritte und deinen privaten Link.
   *[other] Das löscht deine { $responses } Ergebnisse, deine Schritte und deinen privaten Link.
} Es lässt sich nicht rückgängig machen.
delete-do = Alles löschen
delete-do-member = Meine Antworten und Schritte löschen
delete-keep = Behalten
deleted-title = Alles über dich ist gelöscht.
deleted-title-member = Deine Antworten und Schritte sind gelöscht.
delete-what-member = Deine Antworten, Ergebnisse und Schritte werden endgültig gelöscht, und du wirst abgemeldet. Was in der Personenliste deiner Organisation über dich steht, bleibt. Auch anonyme Antworten, die du abgegeben hast, bleiben: Niemand kann erkennen, welche es sind.
deleted-what = Es ist nichts mehr gespeichert, das mit dir verknüpft ist, und dein alter Link funktioniert nicht mehr.
deleted-what-member = Deine Antworten, Ergebnisse und Schritte sind gelöscht. Anonyme Antworten bleiben, weil niemand erkennen kann, welche deine waren.

stored-title = Was gespeichert wird
stored-lead = Nur so viel, wie nötig ist, damit du dein Ergebnis sehen und wiederkommen kannst.
stored-what-answers = Deine Antworten
stored-how-answers = Gespeichert mit dem Datum, ohne Uhrzeit, und der Fassung der Fragen, unter einer Zufallszahl. Kein Name, keine Adresse, kein Konto. Nur dein privater Link öffnet sie. Fängst du an und antwortest nichts, wird das nach zwei Tagen gelöscht; nie abgegebene Antworten werden gelöscht, wenn du 30 Tage lang nicht weitergemacht hast.
stored-what-steps = Deine Schritte
stored-how-steps = Welchen Schritt du dir an welchem Tag vorgenommen hast oder nicht wolltest, was daraus geworden ist, und die eine Zeile, die du schreiben kannst. Nur du siehst sie. Lädt dich deine Organisation zu einer Umfrage ein, wird gezählt, wie viele sich einen Schritt vorgenommen haben und was daraus wurde, für die ganze Organisation und nur, wo es genug waren; nie deine Zeile.
stored-what-key = Dein privater Link
stored-how-key = Gespeichert ist nur ein daraus berechneter Prüfwert und seit welchem Tag es ihn gibt. Daraus lässt sich dein Link nicht ermitteln, darum kann ein verlorener Link nicht ersetzt werden.
stored-what-visits = Deine Besuche
stored-how-visits = Das Protokoll hält fest, welche Art von Seite wann abgerufen wurde und wie lange es dauerte. Es enthält keine IP-Adresse und keinen Link.
stored-what-cookies = Cookies
stored-how-cookies = Einer mit deinem Schlüssel auf diesem Gerät, einer für deine Sprache. Kein Tracking, nichts von anderen.
stored-alone-title = Wenn du Footing für dich allein nutzt
stored-organisation-title = Wenn deine Organisation dich einlädt
stored-what-roster = Was deine Organisation angibt
stored-how-roster = Dein Name, deine Kennung, deine Dienstadresse, dein Team und die Teams davor, die Teams, die du leitest, deine Art von Arbeit, dein Standort und deine Sprache, und seit welchem Tag, so wie es in ihrer Personenliste steht. Wer die Liste verwaltet, sieht es; es bleibt, auch wenn du deine Antworten löschst.
stored-what-session = Anmeldung
stored-how-session = Deine Adresse und bis wann du angemeldet bist, auf die Stunde: 14 Tage. Von jedem Browser sein Name und sein System, der Tag der Anmeldung und der Tag, an dem du ihn zuletzt benutzt hast. Von einem Link, der nicht benutzt wurde, bis wann er gilt, auf die Minute. Von Links und Anmeldungen selbst sind nur Prüfwerte gespeichert. Forderst du einen Link an, bleibt deine Adresse gespeichert, bis die E-Mail hinausgegangen ist, höchstens etwa 15 Minuten.
stored-what-private = Private Antworten
stored-how-private = Gespeichert mit deiner Nummer in der Personenliste und dem Datum, ohne Uhrzeit. Nur du siehst sie und dein Ergebnis. In einer Umfrage deiner Organisation zählen sie in Zahlen von Gruppen mit, ab der vereinbarten Zahl von Antworten; gibst du sie für dich allein, in keinen.
stored-what-confidential = Vertrauliche Antworten
stored-how-confidential = Gespeichert mit deiner Nummer in der Personenliste und dem Datum, ohne Uhrzeit, bis die vereinbarte Frist um ist. Gezeigt werden sie nur für Gruppen zusammengefasst, ab der vereinbarten Zahl von Antworten. Du kannst eine Kopie mitnehmen und sie löschen.
stored-what-anonymous = Anonyme Antworten
stored-how-anonymous = Solange die Umfrage offen ist, liegt jeder Stimmzettel in einem versiegelten Umschlag ohne Namen, und daneben ist festgehalten, wer teilgenommen hat, damit niemand zweimal antwortet. Wenn die Umfrage schließt, werden die Umschläge geöffnet, die Stimmzettel nach ihrem Inhalt sortiert und nach Gruppen aufbewahrt, ohne Name, Zeit oder Nummer; die Schlüssel, die von einer Person zu einem Umschlag führen könnten, werden vernichtet. Eine Gruppe mit zu wenigen Stimmzetteln kommt zu der über ihr; sind es auch ganz oben zu wenige, werden sie nicht aufbewahrt. Niemand kann deinen Stimmzettel wiederfinden, darum kann ihn auch niemand löschen.
stored-what-cookies-more = Weitere Cookies
stored-how-cookies-more = Einer hält dich angemeldet. Solange du anonym antwortest, enthält ein weiterer deine Antworten; er ist weg, wenn du abgibst oder den Browser schließt. Ein weiterer sagt ein Jahr lang, dass auf diesem Gerät schon jemand angemeldet war, damit Fremde dir deine E-Mails nicht wegnehmen können. Forderst du einen Link an, erkennt ein weiterer 15 Minuten lang diesen Browser.
stored-what-promises = Was die Leitung schreibt
stored-how-promises = Was jemand vor dem ersten Blick auf die Werte vorhat, das nur diese Person liest und löschen kann; und was einem Team zugesagt wird, mit Termin und dem, was daraus wurde: Das liest das Team, und es bleibt.
stored-what-audit = Was Verwaltung, Leitung und Auswertung tun
stored-how-audit = Änderungen an der Liste der Menschen, an Rollen, Tokens und Umfragen, E-Mails und Links zum Anmelden, wer freigegebene Werte angesehen, etwas zugesagt oder Werte oder die Liste heruntergeladen hat, und wann, auf die Sekunde. Wann sich jemand anmeldet, der führt, auswertet oder verwaltet, und sonst niemand. Menschen stehen darin als Kennungen. Nie eine Antwort.
stored-what-operator = Wer den Server betreibt
stored-how-operator = Wer diesen Server betreibt, könnte auf seiner Festplatte lesen, was dort gespeichert ist. Keine Seite von Footing zeigt ihm oder ihr Antworten.
stored-delete = Auf deiner Seite kannst du eine Kopie von allem mitnehmen, was mit dir verknüpft ist, und es löschen. Es ist mit einem eigenen Schlüssel versiegelt, und beim Löschen wird dieser Schlüssel vernichtet: Was in Sicherungskopien und in ungenutzten Teilen der Festplatte bleibt, kann dann niemand mehr lesen. Nur eine ältere Kopie der Schlüssel, falls jemand eine gemacht hat, würde es noch öffnen.

failure-title-not-found = Diese Seite gibt es hier nicht.
failure-what-not-found = Die Adresse ist vielleicht unvollständig, oder was hier war, wurde gelöscht.
failure-title-unknown = Dieses Gerät kennt dich noch nicht.
failure-what-unknown = Öffne deinen privaten Link auf diesem Gerät, melde dich an oder fang neu an. Nichts Gespeichertes ist verloren.
failure-title-closed = Das ist schon abgeschlossen.
failure-what-closed = Deine Antworten wurden schon abgeschlossen oder gelöscht, vielleicht in einem anderen Tab oder auf einem anderen Gerät, oder die Umfrage ist geschlossen. Deine Seite zeigt, was da ist.
failure-title-refused = Das kam von einer anderen Website.
failure-what-refused = Zu deiner Sicherheit wurde es nicht ausgeführt. Geh zum Anfang und versuche es von dort noch einmal.
failure-title-busy = Gerade wird sehr viel berechnet.
failure-what-busy = Viele sehen sich gleichzeitig große Seiten an. Es ist nichts verloren; bitte versuche es in ein paar Sekunden noch einmal.
failure-title-going-on = Das dauert länger als sonst.
failure-what-going-on = Es wurde begonnen und läuft weiter, auch ohne diese Seite; nichts ist verloren. Geh in einer Minute zurück und sieh nach, wie es steht.
failure-title-full = Das konnte gerade nicht gespeichert werden.
failure-what-full = Der Speicher dieser Installation ist voll. Was du vorher gespeichert hast, ist sicher. Bitte sag denen Bescheid, die sie betreiben, und versuche es später noch einmal.
failure-title-broken = Bei uns ist etwas schiefgegangen.
failure-what-broken = Was du vorher gespeichert hast, ist sicher. Bitte versuche es gleich noch einmal; wenn es so bleibt, sag denen Bescheid, die diese Installation betreiben.

calendar-try = { $step } ({ count-minutes })
calendar-done = Fertig, wenn { $done }
calendar-check = Was ist aus „{ $step }“ geworden?
calendar-check-what = Eine Minute: Sag, was aus deinem Schritt geworden ist.

## Anmelden

nav-sign-in = Anmelden
nav-who = Angemeldet:
nav-admin = Verwaltung
sign-in-title = Anmelden
sign-in-what = Gib deine E-Mail-Adresse bei der Arbeit ein. Du bekommst eine E-Mail mit einem Link, der dich anmeldet; ein Passwort gibt es nicht.
label-email = E-Mail-Adresse
hint-email = Zum Beispiel anna@example.org
sign-in-no-address = Gib eine E-Mail-Adresse ein, zum Beispiel anna@example.org
sign-in-send = Link schicken
sign-in-no-mail = Hier meldest du dich mit einem Link an, den jemand für dich erstellt. Von hier werden keine E-Mails verschickt; auf dieser Seite gibt es also nichts anzufordern.
sign-in-no-mail-ask = Frag die Person, die dir von der Umfrage erzählt hat, nach deinem Link, oder diejenigen, die Footing in deiner Organisation betreuen: Sie erstellen ihn in der Verwaltung unter „Links zum Anmelden“. Öffne ihn auf diesem Gerät, und du bist da, wo du hinwolltest.
sign-in-no-mail-run = Du betreibst diese Installation selbst? Das gibt auf ihrem Rechner einen Link aus, auch während sie läuft:
link-sent-title = Schau in dein Postfach
link-waits-title = Deine E-Mail muss warten
link-waits-what = Der Mailserver nimmt gerade keine E-Mails an. Wenn deine Organisation diese Adresse kennt, geht eine E-Mail mit einem Link hinaus, sobald er es wieder tut. Ist nach 15 Minuten keine da, fordere noch einmal einen Link an.
link-too-many-title = Es warten zu viele E-Mails
link-too-many-what = Es wollen mehr Menschen einen Link, als E-Mails rechtzeitig verschickt werden können. Darum wurde dir keiner zugesagt. Warte ein paar Minuten und versuche es dann noch einmal.
link-sent-what = Wenn deine Organisation diese Adresse kennt, ist eine E-Mail mit einem Link unterwegs. Der Link gilt 15 Minuten und nur einmal.
link-sent-again = Nichts angekommen? Noch einmal versuchen
enter-title = Auf diesem Gerät anmelden
enter-what = Mit dem Knopf meldest du dich auf diesem Gerät für höchstens 14 Tage an, oder bis du es vier Tage lang nicht benutzt hast. Dein Link ist damit verbraucht.
enter-do = Anmelden
enter-whose = Dieser Link öffnet das Konto von { $name } ({ $address }). Wenn du das nicht bist, schließ diese Seite: Deine Antworten würden zu diesem Konto gehören.
enter-whose-address = Dieser Link öffnet das Konto von { $address }. Wenn du das nicht bist, schließ diese Seite: Deine Antworten würden zu diesem Konto gehören.
enter-elsewhere = Dieser Link wurde in einem anderen Browser angefordert. Gib die Adresse ein, an die die E-Mail ging, damit dich niemand in ein fremdes Konto führen kann.
enter-elsewhere-wrong = Dieser Link ging an eine andere Adresse. Wenn ihn dir jemand weitergegeben hat, benutze ihn nicht: Fordere einen eigenen an.
unlock-title = Deine früheren Antworten öffnen?
unlock-whose = In der Liste deiner Organisation hat { $name } jetzt die Adresse { $address }.
unlock-what = Wenn das deine Adresse ist, öffne deine früheren Antworten dort. Wenn nicht, lass sie verschlossen und sag denen Bescheid, die Footing betreiben: Vielleicht liest dort jemand anderes die E-Mails.
unlock-do = Das ist meine Adresse: dort öffnen
unlocked-title = Deine früheren Antworten sind wieder offen
unlocked-what = Melde dich mit deiner neuen Adresse an. Dann siehst du, was du vor der Änderung beantwortet hast.
devices-title = Wo du angemeldet bist
devices-what = Du bleibst höchstens 14 Tage angemeldet, oder bis du ein Gerät vier Tage lang nicht benutzt hast. Wenn du eines genutzt hast, das auch andere nutzen, melde dich dort ab.
earlier-title = Was du früher beantwortet hast, ist verschlossen
earlier-what = Deine Organisation hat deine Adresse am { $date } geändert. Damit niemand deine Antworten liest, der sie ändern kann, ist hier verschlossen, was du vorher beantwortet hast. Was du ab jetzt beantwortest, ist für dich offen.
earlier-letter-title = Von deiner alten Adresse aus öffnen
earlier-letter-what = Eine E-Mail mit einem Link ging an { $address }. Der Link öffnet deine früheren Antworten hier.
earlier-letter-again = E-Mail noch einmal senden
earlier-letter-sent = Die E-Mail geht noch einmal an { $address }. Schau dort in dein Postfach.
earlier-no-mail = Von hier werden keine E-Mails verschickt, deshalb geht es auf diesem Weg nicht.
earlier-key-title = Mit deinem privaten Link öffnen
label-key = Dein privater Link
hint-key = Wenn du vor der Änderung auf deiner Seite einen erstellt hast, füge ihn hier ein.
earlier-key-do = Meine früheren Antworten öffnen
earlier-key-wrong = Das ist kein privater Link von dir. Prüfe, ob du ihn ganz kopiert hast.
earlier-anew-title = Neu anfangen
earlier-anew-what = Wenn beides nicht geht, kannst du auf deine früheren Antworten verzichten. Sie werden endgültig gelöscht, auch in laufenden Umfragen, und deine Seite gehört wieder dir. Anonyme Antworten bleiben: Niemand weiß, welche deine sind.
earlier-anew-sure = Ja, meine früheren Antworten löschen
earlier-anew-unsure = Es wurde nichts gelöscht. Setz das Häkchen, wenn du sicher bist.
earlier-anew-do = Löschen und neu anfangen
own-key-title = Falls sich deine Adresse ändert
own-key-what = Wenn deine Organisation deine Adresse ändert, sind deine früheren Antworten verschlossen, bis du sie von der alten aus öffnest. Ein privater Link öffnet sie auch. Wer ihn hat, sieht deine Ergebnisse, also behalte ihn für dich. Ein neuer Link ersetzt den alten.
own-key-there = Du hast einen privaten Link. Wenn du ihn nicht erstellt hast oder jemand anderes ihn haben könnte, entferne ihn oder erstelle einen neuen: Abmelden beendet ihn nicht.
own-key-remove = Privaten Link entfernen
own-key-make = Privaten Link erstellen
own-key-made-title = Dein privater Link
own-key-made = Bewahre ihn auf, wo nur du ihn findest. Er wird nur jetzt angezeigt und öffnet alles, was dir gehört, auf jedem Gerät.
devices-unknown = Ein Browser ohne Namen
devices-since = seit { $date }
devices-used = zuletzt benutzt am { $date }
devices-this = dieses Gerät
devices-end = Dort abmelden
devices-end-named = Dort abmelden: { $device }
sign-out = Abmelden
sign-out-everywhere = Auf allen Geräten abmelden

failure-title-sign-in = Melde dich zuerst an.
failure-what-sign-in = Diese Seite ist für Menschen aus der Organisation. Melde dich an und komm dann hierher zurück.
failure-title-not-yours = Diese Seite ist nicht für dich.
failure-what-not-yours = Du bist angemeldet, aber diese Seite ist für andere. Wenn du sie brauchst, frag die Personen, die Footing verwalten.
failure-title-limited = Das öffnet dein Link nicht.
failure-what-limited = Du bist mit einem Link angemeldet, den jemand anders für dich erstellt hat. Er öffnet die Umfrage und das, was du damit beantwortest. Was du früher beantwortet hast, deine eigene Seite und Kopien davon bleiben zu, damit niemand sie liest, der den Link hätte benutzen können.
limited-how = Für alles andere lass dir eine E-Mail an deine eigene Adresse schicken: Der Link darin öffnet alles, was dir gehört.
limited-how-no-mail = Von hier werden keine E-Mails verschickt, deshalb lässt sich der Rest nicht mit einem Link öffnen. Was du jetzt beantwortest, siehst du, bis du dich abmeldest. Wenn du ein Ergebnis für dich behalten willst, mach die Einschätzung auf der ersten Seite ohne Anmeldung: Du bekommst einen privaten Link, den nur du hast.
limited-roles = Seiten für Führungskräfte, Auswertung und Verwaltung öffnen sich mit einem Link aus einer E-Mail oder mit einem, den die Betreiber auf dem Rechner für dich ausgeben.
limited-ask = E-Mail anfordern
limited-banner = Du bist mit einem Link angemeldet, der für dich erstellt wurde. Er öffnet, was du damit beantwortest, und nichts von früher.
limited-banner-role = Du bist mit einem Link angemeldet, den der Rechner ausgegeben hat. Er öffnet die Seiten deiner Aufgaben und was du damit beantwortest, und nichts, was du früher beantwortet hast.
limited-more = So siehst du den Rest
failure-title-locked = Was du früher beantwortet hast, ist verschlossen
failure-what-locked = Deine Organisation hat deine Adresse geändert. Was du vorher beantwortet hast, ist hier verschlossen, bis du zeigst, dass es deins ist.
limited-banner-locked = Deine Adresse wurde geändert. Was du vorher beantwortet hast, ist hier verschlossen, bis du es öffnest.
failure-title-changed = Inzwischen hat sich etwas geändert.
failure-what-changed = Jemand anders war schneller, oder dieser Schritt ist schon vorbei. Jetzt wurde nichts geändert. Geh zurück und sieh nach, wie es steht.
failure-title-link-used = Dieser Link gilt nicht mehr.
failure-what-link-used = Ein Link zum Anmelden gilt nur einmal und nur für eine gewisse Zeit. Wenn du ihn auf diesem Gerät benutzt hast, bist du vielleicht schon angemeldet: Geh zum Anfang. Sonst brauchst du einen neuen.
failure-title-over = Diese Umfrage ist geschlossen.
failure-what-over = Sie nimmt keine Antworten mehr an. Was du vorher abgegeben hast, zählt; was nur angefangen war, zählt nicht.
failure-title-too-often = Das waren zu viele Versuche.
failure-what-too-often = Warte eine Minute und versuche es dann noch einmal. Nichts ist verloren.
failure-title-example = Das ist das Beispiel
failure-what-example = Seine Menschen sind erfunden, und es kommen keine echten dazu. Starte Footing für deine eigene Organisation mit einem eigenen Datenverzeichnis.
failure-title-only-here = Das Beispiel sieht man nur auf seinem eigenen Rechner
failure-what-only-here = Es lässt alle herein, die es erreichen, und antwortet darum nur unter 127.0.0.1 und localhost. Von einem anderen Rechner aus geht es durch einen Tunnel: ssh -L 3000:127.0.0.1:3000 und der Name seines Rechners, danach 127.0.0.1:3000 im Browser.
failure-title-letters-asked = Es wurden schon genug Links angefordert.
failure-what-letters-asked = Für diese Adresse wurden innerhalb einer Stunde mehrere Links angefordert, darum ging jetzt keine weitere E-Mail hinaus. Nimm die neueste in deinem Postfach, oder versuche es in einer Stunde noch einmal.
failure-title-crowded = Gerade kann niemand neu anfangen.
failure-what-crowded = Sehr viele haben angefangen, ohne zu antworten, und mehr davon bewahrt diese Installation nicht auf. Keine Antwort ist verloren. Versuche es morgen noch einmal, oder sag denen Bescheid, die sie betreiben.

mail-link-subject = Dein Link zu Footing
mail-link-what = Jemand, wahrscheinlich du, möchte sich bei Footing anmelden und hat dafür um einen Link gebeten.
mail-link-do = Anmelden
mail-link-ignore = Der Link gilt 15 Minuten und nur einmal. Wenn du nicht darum gebeten hast, brauchst du nichts zu tun.
mail-moved-subject = Deine Adresse bei Footing wurde geändert
mail-moved-what = Deine Organisation hat { $address } als deine neue Adresse eingetragen. Ab jetzt meldest du dich damit an, und E-Mails von Footing gehen dorthin.
mail-moved-locked = Was du bisher beantwortet hast, bleibt unter der neuen Adresse verschlossen, bis du sagst, dass sie dir gehört.
mail-moved-do = Das ist meine Adresse: meine Antworten dort öffnen
mail-moved-not-you = Wenn es nicht deine Adresse ist, benutze keinen Link aus dieser E-Mail und sag denen Bescheid, die in deiner Organisation Footing betreiben.

## An einer Umfrage teilnehmen

privacy-private = Privat.
privacy-what-private = Nur du siehst deine Antworten und dein Ergebnis; in Zahlen von Gruppen zählen sie mit.
privacy-confidential = Vertraulich.
privacy-what-confidential = Deine Antworten werden mit deinem Namen gespeichert und nur für Gruppen zusammengefasst gezeigt.
privacy-anonymous = Anonym.
privacy-what-anonymous = Deine Antworten werden ohne deinen Namen und ohne Zeitpunkt gespeichert. Niemand kann sie wiederfinden, auch du nicht.
saved-here = Nur in diesem Browser aufbewahrt
hand-in = Abgeben
hand-in-and-on = Abgeben und weiter
wave-card-open = Du bist eingeladen. Etwa { count-minutes }, bis zum { $date }.
wave-card-done = Du hast alles beantwortet. Danke.
wave-card-look = Ansehen, worum es geht
wave-card-contract = Die Regeln nachlesen
contract-facts = { count-questions } · etwa { count-minutes } · bis zum { $date }
contract-voluntary = Die Teilnahme ist freiwillig. Du kannst jederzeit aufhören.
contract-decline = Bei den meisten Fragen kannst du sagen, dass du lieber nicht antwortest oder dass etwas nicht vorkam.
contract-asked-title = Was du gefragt wirst
contract-questions = { count-questions }.
contract-done = Abgegeben
contract-start = Anfangen
contract-anew = Hier neu anfangen
contract-begun-elsewhere = Du hast auf einem anderen Gerät oder mit einem anderen Link angefangen. Diese Antworten werden hier nicht gezeigt. Mach dort weiter; oder fang hier neu an, dann wird verworfen, was dort angefangen war.
contract-shown-title = Wer was sehen wird
contract-team = Dein Team ist „{ $team }“. Dort und in den Teams darunter { $invited ->
    [one] ist 1 Person
   *[other] sind { $invited } Personen
} eingeladen.
contract-nobody = Niemand sieht, was du geantwortet hast: keine Führungskraft, keine Kollegin, kein Kollege, niemand aus der Personalabteilung.
contract-anonymous = Anonyme Antworten werden nur zusammengefasst gezeigt, und nur für Gruppen mit mindestens { count-least }.
contract-filed = Deine liegen in einem gemeinsamen Kasten mit denen von „{ $group }“; dort { $invited ->
    [one] ist 1 Person
   *[other] sind { $invited } Personen
} eingeladen.
contract-filed-whole = Deine liegen in einem gemeinsamen Kasten mit denen aller anderen, deren Team für einen eigenen zu klein ist; das sind mindestens { count-least }.
contract-filed-leaders = Deine liegen in einem gemeinsamen Kasten mit denen aller, die ein Team leiten. Sind es nicht mindestens { count-least }, wird keine davon aufbewahrt.
contract-ballot = Wenn du abgibst, wird zweierlei festgehalten: dass du teilgenommen hast, und dein Stimmzettel in einem versiegelten Umschlag ohne Namen. Die Umschläge werden erst geöffnet, wenn die Umfrage geschlossen ist. Dann werden die Stimmzettel nach ihrem Inhalt sortiert, und die Schlüssel zu den Umschlägen und zur Liste, wer teilgenommen hat, werden vernichtet. Solange du noch antwortest, werden diese Antworten nur in deinem Browser aufbewahrt.
contract-confidential = Vertrauliche Antworten werden nur zusammengefasst gezeigt, und nur für Gruppen mit mindestens { count-least }.
contract-private = Was privat ist, siehst nur du. Es zählt in Zahlen von Gruppen mit mindestens { count-least } mit, und sonst nirgends.
contract-cuts = Außer nach Teams können Zahlen der ganzen Organisation auch nach diesen Gruppen gezeigt werden: { $cuts }. Anonyme Antworten werden nur nach Teams gezeigt.
contract-leaders = Wer ein Team leitet, gehört zu einer eigenen Gruppe. Diese Antworten zählen in keinem Wert eines Teams und in keinem der Organisation.
contract-participation = Gezählt wird, wie viele teilgenommen haben. Wer nicht teilgenommen hat, wird niemandem gezeigt, und jede Erinnerung geht an alle.
contract-new-people = Antworten von Leuten, die weniger als 30 Tage vor Beginn dazugekommen sind, zählen mit; sie helfen einer Gruppe aber nicht zu der Zahl, ab der sie gezeigt wird.
contract-talk = Was keine Regel verhindern kann: Wenn alle anderen in einer Gruppe sich erzählen, was sie geantwortet haben, können sie ausrechnen, was die letzte Person geantwortet hat.
contract-again = Und wenn später noch einmal dasselbe gefragt wird, eine Gruppe bis auf wenige Leute dieselbe ist und alle anderen genau wie vorher antworten, verrät der Unterschied etwas über diese wenigen. Veränderungen werden dann nicht gezeigt, und dasselbe wird innerhalb von 28 Tagen nicht zweimal gefragt.
contract-intent-title = Was die Leitung vorhat
contract-intent-what = Die Leitung hat vor dir geantwortet: was sie mit KI aufbauen will, wessen Arbeit sich ändern wird und wie weit KI dabei gehen darf.
contract-intent-work = Wo KI die Arbeit verändern wird, und wie weit sie dort gehen darf
contract-intent-tasks = Diese Aufgaben kommen zuerst: { $tasks }
contract-technical = Für alle, die es genau wissen wollen
contract-operator = In einem Punkt musst du uns vertrauen. Solange die Umfrage offen ist, könnte jemand, der den Server betreibt und seine Festplatte samt den Schlüsseln nimmt, Umschläge öffnen und sehen, in welcher Reihenfolge sie kamen, oder das Programm so ändern, dass es mitschreibt, wer welchen Stimmzettel abgibt. Das veröffentlichte Programm tut beides nicht, und wenn die Umfrage geschlossen ist, kann es niemand mehr.
contract-operator-linked = Vertrauliche und private Antworten liegen auf der Festplatte des Servers versiegelt, mit Schlüsseln, die der Server hat: Wer den Server betreibt, könnte sie lesen. Keine Seite und keine Datei zeigt sie jemandem.
contract-retention = Deine Antworten werden { $months ->
    [one] 1 Monat
   *[other] { $months } Monate
} nach dem Schließen der Umfrage gelöscht. Ein privates Ergebnis bleibt deins.
contract-contact = Fragen zu dieser Umfrage: { $contact }
contract-hash = Die Regeln haben die Prüfsumme { $hash }. Sie lassen sich nicht ändern, solange die Umfrage läuft, und danach auch nicht.
contract-proof = Wie deine Antworten geschützt sind, im Ganzen
proof-back = Zurück zur Umfrage
proof-title = Wie Antworten auf „{ $name }“ geschützt sind
proof-lead = Für den Betriebsrat, für den Datenschutz und für alle, die es prüfen wollen. Die Seite lässt sich drucken.
proof-agreed-title = Was vereinbart ist
proof-stored-title = Was gespeichert wird
proof-who-title = Wer was sieht
proof-who-leader = Wer ein Team leitet
proof-sees-leader = Werte der eigenen Teams und der Teams darunter, ein Mal erstellt, nachdem die Umfrage geschlossen ist, und erst ab der vereinbarten Zahl von Menschen. Nie eine Person.
proof-who-analyst = Wer auswertet
proof-sees-analyst = Dieselben Werte für die ganze Organisation, ihre Teams und die vereinbarten Gruppen. Nie eine Person.
proof-who-administrator = Wer verwaltet
proof-sees-administrator = Wer in der Organisation ist und wer welche Aufgabe hat, wie viele in Gruppen ab zehn teilgenommen haben, und das Protokoll. Keine Antworten und keine Ergebnisse einer Person, auch nicht durch eine geänderte Adresse oder einen erstellten Link.
proof-who-program = Programme mit einem Token
proof-sees-program = Das, wofür ihr Token ausgestellt ist: Umfragen, Teilnahme, Werte oder die Liste der Menschen. Keine Antworten.
proof-who-operator = Wer den Server betreibt
proof-sees-operator = Keine Seite zeigt ihnen Antworten. Was sie mit der Maschine selbst tun könnten, steht unten.
proof-attack-title = Was dagegen versucht wurde
proof-attack-what = Bevor eine Version von Footing ausgeliefert wird, greifen Programme sie an, mit allem, was jemand in der Hand haben kann, der Ergebnisse liest: Hunderte erfundene Organisationen, jeder Wert und jede Datei, wer was gefragt wurde, die Antworten von Freunden, die rohe Festplatte. Sie versuchen herauszufinden:
proof-attack-means = einen Mittelwert von weniger Menschen als vereinbart, aus gezeigten Mittelwerten
proof-attack-shares = wie weniger als zehn Menschen geantwortet haben, aus Anteilen größerer Gruppen
proof-attack-limits = einen Mittelwert, der nur als Grenze angegeben ist, aus anderen daneben
proof-attack-turnout = ob jemand von weniger als zehn teilgenommen hat
proof-attack-leaders = eine Antwort von jemandem, der leitet, aus Werten der Teams, die er sieht
proof-attack-spread = irgendetwas über ein verborgenes Team, aus dem, was über alle Teams gesagt wird
proof-attack-invented = die Antwort einer echten Person unter erfundenen Kollegen
proof-attack-again = die Antwort von jemandem, der zwischen zwei Umfragen versetzt wurde
proof-attack-disk = wer welchen Stimmzettel abgegeben hat oder was gelöscht wurde, von der rohen Festplatte und aus Sicherungen
proof-attack-address = was jemand geantwortet hat, durch eine geänderte Adresse oder einen weitergegebenen Link
proof-attack-found = Nichts davon findet etwas. Die meisten dieser Angriffe werden auch ohne die Regel versucht, die gegen sie steht; dort müssen sie etwas finden.
proof-examined-title = Was an den Ergebnissen dieser Umfrage geprüft wurde
proof-examined-before = Ergebnisse werden ein Mal erstellt, nachdem die Umfrage geschlossen ist. Vorher sieht niemand welche, und es gibt nichts zu prüfen.
proof-examined-what = Für jeden Wert wurde ausgerechnet, ob alle Werte zusammen etwas über weniger Menschen verraten. Wo es so gewesen wäre, wurde mehr verborgen.
proof-head-kind = Werte
proof-head-threshold = Wenigste Menschen
proof-head-shown = Gezeigt
proof-head-hidden = Verborgen
proof-kind-means = Mittelwerte
proof-kind-shares = Anteile
proof-kind-turnout = Teilnahme
proof-kind-counts = Schritte
proof-kind-quality = Güte der Fragen
proof-cannot-title = Was sich nicht versprechen lässt
proof-cannot-copies = Eine Kopie der Schlüssel, die vor einer Löschung gemacht wurde, öffnet das Gelöschte noch. Kopien der Schlüssel werden getrennt von Sicherungen aufbewahrt oder gar nicht.
proof-cannot-mail = Wer deine E-Mails liest, kann sich als du anmelden.
cut-work = Art der Arbeit
cut-location = Standort
thanks-title = Danke
thanks-what = Alles, was du abgegeben hast, ist angekommen. Was dein Team daraus lesen kann, wird gezeigt, wenn die Umfrage geschlossen ist, spätestens nach dem { $date }, vorher niemandem.
thanks-private = Dein eigenes Ergebnis ist da. Nur du kannst es sehen.
thanks-result = Dein Ergebnis ansehen
thanks-limited = Du kannst es in diesem Browser öffnen, bis du dich abmeldest. Speichere oder drucke es, wenn du es behalten willst.

mail-invite-subject = { $name }: Deine Sicht ist gefragt
mail-invite-what = Du bist zur Umfrage „{ $name }“ eingeladen. Sie dauert etwa { count-minutes } und ist bis zum { $date } offen.
mail-invite-privacy = Vor der ersten Frage liest du, wer was sehen wird und ab wie vielen Antworten.
mail-invite-do = Ansehen, worum es geht
mail-invite-same = Alle bekommen dieselbe E-Mail. Wenn du schon geantwortet hast, brauchst du nichts zu tun.
mail-remind-subject = { $name }: noch offen
mail-remind-what = Die Umfrage „{ $name }“ ist noch bis zum { $date } offen. Sie dauert etwa { count-minutes }.

## Verwaltung

admin-title = Verwaltung
back-to-admin = ← Verwaltung
admin-roster = Personen und Teams
admin-roster-counts = { $people ->
    [0] Noch steht niemand in der Personenliste.
    [one] 1 Person in { $teams ->
        [one] 1 Team
       *[other] { $teams } Teams
    }.
   *[other] { $people } Personen in { $teams ->
        [one] 1 Team
       *[other] { $teams } Teams
    }.
}
admin-roster-open = Personenliste ansehen
admin-waves = Umfragen der Organisation
admin-wave-new = Umfrage vorbereiten
admin-roles = Rollen
admin-roles-count = { $grants ->
    [one] 1 Person hat eine Rolle.
   *[other] { $grants } Personen haben eine Rolle.
}
admin-roles-open = Rollen ansehen
stage-draft = In Vorbereitung
stage-open = Offen bis zum { $date }
stage-closed = Geschlossen am { $date }
stage-released = Freigegeben am { $date }

role-analyst = wertet aus
role-administrator = verwaltet
role-what-analyst = Wertet aus: sieht Zahlen der ganzen Organisation, nie die einer Person
role-what-administrator = Verwaltet: pflegt die Personenliste, die Rollen und die Umfragen und sieht keine Ergebnisse
roles-what = Wer ein Team leitet, steht in der Personenliste. Andere Rollen werden hier vergeben, über die E-Mail-Adresse.
roles-take = Entfernen
roles-give-title = Rolle vergeben
label-roles = Rollen
hint-roles = Die angekreuzten Rollen ersetzen die bisherigen.
roles-give = Speichern
roles-error-address = Gib eine E-Mail-Adresse ein, zum Beispiel anna@example.org
roles-error-last = Sonst verwaltet niemand mehr. Gib die Rolle zuerst einer anderen Person.
roles-error-example = Im Beispiel bleiben die Rollen, wie sie sind: Niemand, den es gibt, bekommt darin ein Recht.

roster-teams = Alle Teams
roster-team = Team
roster-whole = Personen, mit den Teams darunter
roster-direct = Personen im Team selbst
roster-leaders = Leitung
roster-export = Als CSV herunterladen
roster-upload-title = Neue Liste hochladen
roster-upload-what = Die Liste gilt für alle: Wer darin steht, gehört zur Organisation, wer fehlt, ist ausgeschieden. Du siehst, was sich ändern würde, bevor sich etwas ändert.
roster-columns = Eine CSV-Datei mit den Spalten id, name, email und team (zum Beispiel Vertrieb > Nord > Berlin) und, wenn du magst, work, location, leads und language.
roster-file = CSV-Datei
roster-look = Ansehen, was sich ändern würde
roster-no-file = Wähle zuerst eine Datei aus.
roster-lost = Die Personenliste hat sich inzwischen geändert, oder es hat zu lange gedauert. Lade die Datei noch einmal hoch.
roster-example = Diese Organisation ist erfunden und nimmt darum keine Personenliste an: Zu ihren Menschen kommen keine echten. Starte Footing für deine eigene Organisation mit einem eigenen Datenverzeichnis.
roster-done = Die Personenliste ist geändert.
roster-same = Was in der Liste steht, ist schon bekannt. Es gibt nichts zu ändern.
roster-faults = { $faults ->
    [one] 1 Stelle in der Datei muss berichtigt werden. Es wurde nichts geändert.
   *[other] { $faults } Stellen in der Datei müssen berichtigt werden. Es wurde nichts geändert.
}
roster-more = und noch { $more }
roster-preview-title = Was sich ändern würde
roster-unchanged = { $unchanged ->
    [one] Bei 1 Person bleibt alles, wie es ist.
   *[other] Bei { $unchanged } Personen bleibt alles, wie es ist.
}
roster-boxes = { $count ->
    [one] Bilder und PDFs zeigen 1 Zeichen dieser Namen als Kästchen, denn keine Schrift auf dem Server hat es: { $boxes }
   *[other] Bilder und PDFs zeigen { $count } Zeichen dieser Namen als Kästchen, denn keine Schrift auf dem Server hat sie: { $boxes }
}. Wer den Server betreibt, kann eine installieren, unter Debian aus: { $packages }. Danach muss Footing neu gestartet werden.
roster-group-joiners = Neu: { $count }
roster-group-returners = Wieder dabei: { $count }
roster-group-leavers = Nicht mehr dabei, werden abgemeldet: { $count }
roster-group-moves = Anderes Team: { $count }
roster-group-ids = Andere Kennung (id): { $count }
roster-group-edits = Sonstige Änderungen: { $count }
brake-leave = Nicht mehr dabei: { $count } von { $all ->
    [one] 1 Person
   *[other] { $all } Personen
}. Ist die Liste vollständig?
brake-ids = Andere Kennung (id): { $count } von { $all ->
    [one] 1 Person
   *[other] { $all } Personen
}. Kommt die Liste aus einem anderen System?
brake-addresses = Andere Adresse, mit der sich jemand künftig anmeldet: { $count } von { $all ->
    [one] 1 Person
   *[other] { $all } Personen
}. Ist das so gewollt?
brake-sure = Ich habe das geprüft, und es stimmt so
roster-moved-told = Wessen Adresse sich ändert, wird abgemeldet, und die alte Adresse bekommt Nachricht. Frühere Antworten bleiben verschlossen, bis die Person sie selbst öffnet.
roster-notes = Namen zum Nachsehen
roster-as-one = { $rows ->
    [one] „{ $name }“: Eine Zeile schreibt den Namen mit anderen Leerzeichen oder Zeichen, die gleich aussehen (Zeile { $first }). Er wurde als derselbe genommen.
   *[other] „{ $name }“: { $rows } Zeilen schreiben den Namen mit anderen Leerzeichen oder Zeichen, die gleich aussehen (die erste ist Zeile { $first }). Sie wurden als derselbe Name genommen.
}
roster-stay-two = „{ $one }“ und „{ $other }“ unterscheiden sich nur in Groß- und Kleinschreibung. Es bleiben zwei: Schreiben Sie sie gleich, wenn eines gemeint ist.
roster-apply = Personenliste ändern
roster-leave = Alles so lassen

# links for signing in that an administrator makes for others
links-title = Links zum Anmelden
links-for-wave = Für „{ $name }“: Jeder Link führt direkt zur Umfrage und gilt bis zum { $date }.
links-for-roster = Für Personen aus der Personenliste. Links für eine Umfrage werden auf der Seite der Umfrage erstellt: Sie führen direkt dorthin.
links-what = Ein Link meldet eine Person einmal an, ohne E-Mail. Er öffnet die Teilnahme an Umfragen und das, was damit beantwortet wird: nichts, was die Person früher beantwortet hat, und keine Seite für Führung, Auswertung oder Verwaltung. Gib jeder Person ihren eigenen; wer ihn benutzt, antwortet in ihrem Namen.
links-logged = Das Protokoll hält fest, für wen Links erstellt wurden, aber nie die Links selbst.
links-only-here = Diese Links beginnen mit { $address } und funktionieren nur auf diesem Rechner. Schreib die Adresse, die alle eingeben, in footing.toml, etwa address = "http://footing.example:3000", oder öffne diese Seite unter dieser Adresse.
links-person = Eine Person
label-person = E-Mail-Adresse oder Kennung aus der Personenliste
hint-person = Zum Beispiel anna@example.org
links-team = Ein Team
links-team-label = Team, mit allen darunter
links-everybody = { $people ->
    [one] Alle in der Personenliste: { $people } Person
   *[other] Alle in der Personenliste: { $people } Personen
}
links-everybody-invited = { $people ->
    [one] Alle, die eingeladen sind: { $people } Person
   *[other] Alle, die eingeladen sind: { $people } Personen
}
links-show = Links zeigen
links-csv = Als CSV herunterladen
links-error-nobody = Niemand, für den es hier einen Link geben kann, hat diese Adresse oder Kennung.
links-error-none = In diesem Team ist niemand, für den es hier einen Link geben kann.
links-error-many = Das sind mehr als { $most ->
    [one] 1 Person
   *[other] { $most } Personen
}: Wähle ein kleineres Team, oder lade die Links als CSV herunter.
sheet-title = Gib diese Links weiter
sheet-what = { $links ->
    [one] Diese Seite zeigt { $links } Link, und nur jetzt: Er wird hier nicht aufbewahrt. Er gilt einmal, bis zum { $date }.
   *[other] Diese Seite zeigt { $links } Links, und nur jetzt: Sie werden hier nicht aufbewahrt. Jeder gilt einmal, bis zum { $date }.
}
sheet-print = Drucke diese Seite: Für jede Person gibt es eine Karte mit einem Code für die Kamera des Telefons. Schneide sie auseinander und gib sie weiter.
sheet-copy = Alle als Text zum Kopieren
sheet-card = Nur für dich. Gilt einmal, bis zum { $date }.

terms-title = Die Regeln einer Umfrage
terms-what = Alle Eingeladenen lesen diese Regeln vor der ersten Frage. Sobald die Umfrage offen ist, lassen sie sich nicht mehr ändern.
label-name = Name
hint-name = So, wie alle ihn lesen werden, zum Beispiel Frühjahr 2027
terms-error-name = Gib der Umfrage einen Namen mit 1 bis 80 Zeichen
label-purpose = Warum ihr fragt
hint-purpose = Was ihr wissen wollt und was daraus werden soll. 20 bis 600 Zeichen.
terms-error-purpose = Sag in 20 bis 600 Zeichen, warum ihr fragt und was daraus werden soll
label-contact = Wer Fragen beantwortet
hint-contact = Eine Person oder eine Stelle, und wie sie zu erreichen ist
terms-error-contact = Nenne in 3 bis 120 Zeichen, wer Fragen beantwortet
label-surveys = Was gefragt wird
hint-surveys = Alles wird in einem Durchgang beantwortet.
terms-survey = { $title } ({ count-questions }) – { $privacy }
terms-error-surveys = Wähle mindestens eine Befragung aus
label-closes = Letzter Tag für Antworten
hint-closes = Nach dem heutigen Tag und innerhalb eines Jahres
terms-error-closes = Wähle einen Tag nach heute und innerhalb eines Jahres
label-least = Mindestzahl an Antworten, vertraulich
hint-least = Ab wie vielen Antworten die Zahlen einer Gruppe gezeigt werden: 3 bis 50, üblich sind 5
terms-error-least = Gib eine ganze Zahl von 3 bis 50 ein
label-least_anonymous = Mindestzahl an Antworten, anonym
hint-least_anonymous = Mindestens ebenso viele; in Japan sind 10 üblich
terms-error-least_anonymous = Gib eine ganze Zahl von 3 bis 50 ein, mindestens so hoch wie für vertrauliche Antworten
label-cuts = Gruppen neben den Teams
hint-cuts = Zahlen der ganzen Organisation können auch nach diesen Gruppen gezeigt werden. Anonyme Antworten werden nur nach Teams gezeigt.
terms-error-cuts = Wähle nur unter Art der Arbeit und Standort aus
label-retention_months = Monate, bis die Antworten gelöscht werden
hint-retention_months = Gezählt ab dem Schließen: 1 bis 60
terms-error-retention_months = Gib eine ganze Zahl von 1 bis 60 ein
terms-keep = Regeln speichern

intent-title = Was die Leitung vorhat
intent-what = Drei Fragen an die Leitung. Eine Umfrage über KI kann erst öffnen, wenn sie beantwortet sind, und alle können die Antworten lesen.
label-build = Was wollen wir mit KI aufbauen?
hint-build = In ein oder zwei Sätzen, 20 bis 600 Zeichen
intent-error-build = Sag in 20 bis 600 Zeichen, was ihr mit KI aufbauen wollt
label-work = Wessen Arbeit wird sich ändern, und wie weit darf KI dabei gehen?
hint-work = Mindestens eine Art von Arbeit
intent-no-change = Ändert sich nicht
intent-error-work = Wähle für mindestens eine Art von Arbeit, wie weit KI gehen darf
label-tasks = Welche Aufgaben kommen zuerst?
hint-tasks = Eine bis fünf
intent-error-tasks = Wähle eine bis fünf Aufgaben aus
intent-less = Einige Fragen fehlen hier: Arten von Arbeit und Aufgaben kommen aus einer Umfrage mit der Rolle „skill“, wie weit KI gehen darf, aus einer mit der Rolle „intent“.
intent-keep = Antworten speichern

needs-title = Was noch fehlt
need-terms = Regeln
need-intent = Antworten der Leitung
need-roster = Genug Personen in der Personenliste
need-done = Erledigt
need-open = Noch offen
wave-participation = Wie viele teilgenommen haben
wave-participation-what = In Gruppen gezählt, nie nach Personen.
wave-teams = Nach Team
wave-rate = { $taken } von { $invited }
wave-rate-hidden = zu wenige für eine Angabe
wave-too-few = Noch zählen zu wenige: nur wer kein Team leitet und seit mindestens 30 Tagen dabei ist. Bisher: { $people }. Nötig: { $least }.
wave-new-people = Seit weniger als 30 Tagen dabei: { $people ->
    [one] 1 Person
   *[other] { $people } Personen
}. Ihre Antworten zählen mit, aber ihretwegen wird kein Team gezeigt. Ab dem { $date } gilt das für niemanden von ihnen mehr.
wave-asked-now = Eine der Umfragen läuft gerade in „{ $wave }“. Dasselbe wird nie zweimal zugleich gefragt: Schließe zuerst die andere.
wave-asked-lately = Eine der Umfragen lief bis vor Kurzem in „{ $wave }“. So dicht nacheinander könnten zwei Ergebnisse verraten, was jemand geantwortet hat, der dazwischen in ein Team kam oder es verließ. Öffnen kannst du diese ab dem { $date }.
wave-owed = { $letters ->
    [one] 1 E-Mail ist noch zu verschicken.
   *[other] { $letters } E-Mails sind noch zu verschicken.
}
wave-no-mail = Diese Installation verschickt keine E-Mails. Erstelle unten für alle einen Link zum Anmelden und gib ihn weiter; er führt direkt zur Umfrage. Wer angemeldet ist, findet sie unter { $link }.
wave-trouble-short = Braucht Aufmerksamkeit
wave-trouble-title-close = Diese Umfrage ließ sich nicht schließen
wave-trouble-title-go-on = Hier ist etwas fällig, das nicht getan werden konnte
wave-trouble-survey = Die Datei einer gestellten Umfrage fehlt. Lege sie zu den Umfragedateien zurück und starte Footing neu.
wave-trouble-store = Etwas, das dafür gebraucht wird, lässt sich nicht lesen oder schreiben. Das Protokoll des Servers sagt, was es ist und was zu tun ist.
wave-trouble-figures = Die Berechnung der Ergebnisse bricht ab. Das ist ein Fehler von Footing: Bitte melde ihn und installiere die nächste Version.
wave-trouble-erasing = Die Antworten dieser Umfrage sollten inzwischen gelöscht sein, wie es vereinbart war. Das Protokoll des Servers sagt, was sie daran hindert.
wave-trouble-waits = Bevor eine Umfrage geschlossen wird, probiert Footing, ob sich ihre Ergebnisse berechnen lassen, und zeigt sie niemandem. Darum ist nichts verloren: Alle Antworten bleiben, wie sie sind. Nach ihrem letzten Tag nimmt die Umfrage keine mehr an; alle fünf Minuten wird es noch einmal versucht, oder du schließt sie von Hand, sobald das behoben ist.
wave-opened = Geöffnet am { $date } für { $invited ->
    [one] 1 Person
   *[other] { $invited } Personen
}.
letters-title = E-Mails
letters-taken = { $letters ->
    [one] Der Mailserver hat 1 E-Mail angenommen.
   *[other] Der Mailserver hat { $letters } E-Mails angenommen.
}
letters-trouble = { $minutes ->
    [one] Seit 1 Minute geht keine E-Mail hinaus.
   *[other] Seit { $minutes } Minuten geht keine E-Mail hinaus.
}
letters-trouble-unreachable = Der Mailserver ist nicht zu erreichen. Prüfe Rechnername und Port in der Einstellung mail, und ob dieser Rechner sich mit ihm verbinden darf.
letters-trouble-encryption = Es kommt keine verschlüsselte Verbindung zustande. Prüfe, ob der Rechnername in der Einstellung mail der ist, auf den das Zertifikat des Servers lautet, und ob der Server die verlangte Verschlüsselung anbietet.
letters-trouble-barred = Der Mailserver will von diesem Rechner nichts annehmen. Bitte diejenigen, die ihn betreiben, diesen Rechner zuzulassen.
letters-trouble-login = Der Mailserver lehnt die Anmeldung ab. Prüfe Name und Passwort in der Einstellung mail; ein Sonderzeichen im Passwort schreibst du als %40 für @. Starte Footing danach neu.
letters-trouble-sender = Der Mailserver lehnt die Absenderadresse ab. Prüfe die Einstellung mail_from, und ob mit dieser Anmeldung unter dieser Adresse geschrieben werden darf.
letters-trouble-busy = Der Mailserver bittet zu warten. Wenn das so bleibt, setze mail_connections und mail_rate auf das, was er erlaubt.
letters-trouble-silent = Der Mailserver hat die Verbindung abgebrochen oder nicht geantwortet. Frag diejenigen, die ihn betreiben.
letters-trouble-everybody = Der Mailserver hat eine E-Mail nach der anderen mit denselben Worten abgelehnt. Es liegt nicht an den einzelnen Adressen: Frag diejenigen, die ihn betreiben, was dieser Rechner an wen verschicken darf.
letters-trouble-odd = Was unter diesem Rechnernamen und Port antwortet, ist kein Mailserver. Prüfe die Einstellung mail.
letters-said = Der Server sagte: { $said }
letters-kept = { $minutes ->
    [0] Alle E-Mails bleiben erhalten. Es wird gerade wieder versucht.
    [one] Alle E-Mails bleiben erhalten. In spätestens 1 Minute wird es wieder versucht.
   *[other] Alle E-Mails bleiben erhalten. In spätestens { $minutes } Minuten wird es wieder versucht.
}
letters-refused = { $letters ->
    [one] 1 E-Mail wurde abgelehnt
   *[other] { $letters } E-Mails wurden abgelehnt
}
letters-refused-what = An diese Personen nimmt der Mailserver keine E-Mails an. Berichtige ihre Adressen in der Personenliste und verschicke diese E-Mails dann noch einmal.
letters-more = { $letters ->
    [one] Und 1 weitere.
   *[other] Und { $letters } weitere.
}
wave-do-open = Umfrage öffnen
wave-do-close = Umfrage schließen
wave-do-release = Werte freigeben
wave-do-invite = Allen schreiben
wave-do-remind = Alle erinnern
wave-do-retry = Abgelehnte E-Mails noch einmal verschicken
confirm-leave = Jetzt nicht
confirm-title-open = Umfrage öffnen?
confirm-what-open = { $people ->
    [one] 1 Person wird
   *[other] { $people } Personen werden
} zu „{ $name }“ eingeladen. Von da an stehen Regeln und Personen für diese Umfrage fest, was auch immer sich in der Personenliste ändert. Noch bekommt niemand eine E-Mail.
confirm-title-close = Umfrage schließen?
confirm-what-close = „{ $name }“ nimmt dann keine Antworten mehr an und lässt sich nicht wieder öffnen. Die Liste, wer am anonymen Teil teilgenommen hat, wird vernichtet.
confirm-title-release = Werte freigeben?
confirm-what-release = Was von { $name } gezeigt werden darf, wird jetzt ein für alle Mal ermittelt, nach den Regeln, die alle gelesen haben. Danach sieht, wer ein Team leitet, die Werte dieses Teams, und niemand sieht eine einzelne Person.
confirm-title-invite = Allen schreiben?
confirm-what-invite = { $people ->
    [one] 1 Person bekommt eine E-Mail mit einem Link zu „{ $name }“.
   *[other] { $people } Personen bekommen eine E-Mail mit einem Link zu „{ $name }“, alle dieselbe.
}
confirm-title-remind = Alle erinnern?
confirm-what-remind = { $people ->
    [one] Die 1 eingeladene Person bekommt dieselbe E-Mail, ob sie geantwortet hat oder nicht: Niemand kann daran erkennen, wer geantwortet hat.
   *[other] Alle { $people } Personen bekommen dieselbe E-Mail, ob sie geantwortet haben oder nicht: Niemand kann daran erkennen, wer geantwortet hat.
}
confirm-title-retry = Abgelehnte E-Mails noch einmal verschicken?
confirm-what-retry = { $people ->
    [one] 1 Person bekommt die E-Mail zu „{ $name }“ noch einmal, an die Adresse, die jetzt in der Personenliste steht.
   *[other] { $people } Personen bekommen die E-Mail zu „{ $name }“ noch einmal, an die Adressen, die jetzt in der Personenliste stehen.
}

## Das Beispiel

example-banner = Beispiel: Diese Organisation und alle Personen darin sind erfunden.
example-look = Aus einer anderen Sicht umsehen
example-title = Aus einer anderen Sicht umsehen
example-what = Diese Organisation ist erfunden. Wähle, mit wessen Augen du sie sehen willst; was du auch tust, es ändert nur das Beispiel.
example-employee = Teammitglied
example-employee-what = Beantwortet Umfragen, sieht das eigene Ergebnis
example-manager = Führungskraft
example-manager-what = Leitet ein Team
example-analyst = Personal­entwicklung
example-analyst-what = Sieht Zahlen der ganzen Organisation
example-administrator = Verwaltung
example-administrator-what = Pflegt die Personenliste und die Umfragen
example-enter = Umsehen

## A manager's teams

nav-teams = Deine Teams
organisation = Organisation
group-leaders = Teamleitungen
teams-title = Deine Teams
teams-from = { $name }, freigegeben am { $date }
teams-none = Kein Team hebt sich deutlich ab. Was keine Farbe hat, lässt sich nicht von der Organisation unterscheiden.
teams-some = { $below ->
    [0] Kein Wert liegt
    [one] 1 Wert liegt
   *[other] { $below } Werte liegen
} deutlich unter der Organisation und { $above ->
    [0] keiner
    [one] 1
   *[other] { $above }
} deutlich darüber. Was keine Farbe hat, lässt sich nicht unterscheiden.
teams-how = Die Werte reichen von 0 bis 100. Sie sagen, wie eine Gruppe insgesamt geantwortet hat, nie, wie eine einzelne Person, und sie sind keine Note für irgendjemanden. Wer ein Team leitet, zählt in keinem Wert eines Teams mit.
teams-table = Deine Teams, lässt sich zur Seite schieben
teams-caption = Werte von 0 bis 100 nach Team und Bereich; deutlich über oder unter der Organisation oder etwa gleich
teams-nothing = Hier ist noch nichts zu sehen. Werte erscheinen, wenn eine Umfrage geschlossen und freigegeben ist.
not-shown = Nicht gezeigt
clearly-above = deutlich über der Organisation
clearly-below = deutlich unter der Organisation
answers-band = { $from }–{ $to ->
    [one] 1 Antwort
   *[other] { $to } Antworten
}
opinions-split = Die Meinungen sind geteilt
legend-same = Etwa wie die Organisation
legend-hidden = Nicht gezeigt, zum Schutz der Menschen
legend-signs = ▲ ▼ deutlich darüber oder darunter

## Before a manager looks

before-title = Bevor du hinsiehst: Was wirst du tun?
before-what = Wer vorher entscheidet, tut nachher mehr. Schreib für jeden Fall eine Zeile, nur für dich: Niemand sonst liest sie. Du kannst sie auch leer lassen.
before-label-low = Wenn ein Wert deutlich niedrig ist, werde ich …
before-label-high = Wenn ein Wert deutlich hoch ist, werde ich …
before-label-split = Wenn die Meinungen in einem Team geteilt sind, werde ich …
before-error = Kürze jede Zeile auf { count-characters }
before-look = Speichern und die Werte zeigen
before-skip = Die Werte gleich zeigen

## A manager's teams: steps, questions, map

teams-figures = Wo deine Teams stehen
teams-columns = Was die Tabelle zeigt
teams-subjects = Bereiche
teams-questions = Fragen: { $survey }
teams-steps = Ein nächster Schritt für jedes Team
teams-steps-more = Öffne ein Team in der Tabelle, dann siehst du seinen Schritt, seine Werte und was zugesagt wurde.
team-card-head = { $team } · { count-minutes }
team-open = Öffnen
team-open-what = Öffnen: { $team }
changed-up = gestiegen von { $before }
changed-down = gesunken von { $before }
meant-title = Was du dir vorgenommen hast
meant-what = Aufgeschrieben, bevor du hingesehen hast. Nur du liest es.
map-title = Können und Sicherheit nebeneinander
map-how = Jeder Punkt ist ein Team. Das Kreuz zeigt, wie weit allein der Zufall ihn verschieben kann; die Linien stehen für die Organisation. Ausgefüllte Punkte liegen eindeutig in einer Ecke.
map-skill = Können mit KI →
map-safety = Sicherheit, offen zu reden und zu lernen ↑
map-unclear = { $teams ->
    [0] Jedes Team liegt eindeutig in einer Ecke.
    [one] 1 Team lässt sich keiner Ecke eindeutig zuordnen.
   *[other] { $teams } Teams lassen sich keiner Ecke eindeutig zuordnen.
}
corner-both-high = Können und Sicherheit deutlich darüber:
corner-skill-only = Können deutlich darüber, Sicherheit deutlich darunter:
corner-safety-only = Sicherheit deutlich darüber, Können deutlich darunter:
corner-both-low = Können und Sicherheit deutlich darunter:

## One team

back-to-teams = Alle deine Teams
team-step-team = Der nächste Schritt des Teams · { count-minutes } gemeinsam
team-step-leader = Der nächste Schritt des Teams · { count-minutes } für dich als Leitung
team-why-few = Zum Schutz von Menschen werden die Werte dieses Teams nicht gezeigt: Es ist zu klein, zu wenige haben geantwortet, oder eine andere Gruppe wäre zu erkennen.
team-why-split = Bei „{ $subject }“ sind die Meinungen geteilt, darum sagt ein einzelner Wert ({ $points }) über niemanden viel aus.
team-why-skill = Das Können ist da („{ $skill }“: { $points }, deutlich über der Organisation), aber „{ $safety }“ liegt deutlich darunter ({ $low }).
team-why-low = „{ $subject }“ liegt hier bei { $points }, deutlich unter der Organisation.
team-why-fallen = „{ $subject }“ liegt hier bei { $points }; in der Umfrage davor waren es { $before }.
team-why-starting = Im Durchschnitt steht das Team bei „{ $level }“ ({ $points } von 100).
team-why-apart = Bei „{ $subject }“ denkt dieses Team ({ $points }) deutlich anders als die Organisation insgesamt; falsch ist beides nicht.
team-why-high = „{ $subject }“ liegt hier bei { $points }, deutlich über der Organisation, und nichts liegt deutlich darunter.
team-why-even = Hier sticht nichts hervor: Kein Wert liegt deutlich über oder unter der Organisation.
team-figures = Werte des Teams
team-questions = Fragen dazu: { $subject }
team-questions-short = Fragen dazu
team-organisation = Organisation { $points }
about-the-same = etwa gleich
opinions-close = Die Meinungen liegen nah beieinander
opinions-mixed = Die Meinungen gehen etwas auseinander
between-facts = { " · " }
item-reversed = { $item } (umgedreht: hoch heißt Widerspruch)
promise-title = Sag es zu
promise-what = Sag, was du übernimmst und bis wann. Dein Team liest es und erfährt, wenn es wieder gefragt wird, was daraus geworden ist.
label-step = Welcher Schritt
label-due = Bis wann
hint-due = Heute oder ein Tag im nächsten halben Jahr
label-words = In eigenen Worten, für dein Team
hint-words = Eine Zeile, wenn du magst. Nenne niemanden beim Namen.
promise-button = Das sage ich zu
promise-made = Zugesagt bis zum { $due }
promise-came-title = Was aus deiner Zusage geworden ist
promise-came-what = Dein Team liest das, wenn es wieder gefragt wird. „Noch nicht“ mit einem Grund ist besser als Schweigen.
promise-outcome = Was ist daraus geworden?
promise-note = Was du getan hast, in einer Zeile
promise-note-hint = Höchstens { count-characters }. Nenne niemanden beim Namen.
promise-history = Frühere Zusagen
promise-head = { $team }, nach „{ $wave }“, bis zum { $due }
promise-open = Noch nichts dazu gesagt
promise-error-step = Wähle einen der Schritte aus
promise-error-due = Wähle heute oder einen Tag im nächsten halben Jahr

## Fifteen minutes

talk-open = Fünfzehn Minuten mit dem Team
back-to-team = { $team }
talk-page-title = Fünfzehn Minuten: { $team }
talk-title = Fünfzehn Minuten, ein nächster Schritt
talk-what = Für alle zusammen, in einem Raum oder in einer Videorunde. Lest die Werte vor, wenn ihr mögt; niemand sagt, was er oder sie geantwortet hat. Wer das Team leitet, spricht zuletzt.
talk-known = Was wir wissen
talk-subject = Bereich
talk-we = Dieses Team
talk-compared = Im Vergleich
talk-start = Loslegen
talk-pause = Pause
talk-again = Noch einmal
talk-over = Die Zeit ist um. Bringt euren Satz noch zu Ende.
talk-phase = { $phase }: { count-minutes }
talk-alone = Allein
talk-together = Gemeinsam
talk-decide = Entscheiden
talk-do-alone = Alle schreiben für sich auf: etwas mit KI, das gut ging, etwas, das nicht ging, und etwas, das ihr als Nächstes versuchen wollt.
talk-do-together = Einmal reihum: Alle sagen eine Sache, und niemand kommentiert, bevor alle gesprochen haben. Danach: Was haben mehrere von euch gemeinsam?
talk-do-decide = Einigt euch auf höchstens eine Sache, wer sie übernimmt und bis wann. Auch „nichts“ ist eine gute Antwort.
talk-step = Der vorgeschlagene Schritt für dieses Team:
talk-one-title = Höchstens eine Sache
talk-one-what = Was wir tun, wer, bis wann:
talk-write-down = Als Zusage festhalten

## You said, we did

said-title = Was ihr gesagt habt, was wir getan haben
said-what = Was nach der vorigen Umfrage zugesagt wurde und was bisher daraus geworden ist.

## Lernen und Entwicklung

nav-insights = Einblicke
insights-title = Die Organisation auf einen Blick
insights-what = Jeder Wert hier wurde einmal freigegeben und ist auf jeder Seite und in jeder Datei derselbe. Was schraffiert ist, wird zum Schutz der Menschen nicht gezeigt.
export-csv = Alle Werte als CSV
export-json = Alle Werte als JSON
chart-download = Zum Mitnehmen:
chart-take = { $format }: { $title }
chart-of = Diagramm: { $title }
chart-table = Die Werte als Tabelle
chart-table-of = Werte: { $title }
chart-foot = { $name }, freigegeben am { $date } · Gruppen mit weniger als { $least } werden nicht gezeigt · Vereinbarung { $contract }
chart-interval = 95-%-Intervall
chart-organisation = Organisation { $points }
column-subject = Bereich
column-question = Frage
column-mean = Wert
column-work = Art der Arbeit
question-subjects = Wo steht die Organisation in jedem Bereich?
question-teams = Welche Teams liegen deutlich über oder unter der Organisation?
question-map = Gehen Können und Sicherheit zusammen?
question-answers = Was haben die Leute bei „{ $survey }“ geantwortet?
question-levels = Wie viele Menschen stehen auf welcher Stufe?
question-trend = Was hat sich von Umfrage zu Umfrage verändert?
question-intent = Wie weit darf KI gehen: die Leitung und alle?
finding-range = Am höchsten liegt „{ $high }“ ({ $most }), am niedrigsten „{ $low }“ ({ $least }).
finding-only = Ein Wert wird gezeigt: „{ $name }“ ({ $points }).
finding-even = Es gibt keinen deutlichen Unterschied: Zwischen dem höchsten und dem niedrigsten Wert liegt nicht mehr als Zufall.
finding-map = { $clear ->
    [0] Keines von { $teams ->
        [one] 1 Team
       *[other] { $teams } Teams
    } liegt deutlich in einer Ecke: Nach Können und Sicherheit lassen sie sich nicht unterscheiden.
    [one] 1 von { $teams ->
        [one] 1 Team
       *[other] { $teams } Teams
    } liegt deutlich in einer Ecke.
   *[other] { $clear } von { $teams ->
        [one] 1 Team
       *[other] { $teams } Teams
    } liegen deutlich in einer Ecke.
}
finding-levels-most = Die meisten, { $percent } %, stehen bei „{ $level }“.
finding-levels-largest = { $groups ->
    [one] Die größte Gruppe, { $percent } %, steht
   *[other] Die größten Gruppen, je { $percent } %, stehen
} bei { $names }.
finding-up = Deutlich höher als bei der Umfrage davor: { $subjects }.
finding-down = Deutlich niedriger als bei der Umfrage davor: { $subjects }.
finding-no-change = Seit der Umfrage davor hat sich nichts stärker verändert, als der Zufall es täte.
finding-intent = Am weitesten auseinander liegt { $work }: { $rungs } Stufen. Dort lohnt sich ein Gespräch.
finding-intent-near = Wo Werte gezeigt werden, liegen die Leitung und alle anderen nicht weit auseinander.
axis-skill = Können mit KI
axis-safety = Sicherheit, zu reden und zu lernen
field-safe = sicher, noch am Lernen
field-both = sicher und geübt
field-neither = noch keins von beiden
field-able = geübt, aber nicht sicher
map-clear = deutlich in einer Ecke
map-close = zu nah beieinander
intent-leaders = Die Leitung
intent-everybody = Alle
alt-bars = Ein Balken von 0 bis 100 für jeden Bereich, mit dem Intervall, das der Zufall ihm lässt.
alt-heatmap = Eine Tabelle in Farben: eine Zeile für jedes Team, eine Spalte für jeden Bereich, die Organisation zuerst.
alt-map = Jedes Team ist ein Punkt: Können von links nach rechts, Sicherheit von unten nach oben.
alt-answers = Ein Balken für jede Frage, nach Antworten geteilt, die mittlere Antwort auf einer Linie.
alt-levels = Ein Balken für jede Abteilung, nach Stufen geteilt, die Organisation zuerst.
alt-trend = Eine Linie für jeden Bereich über die Umfragen, mit Intervallen.
alt-intent = Für jede Art von Arbeit zwei Zeichen auf einer Leiter mit fünf Stufen: die Leitung und alle.

sheet-about = Über diese Datei
sheet-figures = Werte
sheet-made = Freigegeben am
sheet-invited = Eingeladen
sheet-contract = Vereinbarung (SHA-256)
sheet-notes = Hinweise
export-xlsx = Alle Werte als Excel-Mappe
export-sav = Für SPSS: die Zahlen mit ihren Beschriftungen
export-spss = Für SPSS: die Syntax, die die CSV-Datei liest
export-csvw = Was die Spalten der CSV-Datei bedeuten
export-report = Bericht (PDF)
export-slides = Folien (PowerPoint)
export-technical = Technischer Bericht (PDF)
question-participation = Wie viele der Eingeladenen haben teilgenommen?
question-steps = Welche Schritte nehmen sich Menschen vor, und was wird daraus?
finding-participation = { $taken } von { $invited ->
    [one] 1 eingeladenen Person
   *[other] { $invited } eingeladenen Personen
} ({ $percent } %) { $taken ->
    [one] hat
   *[other] haben
} „{ $survey }“ beantwortet.
finding-participation-fewest = Am wenigsten beantwortet wurde „{ $survey }“: { $taken }-mal.
finding-participation-range = Am höchsten in { $high } ({ $most } %), am niedrigsten in { $low } ({ $least } %).
finding-steps = { $steps ->
    [one] Einen Schritt haben sich genug Menschen vorgenommen, um ihn zu nennen: „{ $step }“.
   *[other] { $steps } Schritte haben sich genug Menschen vorgenommen, um sie zu nennen, am häufigsten „{ $step }“.
}
step-taken-by = { $step } ({ $band } Personen)
too-few-said = Noch zu wenige Antworten
alt-participation = Ein Balken je Bereich, so weit gefüllt, wie teilgenommen wurde, zuerst die Organisation.
alt-steps = Ein Balken je Schritt, geteilt nach dem, was laut den Antworten daraus wurde.
percent = { $percent } %
column-survey = Befragung
column-taken-part = Teilgenommen
column-invited = Eingeladen
column-percent = Von 100
column-step = Schritt
column-people = Personen
language-en = Englisch
language-de = Deutsch
language-ja = Japanisch
contract-steps = Nimmst du dir mit deinem Ergebnis einen Schritt vor, wird gezählt, wie viele ihn sich vorgenommen haben und was daraus wurde: nur für die ganze Organisation und nur, wo es mindestens { $least ->
    [one] 1 war
   *[other] { $least } waren
}. Was du dazu schreibst, bleibt bei dir.

## The technical report

tech-title = Misst das überhaupt etwas?
tech-lead = Dieser Bericht sagt, worauf die Zahlen dieser Umfrage beruhen. Alles darin handelt von den Fragen, nichts von einer Person oder einem einzelnen Team. Personenzahlen sind Spannen, und aus weniger als fünfzig Personen wird nichts abgeleitet.
tech-who = Wer geantwortet hat und wer nicht
tech-missing-people = Am wenigsten beantwortet wurde „{ $survey }“: { $percent } % der Eingeladenen { $percent ->
    [one] hat
   *[other] haben
} es nicht getan. Wer sie sind, ist hier nicht bekannt, und wie sie geantwortet hätten, weiß niemand. Lägen sie { $supposed ->
    [one] 1 Punkt
   *[other] { $supposed } Punkte
} tiefer oder höher als die, die geantwortet haben, so läge die Zahl der ganzen Organisation { $shift } Punkte tiefer oder höher.
tech-enough-took-part = Es haben genug teilgenommen, dass die Fehlenden die Zahlen der Organisation wenig ändern. Für ein kleines Team lässt sich das nicht sagen.
tech-take-care = Es fehlen so viele, dass sie die Zahlen stärker ändern können als der Zufall. Frag nach dem Grund, bevor du aus kleinen Unterschieden etwas schließt: keine Zeit, kein Vertrauen und kein Interesse sind drei verschiedene Dinge.
tech-too-few = Weniger als fünfzig Personen haben geantwortet. Wie gut diese Fragen hier messen, lässt sich nicht sagen; die Zahlen taugen am ehesten als Anfang eines Gesprächs.
tech-complete = { $band } Personen haben geantwortet. { $complete } % { $complete ->
    [one] hat
   *[other] haben
} jede Frage beantwortet, und { $straight } % { $straight ->
    [one] hat
   *[other] haben
} auf jede Frage ein und dieselbe Antwort gegeben.
tech-straight = Dieselbe Antwort auf alles kann so gemeint sein, denn alle Fragen zeigen in dieselbe Richtung. Sie kann auch heißen, dass es schnell gehen musste.
tech-straight-reversed = Einige Fragen fragen nach dem Gegenteil, sodass dieselbe Antwort auf alles kaum so gemeint sein kann. Viele solche Antworten ziehen die Zahlen zur Mitte.
tech-reliability = Wie einheitlich die Fragen eines Themas messen
tech-by-language = Dasselbe nach Sprache: Eine Übersetzung ist Teil der Frage
tech-language = Sprache
tech-alpha = Alpha (95 %)
tech-omega = Omega
tech-error = Messfehler einer Person
tech-at-lowest = Am unteren Ende, %
tech-at-highest = Am oberen Ende, %
tech-undefined = –
tech-verdict-persons = { $subject }: einheitlich genug, um Menschen ihren eigenen Wert mit seiner Unsicherheit zu zeigen.
tech-verdict-groups = { $subject }: einheitlich genug, um Gruppen zu vergleichen.
tech-verdict-groups-only = { $subject }: einheitlich genug, um Gruppen zu vergleichen. Für eine einzelne Person zeigt es eine Richtung, mehr nicht.
tech-verdict-unsure = { $subject }: etwa so einheitlich, wie es der Vergleich von Gruppen verlangt; sicher lässt es sich aus diesen Antworten nicht sagen.
tech-verdict-weak = { $subject }: Die Fragen passen nicht gut zusammen. Sieh dir eher die einzelnen Fragen an als das Thema.
tech-verdict-one-question = { $subject }: eine einzige Frage oder Fragen mit verschiedenen Skalen. Einheitlichkeit lässt sich nicht berechnen.
tech-teams = Unterscheiden sich Teams, und sind sich ihre Mitglieder einig?
tech-teams-caption = Worauf die Zahlen der Teams beruhen
tech-few-teams = Es gibt zu wenige Teams mit Antworten, um zu sagen, ob sich Teams unterscheiden.
tech-teams-count = Teams
tech-icc1 = ICC(1) (95 %)
tech-icc2 = ICC(2)
tech-rwg-uniform = r(wg), zufällige Antworten
tech-rwg-skewed = r(wg), einseitige Antworten
tech-within-limit = Einige Teams, %
tech-between-same = { $subject }: Teams unterscheiden sich nicht stärker als durch Zufall. Unterschiede zwischen ihnen sollte man gar nicht lesen.
tech-between-differ = { $subject }: Teams unterscheiden sich ({ $percent } % der Streuung { $percent ->
    [one] liegt
   *[other] liegen
} zwischen ihnen), aber der Mittelwert eines Teams ist zu unsicher, um sie zu ordnen. Nur was als klar darüber oder darunter markiert ist, fällt auf.
tech-between-apart = { $subject }: Teams unterscheiden sich ({ $percent } % der Streuung { $percent ->
    [one] liegt
   *[other] liegen
} zwischen ihnen), und ihre Mittelwerte halten sie gut auseinander.
tech-agreement-strong = Die Mitglieder eines Teams sind sich einig, was immer man für Zufall hält.
tech-agreement-if-random = Die Mitglieder eines Teams sind sich einiger als bei zufälligen Antworten, aber nicht einiger, als wenn alle zu einer Seite neigen.
tech-agreement-weak = Die Mitglieder eines Teams sehen es oft verschieden: Der Mittelwert verbirgt das, die Worte zur Einigkeit nicht.
tech-questions = Die Fragen im Einzelnen
tech-questions-caption = Jede Frage, ihre Antworten in der Richtung ihres Themas
tech-left-out = Ausgelassen, %
tech-with-others = Mit den anderen Fragen
tech-alpha-without = Alpha ohne sie
tech-quoted = „{ $question }“
tech-nothing-to-look-at = Keine Frage fällt als schwach auf.
tech-look-against = Läuft den anderen Fragen des Themas entgegen, vielleicht missverstanden oder falsch herum gekennzeichnet: { $subject }
tech-look-hardly = Passt kaum zu den anderen Fragen des Themas, fragt nach etwas anderem oder wird verschieden verstanden: { $subject }
tech-look-ceiling = Die meisten sind schon am oberen Ende, eine Verbesserung zeigt sich da kaum: { $subject }
tech-look-floor = Die meisten sind am unteren Ende, Menschen lassen sich da kaum unterscheiden: { $subject }
tech-look-left-out = Oft ausgelassen, vielleicht weil es nicht zur Arbeit vieler passt oder zu persönlich ist: { $subject }
tech-conclude = Was man schließen darf und was nicht
tech-may = Was man schließen darf
tech-may-not = Was nicht
tech-may-subjects = Wo die Organisation in einem Thema steht, innerhalb der Spanne, die darum gezeichnet ist.
tech-may-teams = Dass ein Team klar über oder unter der Organisation liegt, wo es so markiert ist.
tech-may-change = Dass sich seit der Umfrage davor etwas geändert hat, wo eine Änderung gezeigt wird: Sie ist mehr als Zufall, und etwa dieselben Menschen haben geantwortet.
tech-may-talk = Worüber es sich zu sprechen lohnt. Eine Zahl eröffnet ein Gespräch; sie ersetzt keines.
tech-not-rank = Welches Team das beste oder schlechteste ist. Nachbarn in einer Reihenfolge stehen meist durch Zufall so.
tech-not-person = Irgendetwas über eine einzelne Person.
tech-not-cause = Dass eine Schulung, eine Führungskraft oder ein Werkzeug die Ursache ist. Zahlen stehen nebeneinander; was sie bewirkt hat, ist nicht gemessen.
tech-not-change = Dass etwas gestiegen oder gefallen ist: Das ist die erste Umfrage.
tech-not-teams = Dass sich Teams in irgendetwas unterscheiden, wonach hier gefragt wurde.
tech-not-missing = Was die denken, die nicht geantwortet haben.
tech-sources = Alpha: Cronbach (1951), seine Spanne: Feldt (1965). Omega: McDonald (1999). ICC: Shrout & Fleiss (1979), Bliese (2000). r(wg): James, Demaree & Wolf (1984). Einigkeit innerhalb eines Sechstels der Antworten: Burke & Dunlap (2002). Was genug ist: Nunnally & Bernstein (1994), LeBreton & Senter (2008). Werte von Personen sind in Punkten von 100.

## Reports and slides

report-short = In Kürze
report-subtitle = Bericht über die am { $date } freigegebenen Zahlen
report-finding = { $question } { $finding }
report-page = Seite { "{page}" } von { "{pages}" }
report-read = Wie man die Zahlen liest
report-read-points = Die Zahlen reichen von 0 bis 100: 0, wenn alle die unterste Antwort gewählt hätten, 100 bei der obersten. Sie sind keine Prozente von Personen.
report-read-interval = Die Linie um eine Zahl ist, was allein der Zufall sie in 95 von 100 Fällen verschieben kann. Wo sich zwei Linien überlappen, sprich nicht von einem Unterschied.
report-read-standing = Ein Team ist nur dort als klar darüber oder darunter markiert, wo das bei seiner Größe mehr als Zufall ist. Alle anderen lassen sich von der Organisation nicht unterscheiden.
report-read-hidden = Was schraffiert ist, bleibt zum Schutz von Menschen verborgen: Gruppen mit weniger als { count-least } ({ $anonymous } bei anonymen Antworten) und alles, was sie verraten würde. Es ist nicht null.
report-read-change = Eine Änderung wird nur gezeigt, wo sie mehr als Zufall ist und beide Male etwa dieselben Menschen geantwortet haben.
report-read-not = Keine Zahl sagt etwas über eine einzelne Person, und keine sagt, warum.
report-agreement = Was vereinbart war, bevor jemand geantwortet hat
report-agreement-caption = Die Vereinbarung dieser Umfrage
report-agreed = Was
report-what = Wie es alle gelesen haben
report-erased = Antworten werden gelöscht
report-months = { $months ->
    [one] Einen Monat nach dem Ende
   *[other] { $months } Monate nach dem Ende
}
report-audit = Geprüft
report-audited = { $shown } von { $figures ->
    [one] 1 Zahl
   *[other] { $figures } Zahlen
} { $shown ->
    [one] darf
   *[other] dürfen
} gezeigt werden. Dass sich daraus niemand errechnen lässt, wurde bei der Freigabe geprüft.
slides-next = Ein nächster Schritt
slides-next-what = Was wir anders machen:
slides-next-who = Wer anfängt:
slides-next-when = Bis wann:
slides-next-back = Wann wir darauf zurückblicken:
slides-notes-short = Sag, was du von dieser Stunde willst, bevor du eine Zahl zeigst. Lass zuerst raten; das zeigt, was erwartet wird.
slides-notes-next = Einigt euch auf höchstens eine Sache. Schreibt sie auf diese Folie, in den Worten derer, die sie tun. Nichts ist auch eine gute Antwort.
slides-look-subjects = Die Balken sind die ganze Organisation. Die dünne Linie ist der Zufall.
slides-ask-subjects = Frag: Was davon überrascht euch? Was habt ihr bei der Arbeit gesehen, das dazu passt?
slides-look-teams = Jede Zeile ist ein Team. Nur was umrandet ist, fällt auf; der Rest lässt sich nicht unterscheiden.
slides-ask-teams = Frag: Was machen Teams anders, die auffallen? Frag nicht, wer schuld ist oder Lob verdient.
slides-look-map = Jeder Punkt ist ein Team: nach rechts mehr Können, nach oben sicherer, den Mund aufzumachen.
slides-ask-map = Frag: Was würde es sicherer machen, etwas zu versuchen und zu sagen, dass es schiefging?
slides-look-answers = Jeder Balken ist eine Frage; die mittlere Antwort liegt auf der Linie.
slides-ask-answers = Frag: Welche Frage hättet ihr vor einem Jahr anders beantwortet?
slides-look-levels = Jeder Balken ist ein Bereich. Eine Stufe ist eine Gewohnheit bei der Arbeit, keine Note.
slides-ask-levels = Frag: Was hat denen geholfen, die weitergekommen sind? Was würde den Nächsten helfen?
slides-look-trend = Jede Linie ist ein Thema über die Umfragen. Eine Änderung wird nur genannt, wo sie mehr als Zufall ist.
slides-ask-trend = Frag: Was haben wir zwischen den Umfragen getan, und was hat es unserer Meinung nach geändert?
slides-look-intent = Zwei Zeichen je Zeile: wie weit die Leitung KI gehen ließe, und alle anderen.
slides-ask-intent = Frag: Wo liegen wir am weitesten auseinander, und wer sollte darüber sprechen?
slides-look-steps = Jeder Balken ist ein Schritt, den sich Menschen vorgenommen haben, geteilt nach dem, was daraus wurde.
slides-ask-steps = Frag: Was hält einen guten Schritt auf? Zeit, ein Werkzeug, eine Erlaubnis?
slides-look-participation = Wie viele teilgenommen haben, nach Bereich. Wer es war, kann niemand sehen.
slides-ask-participation = Frag: Was hätte das Antworten leichter oder sicherer gemacht?

set-title = Alles in einer Datei
set-what = Jedes Diagramm als SVG, PNG und PDF, der Bericht, die Folien, der technische Bericht und alle Zahlen, in einem ZIP-Archiv.
set-begin = Zusammenstellen
set-again = Noch einmal versuchen
set-waiting = Ein anderes Archiv wird gerade zusammengestellt. Deines kommt als Nächstes.
set-progress = { $done } von { $all ->
    [one] 1 Datei
   *[other] { $all } Dateien
} { $done ->
    [one] ist
   *[other] sind
} geschrieben.
set-stay = Diese Seite fragt von selbst alle zwei Sekunden nach. Du kannst sie auch verlassen und wiederkommen.
set-ready = Alles ist fertig.
set-download = Herunterladen ({ $size } MB)
set-failed = Das Archiv konnte nicht zusammengestellt werden. Geändert wurde nichts. Misslingt es noch einmal, sag es denen, die den Server betreiben.

## Tokens für Programme

admin-tokens = Tokens für Programme
admin-tokens-count = { $tokens ->
    [0] Noch kann kein Programm etwas lesen.
    [one] 1 Programm hat ein Token.
   *[other] { $tokens } Programme haben ein Token.
}
admin-tokens-open = Tokens ansehen
tokens-what = Mit einem Token liest ein Programm, was freigegeben ist, oder pflegt die Personenliste: ein Dashboard, eine Tabelle, euer Personalsystem. Es darf, was du ankreuzt, und sonst nichts. Kein Token liest die Antworten einer Person. Was es zu lesen gibt, steht unter /api/v1/openapi.json.
tokens-make-title = Token anlegen
tokens-make = Token anlegen
label-token_name = Wofür ist es?
hint-token_name = Zum Beispiel Power BI oder der Name eures Personalsystems. Für jedes Programm ein eigenes Token: Dann kannst du eines widerrufen, ohne die anderen zu stören.
label-scopes = Was darf es?
hint-scopes = Kreuze nur an, was das Programm braucht.
scope-surveys-read = surveys:read – die Umfragen und ihre Fragen lesen
scope-waves-read = waves:read – lesen, wann Umfragen laufen, was vereinbart ist und wie viele teilnehmen
scope-releases-read = releases:read – alle freigegebenen Zahlen und Diagramme der Organisation lesen
scope-roster-read = roster:read – lesen, wer in der Organisation ist: Namen, Adressen, Teams
scope-roster-write = roster:write – die Personenliste ersetzen. Damit wird festgelegt, wer welches Team leitet und wer sich mit welcher Adresse anmeldet: nur für euer Personalsystem
label-last_day = Letzter Tag
hint-last_day = Nach diesem Tag öffnet es nichts mehr. Lass das Feld leer, wenn das Token gelten soll, bis du es widerrufst.
token-error-token_name = Schreib in höchstens 60 Zeichen, wofür das Token ist
token-error-scopes = Kreuze mindestens eines an, was das Token darf
token-error-last_day = Wähle einen Tag ab heute oder lass das Feld leer
token-made-title = Das Token für { $name } ist angelegt
token-made-what = Kopiere es jetzt und leg es dort ab, wo das Programm seine Geheimnisse aufbewahrt: Es wird nicht noch einmal gezeigt. Das Programm sendet es als „Authorization: Bearer …“ oder als Passwort mit beliebigem Benutzernamen, nie in einer Adresse.
token-made-label = Das Token
token-made = Angelegt von { $by } am { $date }
token-used = zuletzt benutzt am { $date }
token-unused = noch nicht benutzt
token-last-day = letzter Tag: { $date }
token-over = abgelaufen, letzter Tag war der { $date }
token-revoke = Widerrufen
token-revoke-of = { $name } widerrufen
