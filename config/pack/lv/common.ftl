# Teksti, kas ir vairākās lapās. Vienkārši vārdi, bez apzīmējumiem cilvēkam; uzruna ir „Jūs”.

# Lapas nosaukums ir viens visām lapām un neko neatklāj: to redz pārlūka vēsturē un ciļņu joslā.
site-title = Informācija
site-name = Balss
# Poga otras valodas lapā, kas ved uz šo valodu.
language-keep = Latviski (uzrakstītais paliek)
site-skip = Pāriet uz saturu
landing-statistics = Publicētā statistika
site-staff = Šīs vietnes darbiniekiem
site-home = Uz sākumlapu
site-foot-help = Palīdzība pa tālruni
site-foot = Lapas apakšdaļa

exit-page = Pamest šo lapu
exit-hint = Ātrāk: trīs reizes nospiediet taustiņu Shift.
# Divi teksti, atdalīti ar |: pēc pirmās un otrās reizes.
exit-progress = Vēl divas reizes|Vēl vienu reizi

demo-title = Šis ir tikai paraugs.
demo-text = Nerakstiet šeit neko īstu: stāsti un cilvēki ir izdomāti, un īstu ziņu te neviens neizlasīs. Tālruņu numuri gan ir īsti: ja vajadzīga palīdzība, zvaniet.

errors-title = Lūdzu, pārbaudiet
file-remove = Noņemt
file-cleaned = Ir izgatavota kopija bez paslēptām ziņām. Oriģināls paliek tikai Jums. Faila nosaukumu padomnieks redz tādu, kāds tas ir.
file-held = Kopiju bez paslēptām ziņām izgatavot nevar. Fails paliek tikai Jums; padomnieks redz vienīgi tā nosaukumu, lielumu un kontrolsummu. Sarunā to varēs nodot tādu, kāds tas ir.
file-original = Fotogrāfijas oriģināls.
file-unchanged = Fails netiek mainīts. Ja tajā ir paslēptas ziņas, tās paliek.
files-photos = Fotogrāfijām (JPEG, PNG, WebP) izgatavojam kopiju bez paslēptām ziņām par vietu, laiku un ierīci, un padomnieks saņem tikai to. Oriģināls ir aizzīmogots vienīgi Jums; vēlāk to varēs nodot, ja gribēsiet. Dokumentus un ierakstus nododam tādus, kādi tie ir.
files-count = { $n ->
    [zero] { $n } failu
    [one] { $n } fails
   *[other] { $n } faili
}

# Kā iztīrīt failu

clean-title = Kā iztīrīt dokumentu vai ierakstu
clean-screenshot = Vienkāršākais ir ekrānuzņēmums ar to, kas jāparāda. Tajā nav ne dokumenta autora, ne labojumu.
clean-document = Dokumentā: saglabājiet kopiju, izdzēsiet tajā komentārus un labojumus un saglabājiet to kā PDF. Arī PDF failā var palikt autora vārds un datums.
clean-properties = Windows datorā: noklikšķiniet uz kopijas ar peles labo taustiņu, izvēlieties „Rekvizīti”, tad „Detalizēta informācija” un noņemiet personas informāciju.
clean-recording = Video un skaņas ierakstā: apgrieziet lieko un izveidojiet kopiju bez atrašanās vietas. Balsis un fons paliek.
clean-name = Nodod arī faila nosaukumu. Ja tajā ir datums vai kāda vārds, pirms pievienošanas pārsauciet failu.
clean-keep = Oriģinālu neizdzēsiet, ja to glabāt ir droši. Netīriet failus dienesta datorā.

go-next = Turpināt
go-back = Atpakaļ

# Palīdzība

help-now-title = Ja briesmas ir tagad, zvaniet 112
help-now-text = Šis nav ātrās palīdzības kanāls. Mēs nezinām, kas un kur Jūs esat, un nevaram nevienu pie Jums atsūtīt.
help-alive-title = Ja ir domas, ka negribas dzīvot
help-alive-text = Par to drīkst runāt. Pa tālruni 116 123 jebkurā diennakts stundā atbild cilvēks, arī krieviski un angliski; zvans ir bez maksas. Ja tuvumā ir ierocis, palūdziet kādam, kam uzticaties, parūpēties, lai tas Jums nav pa rokai.
help-list-title = Kam var piezvanīt
help-languages = Valodas: { $languages }.
help-languages-ask = Piezvanot pajautājiet, kādās valodās atbild.
help-stale = Mūsu ziņas par šo tālruni vēl nav pārbaudītas.
help-verified = Ziņas pārbaudītas: { $day }.
help-men-yes = Palīdz arī vīriešiem.
help-men-no = Vīriešiem nepalīdz.
help-men-ask = Piezvanot pajautājiet, vai palīdz vīriešiem.
help-minors-yes = Palīdz arī tiem, kam nav 18 gadu.
help-minors-no = Palīdz tikai no 18 gadu vecuma.
help-minors-ask = Piezvanot pajautājiet, vai palīdz tiem, kam nav 18 gadu.
help-police-yes = Jūsu teikto var nodot policijai.
help-police-no = Policijai Jūsu teikto nenodod.
help-police-ask = Sarunas sākumā pajautājiet, vai teikto kādreiz nodod policijai.

help-emergency = Vienotais ārkārtas palīdzības tālrunis
help-emergency-about = Policija, neatliekamā medicīniskā palīdzība, glābēji.
help-emergency-hours = Visu diennakti, bez maksas
help-crisis = Krīzes tālrunis
help-crisis-about = Saruna, kad ir ļoti grūti, lai kāds būtu iemesls.
help-crisis-hours = Visu diennakti, bez maksas
help-victims = Atbalsta tālrunis noziegumos cietušajiem
help-victims-about = Emocionāls atbalsts un padoms par tiesībām un pakalpojumiem.
help-victims-hours = Katru dienu 12.00–22.00, bez maksas
help-children = Bērnu un pusaudžu uzticības tālrunis
help-children-about = Bērniem, pusaudžiem un ikvienam, kas uztraucas par bērnu.
help-children-hours = Visu diennakti, bez maksas
help-police = Valsts policija
help-police-about = Kad notiek noziegums vai vajadzīga policijas palīdzība.
help-police-hours = Visu diennakti, bez maksas
help-marta = Centrs „MARTA”
help-marta-about = Sociālo darbinieku, psihologu un juristu palīdzība pēc vardarbības, vispirms sievietēm.
help-marta-hours = Darbdienās 10.00–18.00

help-medical-title = Medicīniskā palīdzība, ar kuru labāk negaidīt
help-medical-lead = Ja ir bijuši seksuāli pieskārieni vai sekss bez piekrišanas, ārsts var palīdzēt arī tad, ja negribat vērsties policijā. Jo ātrāk, jo labāk. Sākumā pajautājiet, vai ārstam par to ir kādam jāpaziņo.
help-medical-72 = 72 stundu laikā: zāles, kas var pasargāt no HIV infekcijas.
help-medical-120 = 120 stundu laikā: pierādījumu saglabāšana un, ja iespējama grūtniecība, avārijas kontracepcija.
help-medical-keep = Ja Jums tas ir pa spēkam, līdz apskatei nemazgājieties un drēbes ielieciet papīra maisā. Ja tas jau izdarīts, palīdzība un pierādījumi joprojām ir iespējami.

language-lv = latviešu
language-ru = krievu
language-en = angļu

# Iestādes

institution-aim = Aizsardzības ministrija
institution-nbs = Nacionālie bruņotie spēki, arī Zemessardze
institution-iem = Iekšlietu ministrija
institution-vp = Valsts policija
institution-vugd = Valsts ugunsdzēsības un glābšanas dienests
institution-vrs = Valsts robežsardze
institution-other = Cita iestāde
institution-unknown = Nezinu vai negribu teikt

# Atbildes, ko var atzīmēt

what-remarks = Piezīmes, joki, žesti vai ziņas par ķermeni, izskatu vai seksu
what-touching = Pieskārieni bez piekrišanas
what-forced-sex = Sekss vai citas seksuālas darbības bez piekrišanas, arī mēģinājums
what-images = Filmēšana, attēlu rādīšana vai izplatīšana bez piekrišanas
what-stalking = Sekošana, novērošana, nerimstoši zvani vai ziņas
what-hitting = Sišana, grūstīšana vai cita fiziska vardarbība
what-hazing = „Iesvētības”, pazemojoši pārbaudījumi vai rituāli
what-humiliation = Pazemošana, kliegšana, izsmiešana vai atstumšana
what-threats = Draudi vai iebiedēšana
what-favours = Prasība pēc seksa vai tuvības apmaiņā pret labumu dienestā vai darbā
what-unequal = Sliktāka attieksme dzimuma dēļ, piemēram, liegts amats, mācības vai misija
what-other = Kaut kas cits vai grūti pateikt

when-last-days = Pēdējās dienās
when-last-month = Pēdējā mēneša laikā
when-last-year = Pēdējā gada laikā
when-earlier = Agrāk
when-ongoing = Tas joprojām turpinās
when-unknown = Nezinu vai negribu teikt

place-workplace = Dienesta vietā vai darbavietā
place-barracks = Kazarmās vai kopmītnē
place-exercise = Mācībās vai treniņā
place-deployment = Misijā vai komandējumā ārvalstīs
place-social = Pasākumā vai svinībās
place-online = Internetā vai tālrunī
place-home = Mājās
place-other = Citur
place-unknown = Nezinu vai negribu teikt

relation-superior = Kāds no priekšniecības vai ar augstāku pakāpi
relation-peer = Kāds no kolēģiem vai dienesta biedriem
relation-subordinate = Kāds no padotajiem
relation-instructor = Kāds, kas māca vai vērtē
relation-partner = Kāds, ar ko ir vai bija tuvas attiecības
relation-civilian = Kāds ārpus dienesta
relation-allied = Kāds no sabiedroto spēkiem
relation-other = Kāds cits
relation-unknown = Nezinu vai negribu teikt

status-new = Jauna
status-acknowledged = Saņemta
status-in-progress = Darbā
status-waiting-reporter = Gaida atbildi
status-closed = Noslēgta
status-withdrawn = Atsaukta

# Lapa, kad kaut kas neizdodas

error-not-found-title = Šādas lapas nav
error-not-found-text = Pārbaudiet adresi vai sāciet no sākumlapas.
error-visit-over-title = Šis apmeklējums ir beidzies
error-visit-over-text = Tas tika pabeigts, vai arī pārāk ilgi nekas netika darīts. Nekas jauns nav nosūtīts. Sarunu, kas jau nosūtīta, atver ar piekļuves kodu.
error-signed-out-title = Jūsu darba sesija ir beigusies
error-signed-out-text = Ieejiet vēlreiz citā cilnē un tad nosūtiet šo no jauna. Pagaidām nekas nav saglabāts.
error-sign-in = Ieiet citā cilnē
error-forged-title = To vajag nosūtīt vēlreiz
error-forged-text = Lapa bija atvērta pārāk ilgi vai apmeklējums pabeigts citā cilnē. Nekas nav nosūtīts.
error-malformed-title = Sūtījums nav saņemts līdz galam
error-malformed-text = Iespējams, savienojums pārtrūka. Nekas nav nosūtīts; pamēģiniet vēlreiz.
error-too-slow-title = Sūtīšana bija pārāk lēna
error-too-slow-text = Savienojums ir vājš. Nekas nav nosūtīts; pamēģiniet vēlreiz vai sūtiet bez failiem.
error-method-title = Šo lapu tā atvērt nevar
error-method-text = Sāciet no sākumlapas.
error-too-large-title = Sūtījums ir par lielu
error-too-large-text = Viens fails drīkst būt līdz 1 GB, teksts – līdz apmēram trīsdesmit lappusēm. Nekas nav nosūtīts.
error-waiting-title = Tagad ir ļoti daudz apmeklētāju
error-waiting-text = Uzgaidiet minūti un mēģiniet vēlreiz.
error-unavailable-title = Tagad neko nevar saglabāt
error-unavailable-text = Nekas nav nosūtīts; pamēģiniet pēc dažām minūtēm.
error-internal-title = Mūsu pusē kaut kas neizdevās
error-internal-text = Tā nav Jūsu kļūda. Pamēģiniet vēlreiz.

error-incident = Ja par šo kļūmi kādam stāstāt, nosauciet numuru { $id }. Par Jums tas neko nepasaka.
error-retry-lead = Jūsu teksts nav pazudis. Tas ir šeit, un to var sūtīt vēlreiz.
error-retry-files = Failus, ja tādi bija, būs jāpievieno no jauna.
error-retry-button = Sūtīt vēlreiz
error-field-statement = Jūsu vārdiem
error-field-message = Jūsu ziņa
error-field-when-text = Par laiku
error-field-place-text = Par vietu
error-field-excluded-text = Kurš to nedrīkst lasīt
error-field-names = Vārds vai pazīmes
error-field-contact = Kā ar Jums droši sazināties

# Dienas. „from” lieto pēc vārda „no”, „to” un „until” pēc vārda „līdz”, „on” atbild uz jautājumu „kad”.

date-day = { $year }. gada { $day }. { $month ->
    [1] janvāris
    [2] februāris
    [3] marts
    [4] aprīlis
    [5] maijs
    [6] jūnijs
    [7] jūlijs
    [8] augusts
    [9] septembris
    [10] oktobris
    [11] novembris
   *[12] decembris
}
date-from = { $year }. gada { $day }. { $month ->
    [1] janvāra
    [2] februāra
    [3] marta
    [4] aprīļa
    [5] maija
    [6] jūnija
    [7] jūlija
    [8] augusta
    [9] septembra
    [10] oktobra
    [11] novembra
   *[12] decembra
}
date-to = { $year }. gada { $day }. { $month ->
    [1] janvārim
    [2] februārim
    [3] martam
    [4] aprīlim
    [5] maijam
    [6] jūnijam
    [7] jūlijam
    [8] augustam
    [9] septembrim
    [10] oktobrim
    [11] novembrim
   *[12] decembrim
}
date-on = { $year }. gada { $day }. { $month ->
    [1] janvārī
    [2] februārī
    [3] martā
    [4] aprīlī
    [5] maijā
    [6] jūnijā
    [7] jūlijā
    [8] augustā
    [9] septembrī
    [10] oktobrī
    [11] novembrī
   *[12] decembrī
}
date-until = { $weekday ->
    [1] pirmdienai
    [2] otrdienai
    [3] trešdienai
    [4] ceturtdienai
    [5] piektdienai
    [6] sestdienai
   *[7] svētdienai
}, { $day }. { $month ->
    [1] janvārim
    [2] februārim
    [3] martam
    [4] aprīlim
    [5] maijam
    [6] jūnijam
    [7] jūlijam
    [8] augustam
    [9] septembrim
    [10] oktobrim
    [11] novembrim
   *[12] decembrim
}, plkst. { $hour }.{ $minute }

# Ar skriptu: skaitlis stāv % vietā

comfort-count = Zīmju skaits: %
comfort-long = Teksts ir pārāk garš. Nekas nav pazudis; pārējo varēs nosūtīt sarunā.
comfort-sending = Failu sūtīšana
comfort-progress = Sūta: % %
comfort-offline = Savienojuma nav, un nekas nav nosūtīts. Jūsu teksts ir šeit; kad savienojums atgriezīsies, nospiediet pogu vēlreiz.
comfort-soon = Pēc piecām minūtēm šī lapa vairs negaidīs, un nenosūtītais pazudīs.
comfort-longer = Gaidīt vēl divas stundas
comfort-kept = Saglabāts. Lapa gaidīs vēl divas stundas.
