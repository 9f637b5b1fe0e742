# Lapas aiz darbinieku ieejas: padomnieks, vadība, administrators, auditors.

desk-demo = Gadījumi, vārdi un iestāžu darbinieki ir izdomāti. Neierakstiet neko īstu.
desk-nav = Jūsu lapa
desk-sign-out = Iziet
desk-none = –
desk-not-answered = Nav atbildēts

role-adviser = Padomnieks (-ce)
role-leadership = Vadība
role-administrator = Administrators (-e)
role-auditor = Auditors (-e)

# Kā statuss skan darbiniekiem; autora lapā ir savi vārdi
desk-status-new = Jauns
desk-status-acknowledged = Saņemšana apstiprināta
desk-status-in-progress = Darbā
desk-status-waiting-reporter = Gaida autora atbildi
desk-status-closed = Noslēgts
desk-status-withdrawn = Atsaukts

due-overdue = Nokavēts
due-today = Šodien
due-tomorrow = Rīt
due-later = Vēlāk

# Ieeja

signin-title = Darbinieku ieeja
signin-public = Uz publisko lapu
signin-lead = Šī ieeja ir padomniekiem, vadībai, administratoriem un auditoriem. Lai pastāstītu par notikušo, konts nav vajadzīgs.
signin-username = Lietotājvārds
signin-passphrase = Paroles frāze
signin-passphrase-hint = To drīkst ielīmēt no paroļu pārvaldnieka.
signin-code = Vienreizējais kods
signin-code-hint = Seši cipari no autentifikācijas lietotnes vai rezerves kods. Ja Jūsu kontam nav otrā faktora, atstājiet tukšu.
signin-button = Ieiet
signin-error-wrong = Lietotājvārds, paroles frāze vai kods nav pareizs. Pārbaudiet visus trīs un mēģiniet vēlreiz.
signin-error-busy = Pašlaik vienlaikus cenšas ieiet pārāk daudzi, un Jūsu mēģinājums vēl nav pārbaudīts. Lūdzu, mēģiniet vēlreiz. Pārlūkā, kurā Jūsu konts jau ir lietots, rindā nav jāgaida.
signin-left-ended = Jūsu darba sesija ir beigusies. Lūdzu, ieejiet vēlreiz.
signin-left-here = Jūsu sesija šajā pārlūkā ir izbeigta.
signin-left-all = Visas Jūsu sesijas ir izbeigtas, un agrāk lietotie pārlūki ir aizmirsti.

# Gadījumu saraksts

inbox-title = Gadījumi
inbox-today = Šodien ir { $day }.
inbox-damaged = Ne visu izdevās atvērt. Ja Jūsu atslēgas ir izveidotas no jauna, tie ir Jūsu agrākie gadījumi: tie atkal būs lasāmi pēc atkopšanas, ko sagatavo administrators. Citādi kāds aizzīmogots ieraksts ir bojāts vai pazudis: pasakiet to auditoram, lai pārbauda žurnālu.
inbox-waiting = Kolēģiem vajadzīgs Jūsu paraksts: { $n }
inbox-own-waits = Palūdziet, lai tās apliecina divi dažādu iestāžu padomnieki. Nospiedums, ko viņiem nolasīt, ir lapā „Kolēģi”.
inbox-filter-status = Statuss
inbox-filter-all = Visi, arī noslēgtie
inbox-filter-button = Rādīt
inbox-filter-clear = Rādīt parasto sarakstu
inbox-caption = Gadījumi, kurus drīkstat atvērt
inbox-col-case = Gadījums
inbox-col-due = Nākamais datums
inbox-col-status = Statuss
inbox-col-institution = Iestāde
inbox-col-language = Valoda
inbox-col-filed = Saņemts
inbox-col-talk = Sarakste
inbox-fresh = Nelasīts
inbox-messages = { $n ->
    [0] nav ziņu
    [zero] { $n } ziņu
    [one] { $n } ziņa
   *[other] { $n } ziņas
}
inbox-empty = Pagaidām Jums nav neviena gadījuma.
inbox-empty-filter = Neviens gadījums, ko drīkstat atvērt, tam neatbilst.
inbox-more = Tālākie gadījumi

# Viens gadījums

case-title = Gadījums { $short }
case-back = Atpakaļ pie gadījumiem
case-saved = Saglabāts. Stāstījuma autors to redzēs, kad atvērs sarunu.
case-unsent = Jūsu atbilde vēl nav nosūtīta; tā palika laukā.
case-withdrawn = Autors šo stāstījumu atsauca. Tā saturu vairs nevar atvērt, un pēc 14 dienām to iznīcinās, ja vien autors atsaukšanu neatcels. Lūdzu, nemeklējiet saziņu ar autoru citā ceļā.
case-conflict-title = Kāds šo gadījumu pa to laiku ir mainījis
case-conflict = Nekas no Jūsu rakstītā nav ne saglabāts, ne nosūtīts. Lapa tagad rāda jaunāko stāvokli: lūdzu, izlasiet to un izlemiet no jauna.
case-conflict-kept = Ierakstītais joprojām ir savā laukā.
case-statement = Autora paša vārdiem
case-content-note = Tālāk var būt stāstīts par vardarbību. Tekstu var aizvērt un atgriezties pie tā pēc pārtraukuma.
case-statement-fold = Stāstījums
case-answers = Atbildes
case-what = Kas notika
case-when = Kad
case-where = Kur
case-relation = Kas to darīja
case-institution = Iestāde
case-count = Drīkst iekļaut statistikā
case-count-yes = Jā
case-count-no = Nē
case-excluded = Nedrīkst par to uzzināt
case-excluded-note = Autors šiem cilvēkiem piekļuvi ir liedzis. Neminiet viņiem šo gadījumu, pat ne to, ka tāds ir.
case-excluded-words = Kāds, kura nav sarakstā:
case-files = Faili
case-files-none = Stāstījumam nav pievienotu failu.
case-files-note = Atvērts fails tiek saglabāts šajā datorā un tur paliek. Izdzēsiet to, kad tas vairs nav vajadzīgs.
case-file-cleaned = Fotogrāfijas kopija bez paslēptām ziņām; pats attēls nav mainīts.
case-file-alone = Oriģināls ir aizzīmogots vienīgi autoram; autors to var nodot.
case-file-held = No šīs fotogrāfijas paslēptās ziņas izņemt nevarēja, tāpēc tā ir vienīgi autoram. Autors to var nodot.
case-file-is-original = Fotogrāfijas oriģināls ar visu, ko tajā ierakstījusi ierīce. To nodeva autors; tas ir tas pats fails, kura SHA-256 šeit bija jau iepriekš.
case-file-original = Nodotais oriģināls
case-file-sha = Oriģināla SHA-256:
case-thread = Sarakste
case-thread-none = Vēl neviens nav rakstījis.
case-from-reporter = Raksta stāstījuma autors
case-from-adviser = Padomnieka atbilde: { $name }
case-promised = Nākamā ziņa apsolīta: { $day }
case-answer = Jūsu atbilde autoram
case-answer-note = To lasīs stāstījuma autors. Piezīmes sev šeit nerakstiet. Pirms katra soļa, no kura citi varētu nojaust par šo saraksti, pajautājiet.
case-answer-label = Atbilde
case-next = Kad rakstīsiet nākamreiz
case-next-hint = Ar šo datumu beidzas katra atbilde, un autors to redz. Soliet tikai to, ko varat izpildīt.
case-answer-send = Nosūtīt atbildi
case-error-message-empty = Atbilde ir tukša.
case-error-message-long = Atbilde ir pārāk gara. Lūdzu, sadaliet to divās atbildēs.
case-error-next-due = Izvēlieties datumu, kas ir šodien vai vēlāk.
case-error-status = No pašreizējā statusa uz izvēlēto pāriet nevar.
case-side = Par gadījumu
case-status = Statuss
case-status-change = Mainīt statusu
case-status-note = Statusu redz arī autors. Nenosūtīta atbilde paliek savā laukā.
case-to-acknowledged = Apstiprināt saņemšanu
case-to-in-progress = Sākt darbu
case-to-waiting-reporter = Gaidīt autora atbildi
case-to-closed = Noslēgt
case-closing-title = Vai noslēgt gadījumu { $short }?
case-closing = Autors redzēs, ka saruna ir noslēgta. Ja autors uzrakstīs vai Jūs atsāksiet darbu, tā turpināsies.
case-closing-unsent = Jūsu atbilde nav nosūtīta. To varēs nosūtīt arī pēc tam: tā paliks savā laukā.
case-closing-yes = Jā, noslēgt
case-closing-no = Nē, atpakaļ pie gadījuma
case-readers = Kas var lasīt šo gadījumu
case-you = (Jūs)
case-readers-note = Ja neviens no viņiem gadījumu vairs nevar atvērt, to atver ar atkopšanas atslēgu, kas sadalīta vairākiem cilvēkiem.
case-history = Statusa maiņas
case-by-reporter = Autors

# Administrators

admin-title = Pārvaldība
admin-no-reports = Administrators rūpējas, lai sistēma darbotos, un nevienu stāstījumu izlasīt nevar.
admin-health = Sistēmas stāvoklis
admin-ok = kārtībā
admin-fault = kļūme
admin-warn = jāpārbauda
admin-health-note = Ko tieši darīt, serverī pasaka komanda: balss doctor.
health-store = Datubāze
health-blobs = Pierādījumu faili
health-mail = Pasta serveris
health-clock = Pulkstenis
health-keys = Atslēgu faili
health-roster = Parakstītais saraksts
health-audit = Audita žurnāls
health-staffing = Padomnieki (katrā iestādē vismaz divi un vismaz viens, kas lasa arī citu iestāžu stāstījumus)
health-notices = Ikdienas atgādinājumi
health-state = Stāvokļa mape
health-people = Konti un lomas
health-help = Palīdzības tālruņi (vai kāds tos nesen pārbaudījis)
health-calendar = Darba dienu kalendārs
health-duties = Ieraksti par pienākumiem (vai parakstīti)
health-pages = Informācijas lapas (vai kāds tās nesen pārbaudījis)
health-pack = Valsts pakete (pienākumi, kalendārs, tālruņi, lapas)
admin-mail = Pasts
admin-mail-note = Katrs padomnieks dienā saņem vienu atgādinājumu, vienmēr vienādu, neatkarīgi no tā, vai ir ko lasīt. Vēstule, ko neizdevās piegādāt, ir redzama šeit, un to var sūtīt vēlreiz.
admin-mail-none = Vēstuļu vēl nav.
admin-mail-retried = Tiks mēģināts vēlreiz.
admin-mail-kind = Veids
admin-mail-day = Par dienu
admin-mail-state = Stāvoklis
admin-mail-attempts = Neizdevušies mēģinājumi
admin-mail-error = Pēdējā kļūda
admin-mail-action = Darbība
admin-mail-retry = Mēģināt vēlreiz
mail-kind-daily-notice = Ikdienas atgādinājums
mail-state-waiting = Gaida
mail-state-sent = Nosūtīta
mail-state-dead = Nepiegādāta
admin-staff = Darbinieki
admin-staff-note = Jaunos stāstījumus aizzīmogo tikai tiem padomniekiem, kuru atslēga ir apliecināta parakstītajā sarakstā.
admin-staff-name = Vārds
admin-staff-role = Loma
admin-staff-account = Konts
admin-staff-active = Darbojas
admin-staff-inactive = Slēgts
admin-staff-vouched = Atslēga apliecināta
admin-staff-vouched-yes = Jā
admin-staff-vouched-details = Jā; jaunie dati vēl gaida
admin-staff-vouched-earlier = Iepriekšējā; jaunā vēl gaida
admin-staff-vouched-no = Nē
admin-staff-vouched-revoked = Atsaukta

# Auditors

audit-title = Audita žurnāls
audit-lead = Divi žurnāli; katrs ir ierakstu koks. Ja kāds ierakstu maina, izņem vai pārvieto, to parāda pārbaude ar kontrolpunktu, kas saglabāts citur. Auditors nevienu stāstījumu izlasīt nevar. Arī šīs lapas skatīšana kļūst par ierakstu.
audit-logs = Žurnāli
audit-log-staff = Darbinieki
audit-log-reporter = Stāstījumu autori
audit-log-note-staff = Ko darījuši darbinieki, ar precīzu laiku. Neizdevušās ieejas tiek saskaitītas un reizi stundā ierakstītas kopā, bez vārdiem.
audit-log-note-reporter = Ko darījuši stāstījumu autori: tikai diena, bez secības dienas ietvaros. Sīkākas ziņas palīdzētu uzminēt, kas viņi ir.
audit-event = Notikums
audit-event-all = Visi notikumi
audit-case = Gadījums
audit-who = Kas
audit-about = Par ko
audit-who-or-about = Kas vai par ko
audit-from = No dienas
audit-to = Līdz dienai
audit-error-day = Ierakstiet gadu, mēnesi un dienu, piemēram, 2026-03-01.
audit-error-order = Pirmā diena ir vēlāka par pēdējo.
audit-position = Nr.
audit-when = Kad
audit-records = Aizzīmogoti ieraksti
audit-empty = Neviens ieraksts tam neatbilst.
audit-empty-log = Žurnālā vēl nav neviena ieraksta.
audit-newer = Jaunāki
audit-older = Vecāki
audit-export = Eksportēt šo žurnālu
audit-export-note = Viss žurnāls vienā failā; arī eksports kļūst par ierakstu.
audit-checkpoints = Parakstītie kontrolpunkti
audit-checkpoints-why = Kontrolpunkts nostiprina visu, kas žurnālā ir līdz šim brīdim. Regulāri lejupielādējiet to un glabājiet citur, kur neviens, kas strādā ar serveri, to nevar mainīt.
audit-checkpoint-none = Kontrolpunkta vēl nav.
audit-checkpoint-download = Lejupielādēt šo kontrolpunktu
audit-verify-title = Kā pārbaudīt
audit-verify = Aiznesiet saglabāto failu uz serveri un izpildiet tur šo komandu vai lūdziet to izpildīt savā klātbūtnē:
audit-verify-file = FAILS
audit-verify-after = Tā nosauc katru ierakstu, kura trūkst vai kas ir mainīts vai pārvietots, un katru aizzīmogoto ierakstu, par kuru žurnāls zina, bet kura datubāzē nav. Ja kaut kas atrasts, saglabājiet failu un rezultātu un ziņojiet neatkarīgajai iestādei, kas uzrauga šo pakalpojumu.

event-case-filed = Saņemts stāstījums
event-reporter-wrote = Autors rakstīja
event-record-kept = Privāts ieraksts saglabāts
event-record-ended = Privāts ieraksts beidzies
event-signed-in = Ieeja
event-sign-in-failed = Neizdevusies ieeja
event-sign-in-failed-count = Neizdevušās ieejas stundas laikā: { $n }
event-signed-out = Izeja
event-case-opened = Atvērts gadījums
event-file-opened = Atvērts fails
event-case-answered = Atbildēts
event-status-changed = Mainīts statuss
event-staff-added = Pievienots darbinieka konts
event-roster-signed = Papildināts parakstītais saraksts
event-roster-proposed = Parakstīts ieraksts parakstītajam sarakstam, gaida vēl vienu parakstu
event-mail-dead = Vēstuli neizdevās piegādāt
event-installed = Sistēma uzstādīta
event-mail-retried = Vēstuli atļauts sūtīt vēlreiz
event-log-viewed = Skatīts žurnāls
event-log-exported = Eksportēts žurnāls
event-staff-invited = Izsniegts uzaicinājums
event-staff-invited-again = Uzaicinājums izsniegts no jauna
event-staff-enrolled = Konts izveidots
event-staff-changed = Mainītas konta ziņas
event-staff-disabled = Konts slēgts
event-staff-enabled = Konts atjaunots
event-passphrase-changed = Mainīta paroles frāze
event-keys-replaced = Nomainītas atslēgas
event-factor-reset = Atļauts no jauna izveidot otro faktoru
event-factor-set = Otrais faktors izveidots no jauna
event-spare-code-used = Izmantots rezerves kods
event-spare-codes-made = Izveidoti jauni rezerves kodi
event-sessions-ended = Izbeigtas visas sesijas
event-expired = Nodzēstas beigušās sesijas, pazīstami pārlūki vai uzaicinājumi
event-readers-changed = Mainīti gadījuma lasītāji
event-absence-set = Pieteikta prombūtne
event-recovery-prepared = Sagatavota atkopšana
event-recovery-used = Veikta atkopšana
event-rollback-accepted = Pieņemts vecāks datu stāvoklis
event-backed-up = Izveidota rezerves kopija
event-restored = Atjaunots no rezerves kopijas
event-case-shredded = Gadījums neatgriezeniski iznīcināts

# Prombūtne.
absence-title = Mana prombūtne
absence-what = Kamēr esat prom, katrs autors savā sarunā ar Jums redz, no kuras līdz kurai dienai Jūs neatbildēsiet un kas Jūs aizstāj. Bez autora piekrišanas aizstājējs neko nelasa. Atļauja beidzas pati pēc tās pēdējās dienas, ko autors redzēja, kad to deva. Vienojieties ar aizstājēju pirms tam: e-pasta vēstuli par to nesūta, aizstājējs dienas redz tikai savā gadījumu lapā.
absence-planned-title = Pieteiktā prombūtne
absence-planned = No { $first } līdz { $last } Jūs aizstāj { $name }.
absence-stands-in = No { $first } līdz { $last } Jūs aizstājat kolēģi: { $name }. Gadījumus redzēsiet tikai tad, ja to autori piekritīs.
absence-end-note = Ja beigsiet agrāk vai pieteiksiet citu prombūtni, autoru jau dotās atļaujas aizstājējam paliks spēkā līdz dienai, kas viņiem bija parādīta.
absence-said-set = Prombūtne ir pieteikta. Zemāk redzams, vai ir atvērti gadījumi, kuros aizstājējs neko nedrīkst. Arī pārējos Jūs neviens neaizstāj, kamēr autors nepiekrīt; pienākumi ar termiņu un solītās dienas paliek Jums.
absence-said-ended = Prombūtne ir beigta.
absence-plan-other = Pieteikt citu prombūtni
absence-replaces = Pieteikt var vienu prombūtni: cita aizstās pašreizējo.
absence-end = Atsaukt vai beigt agrāk
absence-plan-title = Jauna prombūtne
absence-nobody = Pašlaik nav neviena cita padomnieka, kas varētu Jūs aizstāt.
absence-first = Pirmā diena
absence-last = Pēdējā diena
absence-deputy = Kas Jūs aizstāj
absence-choose = Izvēlieties
absence-set = Pieteikt prombūtni
absence-error-first = Norādiet pirmo dienu.
absence-error-last = Norādiet pēdējo dienu: ne agrāku par pirmo dienu vai šodienu un ne vēlāku kā pēc gada.
absence-error-deputy = Izvēlieties, kas Jūs aizstāj.

# Pirmās atbildes

case-urgent = Nevar gaidīt: vispirms izlasiet atbildes par vecumu un drošību.
case-names = Rādīt vārdu vai pazīmes
desk-asked-about = Par ko raksta
desk-asked-age = Vecums
desk-asked-path = Ko cilvēks grib
desk-asked-safe-now = Vai tagad ir drošībā
desk-asked-weapon = Vai tuvumā ir ierocis
desk-asked-retaliation-fear = Vai baidās no atriebības
desk-asked-alive = Vai ir domas par aiziešanu no dzīves
