# Savas darba sesijas; paroles frāze vēlreiz pirms svarīgas darbības.

sessions-title = Jūsu darba sesijas
sessions-lead = Šeit redzams, kur ar Jūsu kontu pašlaik ir notikusi ieeja. Ja kādu sesiju nepazīstat, beidziet to un nomainiet paroles frāzi.
sessions-began = Sākta
sessions-used = Pēdējoreiz izmantota
sessions-action = Darbība
sessions-this = šī sesija
sessions-end = Beigt
sessions-ended = Sesija ir beigta.
sessions-all-title = Iziet visur
sessions-all-note = Beidz visas sesijas, arī šo, un aizmirst visas pārlūkprogrammas, no kurām ieeja notikusi agrāk.
sessions-all-button = Iziet visur

grave-error-wrong = Paroles frāze nav pareiza. Ierakstiet to vēlreiz.
grave-error-busy = Pārāk daudz nepareizu mēģinājumu. Pagaidiet minūti un mēģiniet vēlreiz.
