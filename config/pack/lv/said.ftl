# Ko nodošanas lapa saka par bērnu un par soļiem bez piekrišanas.

sheet-child = Kāds, kam nav 18 gadu
sheet-child-none = Iesniedzot norādīts, ka 18 gadu vēl nav. Pēc tam divi cilvēki atzina, ka runa nav par bērnu, un pienākums ziņot ar to ir beidzies.
sheet-overrides = Soļi bez autora piekrišanas

# Kas tikko saglabāts, katrs vienā teikumā.

noted-who = To redz tikai tie, kas lasa šo gadījumu.
noted-note = Piezīme ir saglabāta.
noted-task = Darbs ir pievienots.
noted-task-done = Darbs atzīmēts kā izdarīts.
noted-risk = Izvērtējums ir saglabāts. Riska pakāpe tagad: „{ $level }”.
noted-risk-lower = Izvērtējums ir saglabāts. Riska pakāpe ar to kļuva zemāka: bija „{ $from }”, tagad ir „{ $to }”.
noted-coding = Kods ir saglabāts.
noted-coding-elsewhere = Kods ir saglabāts. Statistikā šo gadījumu neiekļauj, jo tas jau ir uzskaitīts.
noted-coding-waits = Kods „nav dzimumā balstīta vardarbība” ir saglabāts; nodarījums nav ierakstīts. Kods gaida otru cilvēku: spēkā tas būs tikai tad, kad piekritīs vēl kāds, kas lasa šo gadījumu.
noted-confirm = Jūsu piekrišana ir saglabāta, un kods tagad ir spēkā.
noted-confirm-child = Jūsu piekrišana ir saglabāta: runa nav par bērnu. Pienākums ziņot ar to ir beidzies.
noted-result = Soļa iznākums ir saglabāts.
noted-hold = Aizliegums dzēst ir saglabāts: kamēr tas ir spēkā, gadījumu neviens nevar izdzēst.
noted-hold-ended = Aizliegums dzēst ir atcelts.
noted-delete = Ierosinājums dzēst šo gadījumu ir saglabāts. Tas gaida otru cilvēku, kas lasa šo gadījumu; līdz tam nekas netiek dzēsts.
noted-delete-taken-back = Ierosinājums dzēst šo gadījumu ir atsaukts.
noted-classified = Atzīmēts, ka gadījumā ir klasificēta informācija: kamēr atzīme stāv, no gadījuma neko nevar izsniegt un nevienu citu nevar aicināt to lasīt.
noted-unclassified = Atzīme par klasificētu informāciju ir noņemta.
noted-sheet = Jūsu rakstītais ir saglabāts nodošanas lapā un aizstāj iepriekšējo tekstu.
coding-child = Kodēts, ka notikuma laikā vēl nebija 18 gadu, bet sadaļā „Risks” nav atbildēts, vai runa ir par kādu, kam nav 18 gadu. Par pienākumu ziņot šī vietne atgādina pēc šīs atbildes, nevis pēc koda.

# Ja divi padomnieki reizē atbild uz jautājumiem par risku.

risk-clash-title = Pa to laiku uz jautājumiem par risku atbildēts citādi
risk-clash = Pie jautājumiem šajā lapā joprojām ir Jūsu atbildes. Ja tās saglabāsiet, tās aizstās jau saglabātās atbildes:
risk-clash-go = Pie jautājumiem par risku
risk-clash-line = { $question }: { $name } atbildēja „{ $theirs }”, Jūsu lapā ir „{ $yours }”.

# Kuri aizklājamie vārdi kopijā ir atrasti.

export-missed-title = Ne viss aizklājamais ir atrasts
export-missed = Šie vārdi nekur nav aizklāti. Pārbaudiet rakstību, garumzīmes un galotnes: citādi uzrakstīts vārds tiks izsniegts tā, kā tas tekstā stāv.
export-missed-line = Nav atrasts: „{ $phrase }”
export-found-title = Aizklāts:
export-found = { $n ->
    [zero] „{ $phrase }”: { $n } reižu
    [one] „{ $phrase }”: { $n } reize
   *[other] „{ $phrase }”: { $n } reizes
}

# Ko nodod vēstule.

part-filed = Diena, kurā ziņa saņemta
letter-always = Papildus tam, ko atzīmēsiet, vēstulē būs šodienas datums, numurs { $short }, adresāts, solis un tā pamats, Jūsu rakstītais adresātam, kā arī Jūsu vārds un iestāde.
letter-empty = Stāstījumā par to nekas nav teikts, tāpēc to nevar atzīmēt: { $parts }.
step-letter-kept = Vēstulei rakstītais palicis savā laukā.
case-no-longer = Autors savu „jā” ir atsaucis. Šo soli tālāk neturpiniet:
