# Atgriešanās ar piekļuves kodu.

code-title = Atgriezties ar piekļuves kodu
code-lead = Ierakstiet kodu, ko saņēmāt pēc nosūtīšanas.
code-label = Piekļuves kods
code-hint = Piecas grupas pa četrām zīmēm. Lielajiem un mazajiem burtiem, atstarpēm un defisēm nav nozīmes.
code-device = Dienesta datorā vai tīklā darba devējs var redzēt visu, ko Jūs lasāt un rakstāt.
code-open = Atvērt sarunu
code-lost-title = Ja koda vairs nav
code-lost = Bez koda sarunu vairs nevar atvērt, un kodu mēs nevaram atjaunot. Iepriekšējo stāstu padomnieks lasa un atbild tāpat, bet Jūs atbildi vairs neredzēsiet un stāstu nevarēsiet atsaukt. Varat pastāstīt no jauna: pieminiet, kurā dienā un par kuru iestādi rakstījāt, un vienu sīkumu, pēc kā padomnieks to atrod. Ieraksts tikai sev bez koda ir zudis.
code-start = Pastāstīt no jauna

thread-title = Jūsu saruna
thread-status-title = Kas notiek tagad
thread-status-new = Nosūtīts un drošībā. Padomnieks vēl nav apstiprinājis, ka to saņēma.
thread-status-acknowledged = Stāsts ir saņemts un izlasīts: to apstiprina padomnieks.
thread-status-in-progress = Padomnieks ar to strādā.
thread-status-waiting-reporter = Padomniekam ir Jums jautājums. Atbildēt var uzreiz, vēlāk vai nemaz.
thread-status-closed = Saruna ir noslēgta. Ja uzrakstīsiet, tā atsāksies.
thread-status-withdrawn = Šis stāsts ir atsaukts. Padomnieki to vairs nevar atvērt.
thread-reading = Ja tagad uzrakstīsiet, to izlasīs līdz { $when }.
thread-own-title = Ko Jūs rakstījāt
thread-own-note = Pārlasīt var būt smagi. Atveriet to tikai tad, ja gribat.
thread-own-show = Rādīt Jūsu stāstu
thread-messages-title = Saruna
thread-none = Atbildes vēl nav.
thread-from-you = Jūs
thread-from-adviser = Raksta { $name }
thread-next = Nākamā ziņa Jums apsolīta: { $day }.
thread-files = Pievienotie faili
thread-write-title = Rakstīt
thread-write-label = Jūsu ziņa
thread-write-hint = Rakstiet jebkurā valodā. Cilvēku vārdi nav vajadzīgi, un nerakstiet neko slepenu.
thread-file-label = Pievienot failus
thread-file-hint = Ne vairāk par 10 failiem, katrs līdz 1 GB.
thread-send = Nosūtīt
thread-end = Beigt un aiziet
withdraw-title = Atsaukt savu stāstu
withdraw-offer = Ja vairs negribat, lai to kāds lasa, stāstu var atsaukt. Vispirms parādīsim, kas notiks.
withdraw-ask = Uzzināt, kas notiks
withdraw-at-once = Tiklīdz to atsauksiet, padomnieki to vairs nevarēs atvērt. Viņi redzēs tikai to, ka stāsts ir atsaukts.
withdraw-later = Stāstu, ziņas un failus neatgriezeniski iznīcinās, kad būs pagājušas 14 dienas un kāds padomnieks pēc tam atvērs savu gadījumu sarakstu. Arī kods tad vairs neko neatvērs.
withdraw-back = Līdz tam Jūs ar kodu varat atgriezties un atsaukšanu atcelt.
withdraw-stays-title = Kas paliek
withdraw-stays-known = Tas, ko padomnieki jau zina, un viss, kas jau izdarīts.
withdraw-stays-log = Ieraksts žurnālā, ka gadījums ar šādu numuru ir bijis un ir iznīcināts. Par ko tajā bija runa, žurnālā nav teikts.
withdraw-stays-copies = Agrāk izgatavotās rezerves kopijas, kamēr nav beidzies to glabāšanas laiks.
withdraw-stays-other = Atsevišķs stāsts, ja tādu rakstījāt. To atsauc ar tā paša stāsta kodu.
withdraw-yes = Jā, atsaukt
withdraw-no = Nē, atpakaļ pie sarunas
withdraw-until = Atsaukšanu noteikti var atcelt līdz šai dienai: { $day }.
withdraw-undo = Atcelt atsaukšanu

fault-receipt-check = Kāda zīme ir ierakstīta nepareizi. Salīdziniet kodu ar pierakstīto.
fault-receipt-unknown = Ar šo kodu nekas nav atrodams. Pārbaudiet, vai tas ir ierakstīts pilnībā. Ja kods ir nomainīts, der tikai jaunais.
fault-receipt-busy = Pašlaik ir pārāk daudz mēģinājumu. Lūdzu, uzgaidiet minūti un mēģiniet vēlreiz.
fault-message-empty = Uzrakstiet ziņu vai pievienojiet failu.
fault-message-long = Ziņa ir pārāk gara; lieko zīmju skaits: { $n }. Nekas nav pazudis; pārējo var nosūtīt nākamajā ziņā.
fault-message-files-many = Vienai ziņai var pievienot ne vairāk par 10 failiem. Nekas nav nosūtīts.
fault-message-files-total = Vienā reizē var nosūtīt līdz 1 GB. Nekas nav nosūtīts; sūtiet failus pa vienam.
fault-message-file-large = Fails „{ $name }” ir lielāks par 1 GB. Nekas nav nosūtīts.
fault-message-file-broken = Fails „{ $name }” nav saņemts līdz galam. Nekas nav nosūtīts; pamēģiniet vēlreiz.
fault-message-file-room = Failiem tagad nav vietas. Ziņu var nosūtīt bez tiem.
said-message-sent = Jūsu ziņa ir nosūtīta.
said-taken-back = Atsaukšana ir atcelta. Padomnieki Jūsu stāstu atkal var lasīt.

thread-readers-title = Kas lasa šo sarunu
thread-readers-nobody = Pašlaik šo sarunu nelasa neviens padomnieks. Tas, ko Jūs rakstāt, nepazūd: tas ir aizzīmogots un gaida.
thread-reader-until = { $name } (līdz { $day } ieskaitot)
thread-reader-gone = { $name } šo sarunu vairs nelasa.
thread-reader-away = { $name } ir prombūtnē no { $from } līdz { $to }. Atbildes šajā laikā var kavēties.
thread-reader-away-later = { $name } būs prombūtnē no { $from } līdz { $to }. Atbildes šajā laikā var kavēties.
thread-reader-agreed = { $day } Jūs atļāvāt lasīt: { $name }.
thread-offers-title = Vai atļaujat lasīt vēl kādam?
thread-offers-note = Izvēle ir Jūsu, un steigas nav. Tas, kam atļausiet, varēs izlasīt visu sarunu no sākuma, arī Jūsu stāstu un failus. Šeit dotu atļauju lasīt vēlāk atsaukt nevar; aizstājējam tā beidzas pati pēc norādītās dienas. Ja neko neatzīmēsiet, nekas nemainīsies.
thread-offer = { $name } – { $institution } (jauns padomnieks šajā iestādē)
thread-offer-deputy = { $name } – { $institution } (aizstāj: { $away }; lasīs līdz { $day } ieskaitot)
thread-offers-agree = Atļaut lasīt atzīmētajiem
fault-no-reader = Atzīmējiet, kam atļaujat lasīt. Ja negribat atļaut nevienam, nekas nav jādara.
said-readers-agreed = Paldies. Tie, kam atļāvāt, tagad var lasīt šo sarunu.

# Fotogrāfiju oriģināli

originals-title = Fotogrāfiju oriģināli
originals-note = Šie oriģināli ir aizzīmogoti tikai Jums, un bez Jums tos neviens nevar atvērt. Oriģinālā var būt redzams, kur, kad un ar kādu ierīci attēls uzņemts. Nodot to nav obligāti.
original-give = Nodot oriģinālu
original-give-of = Nodot oriģinālu: { $name }
original-ask-title = Vai nodot oriģinālu?
original-tells = Oriģinālā var būt vieta un laiks, kur un kad attēls uzņemts, ierīces veids un numurs, dažreiz arī kāda vārds. No tā var nojaust, kas Jūs esat.
original-who = To varēs atvērt visi, kas lasa šo sarunu tagad vai lasīs vēlāk. Nodošanu atsaukt nevar. Tā pati kontrolsumma padomniekam zināma jau no pirmās dienas, tāpēc būs redzams, ka fails nav mainīts.
original-yes = Jā, nodot
original-no = Nē, atpakaļ pie sarunas
said-original = Oriģināls ir nodots. Tie, kas lasa šo sarunu, tagad to var atvērt.
fault-original-locked = Šo oriģinālu ar Jūsu kodu atvērt neizdevās. Nekas nav nodots. Ja fails Jums vēl ir, to var pievienot ziņai.

# Ieraksts tikai sev

private-title = Jūsu ieraksts
private-visit = Katrs apmeklējums šo laiku pagarina.
private-resume = Rakstīt tālāk
private-send = Nosūtīt padomniekam
private-send-note = Vēl pirms nosūtīšanas redzēsiet, kurš to lasīs, un visu varēsiet pārlasīt.
private-own = Jūsu vārdi
private-erase-ask = Izdzēst šo ierakstu
private-erase-title = Vai tiešām izdzēst?
private-erase-note = Ieraksts un tā faili pazudīs uzreiz, un tos vairs nevarēs atgūt. Vecākās rezerves kopijās tie paliek aizzīmogoti līdz kopiju glabāšanas beigām.
private-erase-yes = Izdzēst
private-erase-no = Neizdzēst
private-erased-title = Ieraksts ir izdzēsts
private-erased = Piekļuves kods vairs neko neatver. Ja kods kaut kur pierakstīts, to var izmest.
proof-title = Pierādījums, kurā dienā tas rakstīts
proof-why = Šajā dienā mūsu žurnālā ir ierakstīts skaitlis, kas der tikai šim tekstam un failiem. Tas neko neatklāj, bet vēlāk ļauj parādīt, ka teksts toreiz jau bija.
proof-show = Parādīt izdrukai
proof-print = Izdrukājiet vai pārrakstiet visu zemāk redzamo. Izdrukā nav šīs vietnes nosaukuma. Kas to redz, redz arī Jūsu vārdus.

# Jauns piekļuves kods

new-code-title = Jauns piekļuves kods
new-code-why = Ja kāds, iespējams, ir redzējis Jūsu kodu, varat to nomainīt. Pēc tam vecais kods vairs neko neatver.
new-code-offer = Parādīt jaunu kodu
new-code-lead = Šis kods stāsies vecā vietā, kad nospiedīsiet pogu. Vispirms pierakstiet to.
new-code-old = Līdz tam darbojas vecais kods. Ja kāds ar veco kodu sarunu jau ir lasījis, to mainīt nevar.
new-code-take = Kods ir pierakstīts, nomainīt
new-code-keep = Paturēt veco kodu
said-new-code = Kods ir nomainīts. Turpmāk sarunu atver tikai jaunais kods.
