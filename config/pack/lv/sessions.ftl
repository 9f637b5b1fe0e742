# Savas darba sesijas; paroles frāze vēlreiz pirms svarīgas darbības.

sessions-title = Jūsu darba sesijas
sessions-lead = Šeit redzams, kad sākta un kad pēdējoreiz lietota katra sesija, kurā Jūsu konts vēl ir atvērts. Ja kādu no tām nepazīstat, izbeidziet to un pēc tam nomainiet visu, ar ko kontu var atvērt; ar parastu paroles frāzes maiņu nepietiek:
sessions-began = Sākta
sessions-used = Pēdējoreiz lietota
sessions-action = Darbība
sessions-this = šī sesija
sessions-end = Izbeigt
sessions-ended = Sesija ir izbeigta.
sessions-all-title = Iziet visur
sessions-all-note = Izbeidz visas sesijas, arī šo, un aizmirst visus pārlūkus, kuros konts lietots iepriekš.
sessions-all-button = Iziet visur

grave-error-wrong = Paroles frāze nav pareiza. Ierakstiet to vēlreiz.
grave-error-busy = Mēģinājumu pēc kārtas bija daudz, tāpēc šis netika pārbaudīts. Pagaidiet minūti un mēģiniet vēlreiz.
