# Atgriešanās ar piekļuves kodu.

code-title = Atgriezties ar piekļuves kodu
code-lead = Ierakstiet kodu, ko saņēmāt pēc nosūtīšanas.
code-label = Piekļuves kods
code-hint = Piecas grupas pa četrām zīmēm. Lielie un mazie burti, atstarpes un defises neko nemaina.
code-device = Dienesta datorā vai tīklā darba devējs var redzēt visu, ko Jūs lasāt un rakstāt.
code-open = Atvērt sarunu
code-lost-title = Ja koda vairs nav
code-lost = Bez koda Jūs sarunu vairs nevarat atvērt, un mēs kodu nevaram atjaunot. Varat pastāstīt no jauna un pieminēt, ka jau reiz rakstījāt.
code-start = Pastāstīt no jauna

thread-title = Jūsu saruna
thread-status-title = Kas notiek tagad
thread-status-new = Nosūtīts un drošībā. Padomnieks saņemšanu vēl nav apstiprinājis.
thread-status-acknowledged = Padomnieks to ir saņēmis un izlasījis.
thread-status-in-progress = Padomnieks ar to strādā.
thread-status-waiting-reporter = Padomnieks kaut ko jautā un gaida Jūsu atbildi. Atbildēt var arī vēlāk vai nemaz.
thread-status-closed = Saruna ir noslēgta. Ja uzrakstīsiet, tā atsāksies.
thread-reading = Ja tagad uzrakstīsiet, to izlasīs līdz { $when }.
thread-own-title = Ko Jūs rakstījāt
thread-own-note = Pārlasīt var būt smagi. Atveriet to tikai tad, ja gribat.
thread-own-show = Rādīt Jūsu stāstu
thread-messages-title = Saruna
thread-none = Atbildes vēl nav.
thread-from-you = Jūs
thread-from-adviser = Raksta { $name }
thread-next = Nākamā ziņa Jums apsolīta: { $day }
thread-files = Pievienotie faili
thread-write-title = Rakstīt
thread-write-label = Jūsu ziņa
thread-write-hint = Rakstiet jebkurā valodā. Cilvēku vārdi nav vajadzīgi, un nerakstiet neko slepenu.
thread-file-label = Pievienot failus
thread-file-hint = Ne vairāk par 10 failiem, katrs līdz 1 GiB. Fotogrāfijās paslēpto vietu un laiku mēs neizņemam.
thread-send = Nosūtīt
thread-end = Beigt un aiziet

fault-receipt-check = Kāda zīme ir ierakstīta nepareizi. Salīdziniet kodu ar pierakstīto.
fault-receipt-unknown = Ar šo kodu nekas nav atrodams. Pārbaudiet, vai tas ir ierakstīts pilnībā.
fault-receipt-busy = Tagad ir mēģināts pārāk daudz reižu. Uzgaidiet minūti un mēģiniet vēlreiz.
fault-message-empty = Uzrakstiet ziņu vai pievienojiet failu.
fault-message-long = Ziņa ir par garu; lieko zīmju skaits: { $n }. Nekas nav pazudis; pārējo var nosūtīt nākamajā ziņā.
fault-message-files-many = Vienai ziņai var pievienot ne vairāk par 10 failiem. Nekas nav nosūtīts.
fault-message-files-total = Vienā reizē var nosūtīt līdz 1 GiB. Nekas nav nosūtīts; sūtiet failus pa vienam.
fault-message-file-large = Fails „{ $name }” ir lielāks par 1 GiB. Nekas nav nosūtīts.
fault-message-file-broken = Fails „{ $name }” nav saņemts līdz galam. Nekas nav nosūtīts; pamēģiniet vēlreiz.
fault-message-file-room = Failiem tagad nav vietas. Ziņu var nosūtīt bez tiem.
said-message-sent = Jūsu ziņa ir nosūtīta.
